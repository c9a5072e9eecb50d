import { footprintOf } from '@atrium/world';
import type { Door, Position, WorldSpace } from '@atrium/world';
import { depthOf, depthOfTile, floorAt, screenX, screenY } from '../iso/projection.ts';
import type { TapTarget } from '../scene.ts';
import { isOnBlock } from './onBlock.ts';
import type { ObjectLooks } from '../objects/objectLooks.ts';
import { usableBlocks } from './objectBlocks.ts';
import type { ObjectBlock } from './objectBlocks.ts';

/** Somebody who can be tapped, where their feet are. */
interface PickablePerson {
  readonly key: string;
  readonly isSelf: boolean;
  readonly x: number;
  readonly y: number;
}

/** What a body takes of the picture around its feet, in px at zoom 1. */
const body = { halfWidth: 13, height: 54, below: 5 } as const;
/** Height of what belongs to a seat and to a Door, in px at zoom 1. */
const seatHeightPx = 24;
const doorHeightPx = 58;

interface Candidate {
  readonly depth: number;
  readonly target: Omit<TapTarget, 'position'>;
}

/** A point of the World picture, in px at zoom 1. */
interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Finds what is under a point of the World picture. The nearest to the viewer counts: a person's body or name, an
 * Object with something to use, a seat, a Door; else just the floor.
 */
export type Pick = (people: Iterable<PickablePerson>, point: PicturePoint) => TapTarget;

export function createPick(space: WorldSpace, looks: ObjectLooks): Pick {
  // Worked out when something is pointed at for the first time: an editor changes the World far more often.
  let usable: readonly ObjectBlock[] | undefined;
  return (people, point) => {
    usable ??= usableBlocks(space, looks);
    const position: Position = floorAt(point.x, point.y);
    let best: Candidate | undefined;
    const candidates = [
      ...peopleAt(people, point),
      ...seatsAt(space, point),
      ...doorsAt(space, point),
      ...objectsAt(usable, point),
    ];
    for (const candidate of candidates) {
      if (best === undefined || candidate.depth > best.depth) best = candidate;
    }
    if (best === undefined) return { position };
    // A desk in front of a chair is tapped for itself, not for the chair that it hides.
    return isHiddenByObject(space, point, best) ? { position } : { position, ...best.target };
  };
}

function* peopleAt(people: Iterable<PickablePerson>, point: PicturePoint): Generator<Candidate> {
  for (const person of people) {
    if (person.isSelf) continue;
    const offX = point.x - screenX(person.x, person.y);
    const offY = point.y - screenY(person.x, person.y);
    const isHit = Math.abs(offX) <= body.halfWidth && offY <= body.below && offY >= -body.height;
    if (isHit) yield { depth: depthOf(person.x, person.y) + 0.01, target: { personId: person.key } };
  }
}

function* seatsAt({ seats }: WorldSpace, point: PicturePoint): Generator<Candidate> {
  for (const { id, position } of seats) {
    const x = Math.floor(position.x);
    const y = Math.floor(position.y);
    if (!isOnBlock(point.x, point.y, x + 0.1, y + 0.1, x + 0.9, y + 0.9, seatHeightPx)) continue;
    yield { depth: depthOfTile(x, y), target: { seatId: id } };
  }
}

function* doorsAt(space: WorldSpace, point: PicturePoint): Generator<Candidate> {
  for (const door of space.world.doors) {
    if (!isOnDoor(space, door, point)) continue;
    const { x, y, width, height } = door.bounds;
    yield { depth: depthOf(x + width / 2, y + height / 2), target: { doorId: door.id } };
  }
}

function isOnDoor(space: WorldSpace, { bounds }: Door, point: PicturePoint): boolean {
  const { x, y, width, height } = bounds;
  const isAlongX = width > height || (width === height && space.collision.isSolid(x - 1, y));
  const [x0, y0, x1, y1] = isAlongX
    ? [x, y + 0.3, x + width, y + height - 0.3]
    : [x + 0.3, y, x + width - 0.3, y + height];
  return isOnBlock(point.x, point.y, x0, y0, x1, y1, doorHeightPx);
}

function* objectsAt(usable: readonly ObjectBlock[], point: PicturePoint): Generator<Candidate> {
  for (const { objectId, x0, y0, x1, y1, liftPx, heightPx, depth } of usable) {
    // What stands on a table is looked for where the table lifts it to.
    if (isOnBlock(point.x, point.y + liftPx, x0, y0, x1, y1, heightPx)) yield { depth, target: { objectId } };
  }
}

function isHiddenByObject(space: WorldSpace, point: PicturePoint, best: Candidate): boolean {
  if (best.target.seatId === undefined) return false;
  return space.world.objects.some((object) => {
    if (object.type !== 'Desk' && object.type !== 'MeetingTable') return false;
    const { x, y, width, height } = footprintOf(object);
    const isNearer = depthOf(x + width / 2, y + height / 2) > best.depth;
    return isNearer && isOnBlock(point.x, point.y, x, y, x + width, y + height, 22);
  });
}
