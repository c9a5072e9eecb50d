import { objectKinds } from '@atrium/world';
import type { ObjectType, Position, Rotation } from '@atrium/world';

/** What blocks the way on a map, made of what blocks it in a World. */
export interface BlockedParts {
  /** Row by row; 1: a wall. */
  readonly walls: Uint8Array;
  readonly furniture: readonly Furniture[];
}

interface Furniture {
  readonly type: ObjectType;
  readonly position: Position;
  readonly rotation: Rotation;
}

interface Grid {
  readonly width: number;
  readonly height: number;
}

/** How long lines have to be, in tiles. */
interface Measures {
  /** A row that is a wall where it belongs to something larger. */
  readonly wall: number;
  /** The same where it has free floor on both sides. */
  readonly thinWall: number;
  /** A row that is a wall though it stands alone; a shorter one is a desk or a counter. */
  readonly partition: number;
  /** Sides of what is taken for furniture though it has rows as long as walls. */
  readonly island: number;
}
const measures: Measures = { wall: 4, thinWall: 3, partition: 5, island: 8 };
const measuresAtHalfSize: Measures = { wall: 3, thinWall: 2, partition: 3, island: 4 };
/** The part of the rectangle around it that such furniture fills. */
const islandFill = 0.7;

interface SplitOptions {
  readonly isHalfSize: boolean;
  /** Objects; what would be more becomes walls. */
  readonly mostFurniture: number;
}

/**
 * Lines become walls, all else furniture that fills the same tiles.
 *
 * @param furnished 1: drawn as furniture: no wall however long it is, but where a wall goes on on both sides
 */
export function splitBlocked(
  { width, height }: Grid,
  blocked: Uint8Array,
  furnished: Uint8Array,
  { isHalfSize, mostFurniture }: SplitOptions,
): BlockedParts {
  const grid = { width, height };
  const { wall, thinWall, partition, island } = isHalfSize ? measuresAtHalfSize : measures;
  const walls = new Uint8Array(blocked.length);
  const seen = blocked.map((tile, index) => (tile === 1 && furnished[index] !== 1 ? 1 : 0));
  const built = withWholeLines(grid, blocked, seen, wall);
  const rows = runsAlong(grid, built, 1);
  const columns = runsAlong(grid, built, width);
  for (const tiles of piecesOf(grid, built)) {
    if (isIsland(grid, tiles, island)) continue;
    const needed = isThin(grid, tiles) ? partition : wall;
    for (const tile of tiles) {
      const [row = 0, column = 0] = [rows[tile], columns[tile]];
      const isThinWall = Math.min(row, column) === 1 && Math.max(row, column) >= thinWall;
      if (Math.max(row, column) >= needed || (isThinWall && !isThin(grid, tiles))) walls[tile] = 1;
    }
  }
  const rest = blocked.map((tile, index) => (tile === 1 && walls[index] === 0 ? 1 : 0));
  const furniture: Furniture[] = [];
  for (const tiles of piecesOf(grid, rest)) {
    for (const piece of furnish(grid, tiles, walls)) {
      if (furniture.length < mostFurniture) furniture.push(piece);
      else for (const tile of tilesUnder(grid, piece)) walls[tile] = 1;
    }
  }
  return { walls, furniture };
}

/** Lines of walls go on behind what stands in front of them, if at least half of a line is seen. */
function withWholeLines(grid: Grid, blocked: Uint8Array, seen: Uint8Array, least: number): Uint8Array {
  const whole = seen.slice();
  for (const step of [1, grid.width]) {
    const runs = runsAlong(grid, seen, step);
    const hidden = blocked.map((tile, index) => (tile === 1 && seen[index] !== 1 ? 1 : 0));
    const gaps = runsAlong(grid, hidden, step);
    for (const [first, gap] of gaps.entries()) {
      // The tile before a gap, in the same line.
      const before = startsLine(grid, first, step) ? -1 : first - step;
      if (gap === 0 || seen[before] !== 1) continue;
      const after = first + gap * step;
      if (startsLine(grid, after, step) || seen[after] !== 1) continue;
      const known = (runs[before] ?? 0) + (runs[after] ?? 0);
      if (known < Math.max(least, gap)) continue;
      for (let tile = first; tile < after; tile += step) whole[tile] = 1;
    }
  }
  return whole;
}

function startsLine({ width }: Grid, tile: number, step: number): boolean {
  return step === 1 ? tile % width === 0 : tile < width;
}

/** How long the straight row of tiles is that each belongs to. @param step 1 along x, the width of the Map along y */
function runsAlong({ width, height }: Grid, tiles: Uint8Array, step: number): Uint16Array {
  const runs = new Uint16Array(tiles.length);
  const [lines, length] = step === 1 ? [height, width] : [width, height];
  for (let line = 0; line < lines; line++) {
    const start = step === 1 ? line * width : line;
    for (let from = 0; from < length; from++) {
      let to = from;
      while (to < length && tiles[start + to * step] === 1) to++;
      for (let at = from; at < to; at++) runs[start + at * step] = to - from;
      from = to;
    }
  }
  return runs;
}

