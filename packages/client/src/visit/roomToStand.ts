import { distance } from '@atrium/world';
import type { Position, WorldSpace } from '@atrium/world';

/** Who stands nearer to somebody than this, in tiles, hides them or is hidden. */
const tooCloseTiles = 0.6;
/** So far from everybody there is room again, in tiles. */
const roomyTiles = 0.9;
/** One steps aside this far at most, in tiles. */
const longestStepTiles = 2.5;

/**
 * The middle of the nearest tile that nobody stands on; `undefined` if there is room where they
 * are, and where there is none near.
 */
export function roomToStand(
  self: Position,
  others: readonly Position[],
  isFree: (position: Position) => boolean,
): Position | undefined {
  const nearestTo = (place: Position) => Math.min(...others.map((other) => distance(place, other)));
  if (nearestTo(self) >= tooCloseTiles) return undefined;
  const places: Position[] = [];
  const reach = Math.ceil(longestStepTiles);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      places.push({ x: Math.floor(self.x) + dx + 0.5, y: Math.floor(self.y) + dy + 0.5 });
    }
  }
  return places
    .filter((place) => distance(self, place) <= longestStepTiles && nearestTo(place) >= roomyTiles)
    .sort((a, b) => distance(self, a) - distance(self, b))
    .find(isFree);
}

/** Whether somebody can stand at a place and is in a Zone there. */
export function freePlaceIn(space: WorldSpace, zoneId: string): (place: Position) => boolean {
  return (place) =>
    !space.collision.isSolid(Math.floor(place.x), Math.floor(place.y)) &&
    space.gateAt(place) === undefined &&
    space.zones.at(place).id === zoneId;
}
