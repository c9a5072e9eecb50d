import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { WorldSpace } from '../space/worldSpace.ts';

/** Tiles in a row by which two Zones may border on each other without anything in between. */
const openBorderTiles = 4;

/** Who is in the next Zone is not seen, so long borders have something on them: walls, glass, shelves, Doors. */
export function* checkBorders(space: WorldSpace): Generator<WorldIssue> {
  const { width, height } = space.collision;
  for (let x = 0; x + 1 < width; x++) {
    yield* checkLine(space, height, (y) => [x, y, x + 1, y]);
  }
  for (let y = 0; y + 1 < height; y++) {
    yield* checkLine(space, width, (x) => [x, y, x, y + 1]);
  }
}

type TilePair = readonly [x: number, y: number, otherX: number, otherY: number];

/** One line between two rows of tiles, walked along; each step is a pair of tiles, one on each side. */
function* checkLine(
  space: WorldSpace,
  length: number,
  pairAt: (step: number) => TilePair,
): Generator<WorldIssue> {
  let start = 0;
  let zones: string | undefined;
  for (let step = 0; step <= length; step++) {
    const here = step < length ? zonesAcross(space, pairAt(step)) : undefined;
    if (here === zones) continue;
    if (zones !== undefined && step - start > openBorderTiles) {
      yield openBorder(space, pairAt(start), pairAt(step - 1), step - start);
    }
    zones = here;
    start = step;
  }
}

/** The two Zones that two free tiles belong to; `undefined` where it is one Zone or a tile is not free. */
function zonesAcross(space: WorldSpace, [x, y, otherX, otherY]: TilePair): string | undefined {
  const zone = zoneAtTile(space, x, y);
  const other = zoneAtTile(space, otherX, otherY);
  // Nearly all tiles lie in the same Zone as the next one.
  if (zone === other || !isOpen(space, x, y) || !isOpen(space, otherX, otherY)) return undefined;
  return `${zone.id} ${other.id}`;
}

function isOpen(space: WorldSpace, x: number, y: number): boolean {
  return !space.collision.isSolid(x, y) && space.gateAtTile(x, y) === undefined;
}

function zoneAtTile(space: WorldSpace, x: number, y: number) {
  return space.zones.at({ x: x + 0.5, y: y + 0.5 });
}

/** Both rows of tiles along a border. */
function tilesBetween([x, y]: TilePair, [, , lastX, lastY]: TilePair): Rectangle {
  return { x, y, width: lastX - x + 1, height: lastY - y + 1 };
}

function openBorder(space: WorldSpace, first: TilePair, last: TilePair, tiles: number): WorldIssue {
  const zone = zoneAtTile(space, first[0], first[1]);
  const other = zoneAtTile(space, first[2], first[3]);
  const index = space.world.zones.findIndex(
    ({ id }) => id === (zone === space.zones.ground ? other : zone).id,
  );
  const extent = `from (${first[0]}, ${first[1]}) to (${last[0]}, ${last[1]})`;
  return worldIssue(
    ['zones', index],
    'open-border',
    `"${zone.name}" and "${other.name}" border on each other openly for ${tiles} tiles ${extent}; put walls, glass, shelves or Doors between them, as people there do not see each other.`,
    { ids: [zone.id, other.id], tiles: [tilesBetween(first, last)] },
  );
}
