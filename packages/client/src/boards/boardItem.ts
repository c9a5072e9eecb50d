import * as z from 'zod';

/** A board is a page of so many units; everything on it lies within. */
export const boardPage = { width: 4000, height: 2500 } as const;

export const penColours = ['ink', 'blue', 'red', 'green', 'orange'] as const;
export type PenColour = (typeof penColours)[number];
export const noteColours = ['yellow', 'green', 'blue', 'pink'] as const;
export type NoteColour = (typeof noteColours)[number];
/** Width of a stroke, in board units. */
export const penWidths = [6, 12, 24] as const;

export const boardLimits = {
  items: 3000,
  /** Points of one stroke. */
  points: 2000,
  /** Characters of a text or a note. */
  textLength: 500,
  idLength: 100,
} as const;

/** Sides of a sticky note, in board units. */
export const noteSize = { width: 260, height: 220 } as const;

const x = z.number().min(0).max(boardPage.width);
const y = z.number().min(0).max(boardPage.height);
const text = z.string().max(boardLimits.textLength);

const stroke = z
  .object({
    kind: z.literal('stroke'),
    colour: z.enum(penColours),
    width: z.number().min(1).max(100),
    /** x and y in turn, where it was drawn, in whole board units. */
    points: z
      .array(z.int())
      .min(2)
      .max(boardLimits.points * 2)
      .refine((points) => points.length % 2 === 0),
    /** How far it was moved from there. */
    x: z.int(),
    y: z.int(),
  })
  .refine(isOnPage);
const label = z.object({ kind: z.literal('text'), colour: z.enum(penColours), x, y, text });
const note = z.object({ kind: z.literal('note'), colour: z.enum(noteColours), x, y, text });

/** Something on a board. Whatever comes from others is none until it has been read by this. */
export const boardItemSchema = z.discriminatedUnion('kind', [stroke, label, note]);
export type BoardItem = z.output<typeof boardItemSchema> & { readonly itemId: string };
export type Stroke = Extract<BoardItem, { kind: 'stroke' }>;
/** A text or a note. */
export type Writing = Exclude<BoardItem, { kind: 'stroke' }>;

/** A place on the board, in its units. */
export interface BoardPoint {
  readonly x: number;
  readonly y: number;
}

/** The nearest whole place on the page. */
export function onPage(point: BoardPoint): BoardPoint {
  return {
    x: Math.round(Math.min(boardPage.width, Math.max(0, point.x))),
    y: Math.round(Math.min(boardPage.height, Math.max(0, point.y))),
  };
}

function isOnPage(moved: {
  readonly points: readonly number[];
  readonly x: number;
  readonly y: number;
}): boolean {
  return moved.points.every((part, index) => {
    const [at, most] =
      index % 2 === 0 ? [part + moved.x, boardPage.width] : [part + moved.y, boardPage.height];
    return at >= 0 && at <= most;
  });
}
