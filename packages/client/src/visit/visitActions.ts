import { distance } from '@atrium/world';
import type { Services } from '../app/services.ts';
import type { TapTarget } from '../rendering/scene.ts';
import { closeOpened, putToUse } from './objectActions.ts';
import { knockAt } from './roomActions.ts';
import type { PanelName } from './surface.ts';
import { stopFollowing } from './togetherActions.ts';
import type { Visit } from './visit.ts';
import { walkTo, walkToPerson, walkToZone } from './walkingActions.ts';

/** Does what is in reach: sits down, stands up, uses an Object, knocks. */
export function interact(visit: Visit, services: Services): void {
  const { session, notices, surface } = visit;
  const { interaction } = surface.getState();
  switch (interaction?.kind) {
    case 'standUp':
      return session.standUp();
    case 'sit':
      return void session.sitOn(interaction.seatId);
    case 'use':
      return void putToUse(visit, services, interaction.objectId);
    case 'knock':
      return void knockAt(visit, services, interaction.doorId);
    case undefined:
      notices.say({ kind: 'refused', reason: 'no-seat', blocker: undefined });
  }
}

/** Walks to what was tapped: onto a seat, up to a person, to an Object to use it, to a Door, or to the place. */
export function goToTapped(
  visit: Visit,
  services: Services,
  { position, seatId, personId, objectId, doorId }: TapTarget,
): void {
  const { session, notices, space } = visit;
  if (personId === session.self.personId) return;
  stopFollowing(visit, services);
  if (personId !== undefined) return walkToPerson(visit, personId);
  if (objectId !== undefined) return void putToUse(visit, services, objectId);
  const room = doorId === undefined ? undefined : space.door(doorId)?.leadsToZone;
  const isInside = room !== undefined && space.zones.chain(session.self.zoneId).includes(room);
  if (room !== undefined && !isInside) return walkToZone(visit, room);
  if (seatId === undefined) return walkTo(visit, position);
  // A seat that is taken is refused by the session itself.
  if (!session.sitOn(seatId) && !isTaken(visit, seatId)) notices.say({ kind: 'noWay', target: undefined });
}

function isTaken({ session, space }: Visit, seatId: string): boolean {
  const seat = space.seat(seatId);
  const sitting = session.avatars(performance.now()).filter(({ state }) => state === 'sitting');
  return seat !== undefined && sitting.some((avatar) => distance(avatar, seat.position) < 0.5);
}

/** Opens the list of people at somebody, with all that one can do about them. */
export function showPerson({ surface, session }: Visit, { personId }: Pick<TapTarget, 'personId'>): void {
  if (personId === undefined || personId === session.self.personId) return;
  surface.setState({ panel: 'people', openPersonId: personId });
}

export function togglePanel({ surface }: Visit, panel: PanelName): void {
  surface.setState((before) => ({ panel: before.panel === panel ? undefined : panel }));
}

/** Closes what lies on top: what an Object has opened, else the open panel. */
export function closeTop(visit: Visit, services: Services): void {
  if (visit.surface.getState().opened !== undefined) return void closeOpened(visit, services);
  visit.surface.setState({ panel: undefined, showsZoneCard: false });
}

/** Says good-bye; the session's end leads back to the lobby. */
export async function leave({ session }: Visit): Promise<void> {
  await session.leave();
}