/** Tiles that hang together by their sides. */
function* piecesOf({ width, height }: Grid, tiles: Uint8Array): Generator<readonly number[]> {
  const seen = new Uint8Array(tiles.length);
  for (const start of tiles.keys()) {
    if (tiles[start] !== 1 || seen[start] === 1) continue;
    const piece: number[] = [];
    const open = [start];
    seen[start] = 1;
    for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
      piece.push(tile);
      const x = tile % width;
      for (const next of [
        ...(x > 0 ? [tile - 1] : []),
        ...(x < width - 1 ? [tile + 1] : []),
        ...(tile >= width ? [tile - width] : []),
        ...(tile < width * (height - 1) ? [tile + width] : []),
      ]) {
        if (tiles[next] !== 1 || seen[next] === 1) continue;
        seen[next] = 1;
        open.push(next);
      }
    }
    yield piece.sort((a, b) => a - b);
  }
}

function sidesOf({ width }: Grid, tiles: readonly number[]) {
  let [left, right] = [Infinity, -Infinity];
  for (const tile of tiles) {
    left = Math.min(left, tile % width);
    right = Math.max(right, tile % width);
  }
  const top = Math.floor((tiles[0] ?? 0) / width);
  const bottom = Math.floor((tiles.at(-1) ?? 0) / width);
  return { left, top, right, bottom, across: right - left + 1, down: bottom - top + 1 };
}

function isThin(grid: Grid, tiles: readonly number[]): boolean {
  const { across, down } = sidesOf(grid, tiles);
  return Math.min(across, down) === 1;
}

/** A table or a block of desks in the middle of a room: thick, and not in the edge of the Map. */
function isIsland(grid: Grid, tiles: readonly number[], longest: number): boolean {
  const { left, top, right, bottom, across, down } = sidesOf(grid, tiles);
  const isAtEdge = left === 0 || top === 0 || right === grid.width - 1 || bottom === grid.height - 1;
  const isCompact = Math.max(across, down) <= longest && tiles.length >= across * down * islandFill;
  return !isAtEdge && isCompact && Math.min(across, down) > 1;
}

/** From the largest to the smallest; a piece takes the first that fits. */
const shapes: readonly Omit<Furniture, 'position'>[] = [
  { type: 'MeetingTable', rotation: 0 },
  { type: 'MeetingTable', rotation: 90 },
  { type: 'Desk', rotation: 0 },
  { type: 'Desk', rotation: 90 },
];

/** Fills a piece with furniture, without a gap. */
function* furnish(grid: Grid, tiles: readonly number[], walls: Uint8Array): Generator<Furniture> {
  const { width } = grid;
  const free = new Set(tiles);
  for (const tile of tiles) {
    if (!free.has(tile)) continue;
    const position = { x: tile % width, y: Math.floor(tile / width) };
    const fitting = shapes.find((shape) => {
      const { x: right } = lastTileOf({ ...shape, position });
      return right < width && tilesUnder(grid, { ...shape, position }).every((under) => free.has(under));
    });
    const alone = tiles.length === 1 ? 'Plant' : 'CoffeeTable';
    const piece = againstWall(grid, { type: alone, rotation: 0, ...fitting, position }, walls);
    for (const under of tilesUnder(grid, piece)) free.delete(under);
    yield piece;
  }
}

function lastTileOf({ type, rotation, position }: Furniture): Position {
  const { width, depth } = objectKinds[type];
  const [across, down] = rotation % 180 === 0 ? [width, depth] : [depth, width];
  return { x: position.x + across - 1, y: position.y + down - 1 };
}

function tilesUnder({ width }: Grid, piece: Furniture): readonly number[] {
  const last = lastTileOf(piece);
  const tiles: number[] = [];
  for (let { y } = piece.position; y <= last.y; y++)
    for (let { x } = piece.position; x <= last.x; x++) tiles.push(y * width + x);
  return tiles;
}

/** A Desk with its back to a wall is a shelf that looks away from it. */
function againstWall(grid: Grid, piece: Furniture, walls: Uint8Array): Furniture {
  if (piece.type !== 'Desk') return piece;
  const { x, y } = piece.position;
  const isWall = (atX: number, atY: number) => walls[atY * grid.width + atX] === 1;
  const last = lastTileOf(piece);
  const sides: readonly (readonly [Rotation, boolean])[] =
    piece.rotation === 0
      ? [
          [0, isWall(x, y - 1) && isWall(last.x, y - 1)],
          [180, isWall(x, y + 1) && isWall(last.x, y + 1)],
        ]
      : [
          [270, x > 0 && isWall(x - 1, y) && isWall(x - 1, last.y)],
          [90, x < grid.width - 1 && isWall(x + 1, y) && isWall(x + 1, last.y)],
        ];
  const back = sides.find(([, isBack]) => isBack);
  return back === undefined ? piece : { ...piece, type: 'Bookshelf', rotation: back[0] };
}
