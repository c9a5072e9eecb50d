import type { NoteColour, PenColour } from '../../boards/boardItem.ts';

/* The board is paper under the dark surface: its colours are its own, and the same for everybody. */

export const penPaint: Readonly<Record<PenColour, string>> = {
  ink: '#22252D',
  blue: '#2563C9',
  red: '#C93A3A',
  green: '#2E7D4F',
  orange: '#C46A12',
};

export const notePaint: Readonly<Record<NoteColour, string>> = {
  yellow: '#F9E08B',
  green: '#BFE3B4',
  blue: '#B7D6F2',
  pink: '#F5C2D3',
};

export const paper = {
  page: '#FBF8F2',
  dots: '#DDD7CA',
  edge: '#16181D',
  around: '#2A2E38',
  shadow: 'rgb(34 37 45 / 18%)',
  selection: '#2563C9',
  /** Under a saved picture. */
  white: '#FFFFFF',
} as const;

/** White can be read on each of them. */
const cursorColours = ['#2563C9', '#B8354A', '#2E7D4F', '#8A4FBF', '#B05A10', '#0F7C86'] as const;

/** The same colour for the same person every time. */
export function cursorColourOf(personId: string): string {
  let sum = 0;
  for (const letter of personId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return cursorColours[sum % cursorColours.length] ?? cursorColours[0];
}
