/** A rectangle of ground, in tiles. */
export interface Ground {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** What stands around a Map, where, and how high (px at zoom 1). */
export type Standing =
  | { readonly kind: 'tree' | 'bush' | 'lamp'; readonly x: number; readonly y: number; readonly size: number }
  | { readonly kind: 'house'; readonly ground: Ground; readonly heightPx: number; readonly tone: number };

/** The place around a Map. */
export interface GroundPlan {
  readonly map: Ground;
  /** From the Map's edge on, in tiles. */
  readonly pavement: Ground;
  readonly streets: readonly Ground[];
  readonly paths: readonly Ground[];
  /** Those farthest from the viewer first. */
  readonly standing: readonly Standing[];
}

/** How far around the Map the place reaches, and from where on it fades, in tiles. */
export const reachTiles = 24;
export const fadesFromTiles = 9;

const pavementTiles = 1.4;
/** Where the street begins in front of the Map, and how wide it is with its two pavements. */
const street = { from: 7, width: 3, pavement: 0.8 } as const;
/** A tree in front of the Map would stand before it: there are only bushes on this strip. */
const lowStripTiles = street.from - street.pavement;
/** Side of the square in which at most one plant stands, in tiles. */
const plantCellTiles = 2.6;
const houseGapTiles = 3;

/**
 * Lays out the place around a Map: the same every time, and nothing of it in front of what stands on the Map.
 *
 * @param entranceX where the path from the street comes to the Map, along its front side
 */
export function planGround(width: number, height: number, entranceX: number): GroundPlan {
  const map: Ground = { x0: 0, y0: 0, x1: width, y1: height };
  const far = grown(map, reachTiles);
  const { from, width: wide } = street;
  const streets: Ground[] = [
    { x0: far.x0, x1: far.x1, y0: height + from, y1: height + from + wide },
    { x0: width + from, x1: width + from + wide, y0: far.y0, y1: far.y1 },
  ];
  const paths: Ground[] = [
    { x0: entranceX - 1, x1: entranceX + 1, y0: height, y1: height + from },
    { x0: width, x1: width + from, y0: height * 0.4 - 0.8, y1: height * 0.4 + 0.8 },
  ];
  const houses = housesAround(map, far);
  const isFree = (x: number, y: number, room: number): boolean =>
    !isWithin(grown(map, pavementTiles + room), x, y) &&
    ![...paths, ...streets.map((ground) => grown(ground, street.pavement))].some((ground) =>
      isWithin(grown(ground, room), x, y),
    ) &&
    !houses.some((house) => house.kind === 'house' && isWithin(grown(house.ground, 1.2), x, y));
  const standing = [...houses, ...plantsAround(map, far, isFree), ...lampsAlong(map)];
  return {
    map,
    pavement: grown(map, pavementTiles),
    streets,
    paths,
    standing: standing.sort((a, b) => depthOfStanding(a) - depthOfStanding(b)),
  };
}

/** Whether the places around two Maps look the same. */
export function isSameGround(a: GroundPlan, b: GroundPlan): boolean {
  // All of it follows from the Map and where the path from the street comes to it.
  return isSame(a.map, b.map) && a.paths.every((path, index) => isSame(path, b.paths[index]));
}

function isSame(a: Ground, b: Ground | undefined): boolean {
  return a.x0 === b?.x0 && a.y0 === b.y0 && a.x1 === b.x1 && a.y1 === b.y1;
}

/** The pavements on both sides of a street. */
export function withPavements(ground: Ground): Ground {
  const isAlongX = ground.x1 - ground.x0 > ground.y1 - ground.y0;
  const { pavement } = street;
  return isAlongX
    ? { ...ground, y0: ground.y0 - pavement, y1: ground.y1 + pavement }
    : { ...ground, x0: ground.x0 - pavement, x1: ground.x1 + pavement };
}

export function grown({ x0, y0, x1, y1 }: Ground, by: number): Ground {
  return { x0: x0 - by, y0: y0 - by, x1: x1 + by, y1: y1 + by };
}

function isWithin({ x0, y0, x1, y1 }: Ground, x: number, y: number): boolean {
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}

function depthOfStanding(standing: Standing): number {
  if (standing.kind !== 'house') return standing.x + standing.y;
  const { x0, y0, x1, y1 } = standing.ground;
  return (x0 + x1) / 2 + (y0 + y1) / 2;
}

/** A number from 0 to 1 that belongs to a place: always the same, and unlike those of its neighbours. */
function chance(x: number, y: number, salt: number): number {
  let hash = Math.imul(Math.round(x) + 1013, 374_761_393) ^ Math.imul(Math.round(y) + 2029, 668_265_263);
  hash = Math.imul(hash ^ (hash >>> 13) ^ Math.imul(salt, 951_274_213), 1_274_126_177);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function* plantsAround(
  map: Ground,
  far: Ground,
  isFree: (x: number, y: number, room: number) => boolean,
): Generator<Standing> {
  for (let row = 0; row * plantCellTiles < far.y1 - far.y0; row++) {
    for (let column = 0; column * plantCellTiles < far.x1 - far.x0; column++) {
      const x = far.x0 + (column + 0.2 + 0.6 * chance(column, row, 1)) * plantCellTiles;
      const y = far.y0 + (row + 0.2 + 0.6 * chance(column, row, 2)) * plantCellTiles;
      const size = 0.8 + 0.45 * chance(column, row, 3);
      const isInFront = isWithin(grown(map, lowStripTiles), x, y) && (x > map.x1 || y > map.y1);
      const kind = isInFront || chance(column, row, 4) < 0.3 ? 'bush' : 'tree';
      const isSown = chance(column, row, 5) < (isInFront ? 0.5 : 0.62);
      if (isSown && isFree(x, y, kind === 'bush' ? 0.7 : 0.9)) yield { kind, x, y, size };
    }
  }
}

function* lampsAlong({ x1, y1 }: Ground): Generator<Standing> {
  const beside = street.from - street.pavement / 2;
  for (let x = 3; x < x1 + street.from - 2; x += 9) yield { kind: 'lamp', x, y: y1 + beside, size: 1 };
  for (let y = 3; y < y1 + street.from - 2; y += 9) yield { kind: 'lamp', x: x1 + beside, y, size: 1 };
}

/** Rows of houses on all four sides: behind the Map, and across the streets. */
function housesAround(map: Ground, far: Ground): Standing[] {
  const behind = 8;
  const across = street.from + street.width + street.pavement + 2.5;
  const rows = [
    { isAlongX: true, from: map.y0 - behind - 5, to: map.y0 - behind },
    { isAlongX: false, from: map.x0 - behind - 5, to: map.x0 - behind },
    { isAlongX: true, from: map.y1 + across, to: map.y1 + across + 5 },
    { isAlongX: false, from: map.x1 + across, to: map.x1 + across + 5 },
  ];
  return rows.flatMap(({ isAlongX, from, to }, row) => {
    const houses: Standing[] = [];
    const [start, end] = isAlongX ? [far.x0, map.x1 + 5] : [far.y0, map.y1 + 5];
    for (let at = start, number = 0; at < end; number++) {
      const length = 6 + 5 * chance(number, row, 6);
      const ground = isAlongX
        ? { x0: at, x1: at + length, y0: from, y1: to }
        : { x0: from, x1: to, y0: at, y1: at + length };
      const heightPx = 44 + 34 * chance(number, row, 7);
      if (chance(number, row, 8) < 0.8)
        houses.push({ kind: 'house', ground, heightPx, tone: chance(number, row, 9) });
      at += length + houseGapTiles + 3 * chance(number, row, 10);
    }
    return houses;
  });
}
