import { footprintOf, kindOf, tilesOf } from '@atrium/world';
import type { Pen } from '../pen.ts';
import { clipSolid, columnOf, type Column } from './clipping.ts';
import { depthOrder, inFrontOf, spaceOf } from './depthOrder.ts';
import { drawSolid } from './drawSolid.ts';
import { onScreen } from './isometric.ts';
import { partsOf } from './objectArt.ts';
import type { Appearance, LookArt } from './objectArt.ts';
import { turnPart } from './rotation.ts';
import { shiftedPen } from '../shiftedPen.ts';
import type { Part } from './solid.ts';

/**
 * What of an Object stands on one tile of its footprint. All drawing has its origin at the screen point of the tile's
 * corner with the smallest x and y (its upper one), on the floor.
 */
export interface ObjectSlice {
  /** From the corner of the footprint, in tiles. */
  readonly tileX: number;
  readonly tileY: number;
  readonly draw: (pen: Pen) => void;
  /** Of seats only: what is in front of the person who sits here (a backrest, an armrest). Draw it after them. */
  readonly drawFront?: (pen: Pen) => void;
}

/** By look, or by type. */
const surfaceHeights: Readonly<Partial<Record<string, number>>> = {
  Desk: 22,
  MeetingTable: 22,
  CoffeeTable: 12,
  KitchenCounter: 24,
  ReceptionDesk: 26,
  Bookshelf: 54,
  Furniture: 25,
  'high-table': 34,
  'side-table': 18,
  'low-shelf': 26,
  'standing-desk': 30,
  bar: 32,
  'filing-cabinet': 31,
  locker: 52,
  fridge: 54,
  crate: 16,
  piano: 40,
  fireplace: 46,
};

/** How high the top of an Object is that others can stand on, in px; 0 where it carries nothing. */
export function surfaceHeightOf({ type, look = '' }: Appearance): number {
  const usual = look !== '' && (type === 'Furniture' || look === 'lectern') ? 0 : surfaceHeights[type];
  return surfaceHeights[look] ?? usual ?? 0;
}

/** The room someone seated takes above a seat, from its tile's corner. */
const sitter = { x: [0.28, 0.72], y: [0.28, 0.72], z: [14.01, 60] } as const;

interface ClippedPart {
  readonly part: Part;
  readonly whole: Part;
}

function partsInColumn(parts: readonly Part[], column: Column): ClippedPart[] {
  return parts.flatMap((part): ClippedPart[] => {
    if (part.kind === 'solid') {
      const clipped = clipSolid(part, column);
      return clipped === undefined ? [] : [{ part: clipped, whole: part }];
    }
    const { x, y } = part.place;
    const isInside = x >= column.x[0] && x < column.x[1] && y >= column.y[0] && y < column.y[1];
    return isInside ? [{ part, whole: part }] : [];
  });
}

function drawPart(pen: Pen, { part, whole }: ClippedPart, column: Column): void {
  if (part.kind === 'figure') {
    const { x, y } = onScreen(part.place);
    part.draw(shiftedPen(pen, x, y));
  } else if (whole.kind === 'solid') drawSolid(pen, part, whole, column);
}

/**
 * The drawing of an Object, one slice for each tile of its footprint, so that long and tall Objects sort right.
 * `surface` Objects are drawn as if they stood on the floor: lift them by the `surfaceHeights` of what is below.
 *
 * @param more the art of all looks; `undefined` while it has not arrived
 */
export function objectSlices(object: Appearance, more: LookArt | undefined): readonly ObjectSlice[] {
  const footprint = footprintOf({ ...object, position: { x: 0, y: 0 } });
  const kind = kindOf(object);
  const parts = partsOf(object, more).map((part) => turnPart(kind, object.rotation, part));
  const isSeat = kind.seats > 0;
  return [...tilesOf(footprint)].map(({ x: tileX, y: tileY }): ObjectSlice => {
    const column = columnOf(tileX, tileY, footprint.width, footprint.height);
    const present = partsInColumn(parts, column);
    const spaces = present.map(({ part }) => spaceOf(part));
    const ordered = depthOrder(spaces);
    const origin = onScreen({ x: tileX, y: tileY, z: 0 });
    const paint = (pen: Pen, chosen: readonly number[]): void => {
      const shifted = shiftedPen(pen, -origin.x, -origin.y);
      for (const index of chosen) {
        const part = present[index];
        if (part !== undefined) drawPart(shifted, part, column);
      }
    };
    if (!isSeat) return { tileX, tileY, draw: (pen) => paint(pen, ordered) };
    const seated = {
      x: [tileX + sitter.x[0], tileX + sitter.x[1]],
      y: [tileY + sitter.y[0], tileY + sitter.y[1]],
      z: sitter.z,
    } as const;
    const front = inFrontOf(spaces, seated);
    return {
      tileX,
      tileY,
      draw: (pen) =>
        paint(
          pen,
          ordered.filter((index) => !front.has(index)),
        ),
      drawFront: (pen) =>
        paint(
          pen,
          ordered.filter((index) => front.has(index)),
        ),
    };
  });
}
