import { css, mix, shade } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import type { FloorMaterial } from './floorPlan.ts';
import { screenX, screenY } from '../iso/projection.ts';

/** Share of the Zone's tint in the colour of its floor. */
const tintShare = 0.3;

const materialColour: Readonly<Record<string, number>> = {
  oak: palette.oak,
  stone: palette.stone,
  wood: palette.wood,
  carpet: palette.carpet,
  ceramic: palette.ceramic,
  concrete: 0xb9b7b1,
  marble: 0xe4e0d8,
  terrazzo: 0xd6cfc4,
  slate: 0x8b9096,
  cork: 0xc49a6a,
  herringbone: 0xc9a273,
  walnut: 0x9a7355,
  checker: 0xd8d4ca,
  grass: 0x9dae79,
  sisal: 0xc7b48e,
  brick: 0xb98a72,
  rubber: 0x868d92,
};

/** The colour a floor has in a Zone of some tint. */
export function floorColour(material: FloorMaterial, tint: number | undefined): number {
  const colour = materialColour[material] ?? palette.stone;
  return tint === undefined ? colour : mix(colour, tint, tintShare);
}

/** A number from 0 to 1 that is always the same for the same place. */
export function scatter(x: number, y: number, salt: number): number {
  let value =
    Math.imul(x + 0x9e37, 0x85ebca6b) ^ Math.imul(y + 0x79b9, 0xc2b2ae35) ^ Math.imul(salt + 1, 0x27d4eb2f);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return ((value ^ (value >>> 15)) >>> 0) / 0x1_0000_0000;
}

type Context = CanvasRenderingContext2D;

/** Fills a rectangle of the floor, given in tiles. */
export function fillFloor(
  context: Context,
  u0: number,
  v0: number,
  u1: number,
  v1: number,
  fill: string,
): void {
  context.fillStyle = fill;
  context.beginPath();
  context.moveTo(screenX(u0, v0), screenY(u0, v0));
  context.lineTo(screenX(u1, v0), screenY(u1, v0));
  context.lineTo(screenX(u1, v1), screenY(u1, v1));
  context.lineTo(screenX(u0, v1), screenY(u0, v1));
  context.fill();
}

export function line(context: Context, u0: number, v0: number, u1: number, v1: number): void {
  context.moveTo(screenX(u0, v0), screenY(u0, v0));
  context.lineTo(screenX(u1, v1), screenY(u1, v1));
}

export function strokeLines(context: Context, colour: string, width: number, lines: () => void): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  lines();
  context.stroke();
}

/** Boards per tile, across, and how long one board is, in tiles. */
const boardsPerTile = 4;
const boardLength = 2.5;

/** Long boards along x, each row shifted against its neighbours. */
function paintBoards(context: Context, x: number, y: number, colour: number): void {
  const seam = css(shade(colour, 0.8), 0.55);
  for (let board = 0; board < boardsPerTile; board++) {
    const row = y * boardsPerTile + board;
    const v0 = y + board / boardsPerTile;
    const v1 = v0 + 1 / boardsPerTile;
    const shift = scatter(row, 7, 1) * boardLength;
    const first = Math.floor((x - shift) / boardLength);
    const last = Math.floor((x + 1 - shift - 1e-9) / boardLength);
    for (let piece = first; piece <= last; piece++) {
      const start = Math.max(x, piece * boardLength + shift);
      const end = Math.min(x + 1, (piece + 1) * boardLength + shift);
      const tone = 0.955 + scatter(row, piece, 2) * 0.075;
      fillFloor(context, start, v0, end, v1, css(shade(colour, tone)));
      if (piece < last)
        strokeLines(context, seam, 0.7, () => {
          line(context, end, v0, end, v1);
        });
    }
  }
  strokeLines(context, css(shade(colour, 0.86), 0.7), 0.6, () => {
    for (let board = 0; board < boardsPerTile; board++) {
      const v = y + board / boardsPerTile;
      line(context, x, v, x + 1, v);
    }
  });
}

/** Small blocks, laid in squares whose grain turns from one to the next. */
function paintParquet(context: Context, x: number, y: number, colour: number): void {
  const seam = css(shade(colour, 0.82), 0.6);
  for (let part = 0; part < 4; part++) {
    const u = x + (part & 1) / 2;
    const v = y + (part >> 1) / 2;
    const alongX = ((part & 1) + (part >> 1)) % 2 === 0;
    for (let strip = 0; strip < 3; strip++) {
      const tone = 0.95 + scatter(x * 2 + (part & 1), y * 2 + (part >> 1), strip) * 0.09;
      const low = strip / 6;
      const high = (strip + 1) / 6;
      const fill = css(shade(colour, tone));
      if (alongX) fillFloor(context, u, v + low, u + 0.5, v + high, fill);
      else fillFloor(context, u + low, v, u + high, v + 0.5, fill);
    }
    strokeLines(context, seam, 0.6, () => {
      line(context, u, v, u + 0.5, v);
      line(context, u, v, u, v + 0.5);
    });
  }
}

