import type { BoardItem, BoardPoint, Stroke } from './boardItem.ts';
import { boardPage, noteSize, textSize } from './boardItem.ts';

/** A part of the board, in its units. */
export interface BoardBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A letter is about so wide, as a share of the height of its line. */
const letterShare = 0.55;
const longestLine = 28;

/** The lines of a text on the board: where it breaks by itself and where its writer broke it. */
export function linesOf(text: string, mostLetters = longestLine): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(' ').flatMap((long) => chunksOf(long, mostLetters))) {
      if (current !== '' && current.length + 1 + word.length > mostLetters) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    return [...lines, current];
  });
}

function chunksOf(word: string, length: number): readonly string[] {
  const letters = [...word];
  if (letters.length <= length) return [word];
  const chunks: string[] = [];
  for (let from = 0; from < letters.length; from += length)
    chunks.push(letters.slice(from, from + length).join(''));
  return chunks;
}

/** The points of a stroke where they are now. */
export function* pointsOf({ points, x, y }: Stroke): Generator<BoardPoint> {
  for (let index = 0; index + 1 < points.length; index += 2) {
    yield { x: (points[index] ?? 0) + x, y: (points[index + 1] ?? 0) + y };
  }
}

/** What an item takes of the board. */
export function boxOf(item: BoardItem): BoardBox {
  switch (item.kind) {
    case 'stroke': {
      const margin = item.width;
      let box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
      for (const { x, y } of pointsOf(item)) {
        box = {
          left: Math.min(box.left, x - margin),
          top: Math.min(box.top, y - margin),
          right: Math.max(box.right, x + margin),
          bottom: Math.max(box.bottom, y + margin),
        };
      }
      return box;
    }
    case 'text': {
      const lines = linesOf(item.text === '' ? ' ' : item.text);
      const longest = Math.max(4, ...lines.map((line) => line.length));
      return {
        left: item.x,
        top: item.y,
        right: item.x + longest * textSize * letterShare,
        bottom: item.y + lines.length * textSize * 1.25,
      };
    }
    case 'note':
      return {
        left: item.x,
        top: item.y,
        right: item.x + noteSize.width,
        bottom: item.y + noteSize.height,
      };
  }
}

/** The box around all items; `undefined` where there are none. */
export function boxAround(items: readonly BoardItem[]): BoardBox | undefined {
  if (items.length === 0) return undefined;
  const boxes = items.map(boxOf);
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** Whether a point touches an item. @param reach how near is near enough, in board units */
export function touches(item: BoardItem, point: BoardPoint, reach: number): boolean {
  const box = boxOf(item);
  const isInBox =
    point.x >= box.left - reach &&
    point.x <= box.right + reach &&
    point.y >= box.top - reach &&
    point.y <= box.bottom + reach;
  if (!isInBox || item.kind !== 'stroke') return isInBox;
  let before: BoardPoint | undefined;
  for (const next of pointsOf(item)) {
    if (distanceToSegment(point, before ?? next, next) <= reach + item.width / 2) return true;
    before = next;
  }
  return false;
}

function distanceToSegment(point: BoardPoint, a: BoardPoint, b: BoardPoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const lengthSquared = dx * dx + dy * dy;
  const part = lengthSquared === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / lengthSquared;
  const nearest = Math.min(1, Math.max(0, part));
  return Math.hypot(point.x - a.x - nearest * dx, point.y - a.y - nearest * dy);
}

/** The nearest whole place on the page. */
export function onPage({ x, y }: BoardPoint): BoardPoint {
  return {
    x: Math.round(Math.min(boardPage.width, Math.max(0, x))),
    y: Math.round(Math.min(boardPage.height, Math.max(0, y))),
  };
}
