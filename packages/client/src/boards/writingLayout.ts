import { noteSize } from './boardItem.ts';
import type { Writing } from './boardItem.ts';

/** How wide a text is where its letters are 1 unit high. */
export type TextWidth = (text: string) => number;

/** A line is so much higher than its letters. */
export const lineHeight = 1.35;
/** Height of the letters of a text, in board units. */
const textLetters = 40;
/** A text breaks where it would be wider, in board units. */
export const textWidth = 640;
/** Around what is written on a note, in board units. */
export const noteMargin = 18;
/** Heights of the letters of a note, in board units: the first that all of it fits with. */
const noteLetters = [26, 22, 19, 16, 13, 11, 9] as const;

/** Where the lines of a text or a note break, and how high its letters are, in board units. */
export interface WritingLayout {
  readonly letters: number;
  readonly lines: readonly string[];
  /** Of the longest line. */
  readonly width: number;
  readonly height: number;
}

export function layOutWriting(item: Writing, widthOf: TextWidth): WritingLayout {
  if (item.kind === 'text') return layOut(item.text, textLetters, textWidth, widthOf);
  const [width, height] = [noteSize.width - 2 * noteMargin, noteSize.height - 2 * noteMargin];
  const layouts = noteLetters.map((letters) => () => layOut(item.text, letters, width, widthOf));
  for (const attempt of layouts) {
    const layout = attempt();
    if (layout.height <= height) return layout;
  }
  return layOut(item.text, noteLetters[noteLetters.length - 1] ?? 9, width, widthOf);
}

function layOut(text: string, letters: number, most: number, widthOf: TextWidth): WritingLayout {
  const lines = breakLines(text, most / letters, widthOf);
  const width = Math.max(...lines.map(widthOf)) * letters;
  return { letters, lines, width, height: lines.length * letters * lineHeight };
}

/** Breaks where the writer did, between words, and inside words that are longer than a line. */
export function breakLines(text: string, most: number, widthOf: TextWidth): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line: string | undefined;
    for (const word of paragraph.split(' ')) {
      const longer: string = line === undefined ? word : `${line} ${word}`;
      if (widthOf(longer) <= most) line = longer;
      else {
        if (line !== undefined) lines.push(line);
        const pieces = breakWord(word, most, widthOf);
        lines.push(...pieces.slice(0, -1));
        line = pieces.at(-1) ?? '';
      }
    }
    return [...lines, line ?? ''];
  });
}

function breakWord(word: string, most: number, widthOf: TextWidth): readonly string[] {
  if (widthOf(word) <= most) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && widthOf(piece + letter) > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
