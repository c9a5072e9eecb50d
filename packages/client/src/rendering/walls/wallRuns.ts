import type { Zone } from '@atrium/world';
import type { FloorPlan, WallKind } from '../floor/floorPlan.ts';

/** Sides of a tile as bits of a mask; N is towards smaller y, W towards smaller x. */
export const side = { N: 1, E: 2, S: 4, W: 8 } as const;

/** One tile of wall, with what it joins to. */
export interface WallTile {
  readonly tileX: number;
  readonly tileY: number;
  readonly kind: WallKind;
  /** Sides on which a wall or a Door goes on: straight, corner, T, cross or end. */
  readonly joins: number;
  /** Sides on which the same kind of wall goes on: a window band or a glass front has no post there. */
  readonly continues: number;
  /** How its sides are finished; the same list for all that look alike, and none where all are as usual. */
  readonly sides: WallSides | undefined;
}

/** How the walls of a Zone look from within. */
export type WallLook = NonNullable<Zone['walls']>;

/** The finishes of the sides towards larger x and y: in the middle, and on the arms where they have floor of their own. */
export interface WallSides {
  /** Says all of them. */
  readonly key: string;
  readonly right: WallLook | undefined;
  readonly rightN: WallLook | undefined;
  readonly rightS: WallLook | undefined;
  readonly left: WallLook | undefined;
  readonly leftW: WallLook | undefined;
  readonly leftE: WallLook | undefined;
}

/** Which floor each side looks at, from the tile of the wall. */
const sideFloors = {
  right: [[1, 0]],
  rightN: [
    [1, 0],
    [1, -1],
  ],
  rightS: [
    [1, 0],
    [1, 1],
  ],
  left: [[0, 1]],
  leftW: [
    [0, 1],
    [-1, 1],
  ],
  leftE: [
    [0, 1],
    [1, 1],
  ],
} as const;

function sidesOf(
  plan: FloorPlan,
  tileX: number,
  tileY: number,
  lookAt: (tileX: number, tileY: number) => WallLook | undefined,
): WallSides | undefined {
  const names = ['right', 'rightN', 'rightS', 'left', 'leftW', 'leftE'] as const;
  const looks = names.map((name) => {
    const floor = sideFloors[name].find(([dx, dy]) => plan.materialAt(tileX + dx, tileY + dy) !== undefined);
    return floor && lookAt(tileX + floor[0], tileY + floor[1]);
  });
  if (looks.every((look) => look === undefined)) return undefined;
  const [right, rightN, rightS, left, leftW, leftE] = looks;
  const key = looks.map((look) => (look ? `${look.finish ?? ''}-${look.colour ?? ''}` : '')).join(',');
  return { key, right, rightN, rightS, left, leftW, leftE };
}

const steps = [
  [side.N, 0, -1],
  [side.E, 1, 0],
  [side.S, 0, 1],
  [side.W, -1, 0],
] as const;

/** Sides of a tile on which `goesOn` holds for the neighbour. */
function sidesWhere(tileX: number, tileY: number, goesOn: (tileX: number, tileY: number) => boolean): number {
  let mask = 0;
  for (const [bit, dx, dy] of steps) if (goesOn(tileX + dx, tileY + dy)) mask |= bit;
  return mask;
}

/** Every wall tile of a Map with what it joins to. @param lookAt how walls look that face a tile of floor */
export function wallTilesOf(
  plan: FloorPlan,
  isDoor: (tileX: number, tileY: number) => boolean,
  lookAt: (tileX: number, tileY: number) => WallLook | undefined = () => undefined,
): readonly WallTile[] {
  const tiles: WallTile[] = [];
  for (let tileY = 0; tileY < plan.height; tileY++) {
    for (let tileX = 0; tileX < plan.width; tileX++) {
      const kind = plan.wallAt(tileX, tileY);
      if (kind === undefined || isDoor(tileX, tileY)) continue;
      tiles.push({
        tileX,
        tileY,
        kind,
        joins: sidesWhere(tileX, tileY, (x, y) => plan.wallAt(x, y) !== undefined || isDoor(x, y)),
        continues: sidesWhere(tileX, tileY, (x, y) => plan.wallAt(x, y) === kind && !isDoor(x, y)),
        sides: sidesOf(plan, tileX, tileY, lookAt),
      });
    }
  }
  return tiles;
}
