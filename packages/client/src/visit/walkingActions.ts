import type { Position } from '@atrium/world';
import { besidePerson } from './besidePerson.ts';
import { freePlaceIn } from './roomToStand.ts';
import type { Visit } from './visit.ts';

export function walkTo({ session, notices }: Visit, position: Position): void {
  if (!session.walkTo(position)) notices.say({ kind: 'noWay', target: undefined });
}

/** Walks up to somebody in the same Zone. */
export function walkToPerson(visit: Visit, personId: string): void {
  const { session, notices, space } = visit;
  const person = session.avatars(performance.now()).find(({ key }) => key === personId);
  if (person === undefined) return;
  const isFree = freePlaceIn(space, session.self.zoneId);
  const hasWay = session.walkTo(besidePerson(session.self.place, person, isFree));
  notices.say({ kind: hasWay ? 'walkingTo' : 'noWay', target: person.name });
}

/** Walks to the Door or the border of a Zone. */
export function walkToZone({ session, notices, space }: Visit, zoneId: string): void {
  const target = space.zones.get(zoneId)?.name ?? zoneId;
  notices.say({ kind: session.walkToZone(zoneId) ? 'walkingTo' : 'noWay', target });
}
