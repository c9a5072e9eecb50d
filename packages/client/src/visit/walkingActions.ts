import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';
import { besidePerson } from './besidePerson.ts';
import { companyTiles } from './following.ts';
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

/** Whether a person of the Zone is so near that one need not call or follow them. */
export function isWith({ session }: Visit, personId: string): boolean {
  const person = session.avatars(performance.now()).find(({ key }) => key === personId);
  return person !== undefined && distance(person, session.self.place) <= companyTiles;
}

/** Walks to the Door or the border of a Zone. */
export function walkToZone({ session, notices, space }: Visit, zoneId: string): void {
  const target = space.zones.get(zoneId)?.name ?? zoneId;
  notices.say({ kind: session.walkToZone(zoneId) ? 'walkingTo' : 'noWay', target });
}
