import { css, shade } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { fillShape } from '../iso/solid.ts';
import type { SolidPoint } from '../iso/solid.ts';
import { daylightColours } from '../surroundings/daylightColours.ts';
import type { DaylightColours } from '../surroundings/daylightColours.ts';
import { slab } from './wallCells.ts';
import { side } from './wallRuns.ts';
import type { WallKind } from '../floor/floorPlan.ts';
import type { WallShape } from './wallShape.ts';

type Context = CanvasRenderingContext2D;

/** Bottom and top of a window, and the width of its frame, in px. */
interface Opening {
  readonly sill: number;
  readonly head: number;
  readonly frame: number;
}
const opening: Opening = { sill: 20, head: 53, frame: 2.4 };
const tallOpening: Opening = { sill: 6, head: 57, frame: 2.4 };

/** Whether something is seen through a wall of a kind. */
export function isWindow(kind: WallKind): boolean {
  return kind === 'window' || kind === 'tall-window';
}
/** How far a window's end keeps from the edge of its tile, in tiles. */
const revealTiles = 0.14;
/** Width of a frame along the wall, in tiles. */
const frameTiles = opening.frame / 34;

/** A wall lower than this, in px, has no windows. */
export const windowNeedsPx = opening.head + 6;

interface WindowLook {
  readonly glass: DaylightColours['pane'];
  readonly opening: Opening;
}

/** One window pane on a face of the wall; `place` gives the point at a distance along the face (tiles) and a height. */
function paintWindow(
  context: Context,
  place: (along: number, z: number) => SolidPoint,
  goesOnBefore: boolean,
  goesOnAfter: boolean,
  { glass, opening: { sill, head, frame } }: WindowLook,
): void {
  const start = goesOnBefore ? 0 : revealTiles;
  const end = goesOnAfter ? 1 : 1 - revealTiles;
  const strip = (a: number, b: number, low: number, high: number, fill: string): void => {
    fillShape(context, [place(a, low), place(b, low), place(b, high), place(a, high)], fill);
  };
  strip(start, end, sill, head, css(palette.windowFrame));
  const glassStart = goesOnBefore ? start : start + frameTiles;
  const glassEnd = goesOnAfter ? end : end - frameTiles;
  const [low, high] = [sill + frame, head - frame];
  strip(glassStart, glassEnd, low, high, css(glass.shade));
  const middle = (glassStart + glassEnd) / 2;
  strip(glassStart, middle, low, high, css(glass.light));
  const slant = (glassEnd - glassStart) * 0.16;
  fillShape(
    context,
    [
      place(middle - slant * 1.4, low),
      place(middle - slant * 0.5, low),
      place(middle + slant * 1.2, high),
      place(middle + slant * 0.3, high),
    ],
    css(0xffffff, 0.3),
  );
  if (goesOnAfter) {
    strip(end - frameTiles / 2, end, sill, head, css(palette.windowFrame));
  }
  if (goesOnBefore) strip(start, start + frameTiles / 2, sill, head, css(palette.windowFrame));
  const ledge = 0.03;
  const from = goesOnBefore ? start : start - ledge;
  const to = goesOnAfter ? end : end + ledge;
  strip(from, to, sill - 2.5, sill, css(shade(palette.wall, 0.95)));
}

/** Paints the windows of a tile of wall, on each face that looks at the viewer. */
export function paintWindows(context: Context, shape: WallShape): void {
  const { kind, joins, continues, daylight } = shape;
  const glass = { glass: daylightColours[daylight].pane, opening: kind === 'window' ? opening : tallOpening };
  const has = (mask: number, bit: number): boolean => (mask & bit) !== 0;
  const runsAlongX = has(joins, side.E | side.W);
  const runsAlongY = has(joins, side.N | side.S);
  if (runsAlongX && !has(joins, side.S)) {
    paintWindow(context, (u, z) => [u, slab.high, z], has(continues, side.W), has(continues, side.E), glass);
  }
  if (runsAlongY && !has(joins, side.E)) {
    paintWindow(context, (v, z) => [slab.high, v, z], has(continues, side.N), has(continues, side.S), glass);
  }
}
