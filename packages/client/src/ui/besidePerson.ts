import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';

/** People stop this far from whom they walk to, in tiles: near enough to talk, not inside of them. */
const companyTiles = 1;

/** Where to walk to be with somebody: on the near side of them; where one stands already when that is close enough. */
export function besidePerson(self: Position, person: Position): Position {
  const apart = distance(self, person);
  if (apart <= companyTiles) return self;
  const share = (apart - companyTiles) / apart;
  return { x: self.x + (person.x - self.x) * share, y: self.y + (person.y - self.y) * share };
}
