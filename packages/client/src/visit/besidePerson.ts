import { distance, facingVectors } from '@atrium/world';
import type { Position } from '@atrium/world';

/** People stop this far from whom they walk to, in tiles: near enough to talk, and neither hides the other. */
const companyTiles = 1.25;

/**
 * Where to walk to be with somebody: to their left or right on the screen, whichever is nearer and free; straight to
 * them where neither is; and where one stands already when that is close enough.
 */
export function besidePerson(
  self: Position,
  person: Position,
  isFree: (position: Position) => boolean,
): Position {
  if (distance(self, person) <= companyTiles) return self;
  const sides = [facingVectors.E, facingVectors.W].map(({ x, y }) => ({
    x: person.x + x * companyTiles,
    y: person.y + y * companyTiles,
  }));
  const nearestFirst = sides.sort((a, b) => distance(self, a) - distance(self, b));
  return nearestFirst.find(isFree) ?? person;
}