/** Large slabs with a fine joint. */
function paintSlab(context: Context, x: number, y: number, colour: number): void {
  const chequer = (x + y) % 2 === 0 ? 1.012 : 0.982;
  const tone = chequer + (scatter(x, y, 3) - 0.5) * 0.018;
  fillFloor(context, x, y, x + 1, y + 1, css(shade(colour, tone)));
  strokeLines(context, css(shade(colour, 0.84), 0.6), 0.8, () => {
    line(context, x, y, x + 1, y);
    line(context, x, y, x, y + 1);
  });
  strokeLines(context, css(0xffffff, 0.16), 0.7, () => {
    line(context, x + 0.03, y + 0.03, x + 0.97, y + 0.03);
    line(context, x + 0.03, y + 0.03, x + 0.03, y + 0.97);
  });
}

/** Carpet squares with a woven speckle. */
function paintCarpet(context: Context, x: number, y: number, colour: number): void {
  const tone = 0.985 + scatter(x, y, 4) * 0.03;
  fillFloor(context, x, y, x + 1, y + 1, css(shade(colour, tone)));
  const threads = 5;
  for (const [salt, factor] of [
    [5, 0.9],
    [6, 1.08],
  ] as const) {
    strokeLines(context, css(shade(colour, factor), 0.5), 0.7, () => {
      for (let thread = 0; thread < threads; thread++) {
        const u = x + 0.08 + scatter(x * threads + thread, y, salt) * 0.8;
        const v = y + 0.08 + scatter(x, y * threads + thread, salt + 2) * 0.8;
        if (salt === 5) line(context, u, v, u + 0.07, v);
        else line(context, u, v, u, v + 0.07);
      }
    });
  }
  strokeLines(context, css(shade(colour, 0.9), 0.45), 0.6, () => {
    line(context, x, y, x + 1, y);
    line(context, x, y, x, y + 1);
  });
}

/** Four small glazed tiles. */
function paintCeramic(context: Context, x: number, y: number, colour: number): void {
  for (let part = 0; part < 4; part++) {
    const u = x + (part & 1) / 2;
    const v = y + (part >> 1) / 2;
    const dark = ((part & 1) + (part >> 1)) % 2 === 0;
    const tone = (dark ? 0.965 : 1.01) + (scatter(x * 2 + (part & 1), y * 2 + (part >> 1), 9) - 0.5) * 0.02;
    fillFloor(context, u, v, u + 0.5, v + 0.5, css(shade(colour, tone)));
  }
  strokeLines(context, css(shade(colour, 0.86), 0.65), 0.7, () => {
    line(context, x, y, x + 1, y);
    line(context, x, y, x, y + 1);
    line(context, x + 0.5, y, x + 0.5, y + 1);
    line(context, x, y + 0.5, x + 1, y + 0.5);
  });
}

/** Paints the pattern of one tile; `colour` is that of its floor. */
export type FloorPattern = (context: Context, x: number, y: number, colour: number) => void;
type FloorPatterns = Readonly<Partial<Record<string, FloorPattern>>>;
/** Finds patterns that a first picture may have to do without. */
export type FindPattern = (material: FloorMaterial) => FloorPattern | undefined;

const patterns: FloorPatterns = {
  oak: paintBoards,
  wood: paintParquet,
  stone: paintSlab,
  carpet: paintCarpet,
  ceramic: paintCeramic,
};

/** A hair wider than the tile, so that no light shows between two tiles. In tiles. */
const overlapTiles = 0.012;

/**
 * Paints one tile of floor; the context's unit is 1 px at zoom 1 and its origin that of the World picture.
 *
 * @param more finds the patterns that are not here
 */
export function paintFloorTile(
  context: Context,
  material: FloorMaterial,
  tileX: number,
  tileY: number,
  colour: number,
  more: FindPattern | undefined,
): void {
  fillFloor(
    context,
    tileX - overlapTiles,
    tileY - overlapTiles,
    tileX + 1 + overlapTiles,
    tileY + 1 + overlapTiles,
    css(colour),
  );
  (patterns[material] ?? more?.(material))?.(context, tileX, tileY, colour);
}
