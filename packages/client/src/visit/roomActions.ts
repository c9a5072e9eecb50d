import { mayKnock } from '@atrium/world';
import type { DoorHold } from '@atrium/world';
import type { Services } from '../app/services.ts';
import { SessionError } from '../connection/sessionError.ts';
import { attempt, tell } from './tell.ts';
import type { Visit } from './visit.ts';
import { walkToZone } from './walkingActions.ts';

/** Whether a knock at a Door that is closed to oneself could be answered with yes. */
export function canKnock({ session, space }: Pick<Visit, 'session' | 'space'>, doorId: string): boolean {
  const door = space.door(doorId);
  if (door === undefined || !session.rooms.isClosed(doorId)) return false;
  return mayKnock(door.access, session.self.role, session.rooms.doors.get(doorId));
}

/** The name of the room behind a Door. */
export function roomBehind({ space }: Pick<Visit, 'space'>, doorId: string): string {
  const zoneId = space.door(doorId)?.leadsToZone ?? '';
  return space.zones.get(zoneId)?.name ?? zoneId;
}

/** Whether one has knocked there and waits for the answer. */
export function isKnockingAt({ surface }: Pick<Visit, 'surface'>, doorId: string): boolean {
  const { ownKnock } = surface.getState();
  return ownKnock?.doorId === doorId && ownKnock.status === 'waiting';
}

/** Knocks, unless one does already; what becomes of it is told when it is known. */
export async function knockAt(visit: Visit, services: Services, doorId: string): Promise<void> {
  if (isKnockingAt(visit, doorId)) return;
  const room = roomBehind(visit, doorId);
  await attempt(visit, services, async () => {
    const outcome = await visit.session.rooms.knock(doorId).catch((error: unknown) => {
      if (!(error instanceof SessionError)) throw error;
      if (error.code !== 'rate_limited' && error.code !== 'door_locked') throw error;
      const isLocked = error.code === 'door_locked';
      tell(visit, services, 'door', ({ doors }) => (isLocked ? doors.locked(room) : doors.wait));
    });
    if (outcome === 'open') goThrough(visit, doorId);
  });
}

/** Walks through a Door that has opened to oneself, unless one is on the way elsewhere by now. */
export function goThrough(visit: Visit, doorId: string): void {
  const zoneId = visit.space.door(doorId)?.leadsToZone ?? '';
  if (!visit.session.isBoundElsewhere(zoneId)) walkToZone(visit, zoneId);
}

export async function withdrawKnock(
  { session, surface, ...visit }: Visit,
  services: Services,
): Promise<void> {
  surface.setState({ ownKnock: undefined });
  await attempt(visit, services, () => session.rooms.withdraw());
}

export async function answerKnock(
  visit: Visit,
  services: Services,
  knockId: string,
  isAllowed: boolean,
): Promise<void> {
  await attempt(visit, services, () => visit.session.rooms.answer(knockId, isAllowed));
}

export async function holdDoor(
  visit: Visit,
  services: Services,
  doorId: string,
  held: DoorHold,
): Promise<void> {
  await attempt(visit, services, () => visit.session.rooms.hold(doorId, held));
}

export async function lockDoor(
  visit: Visit,
  services: Services,
  doorId: string,
  isLocked: boolean,
): Promise<void> {
  await attempt(visit, services, () => visit.session.rooms.lock(doorId, isLocked));
}

export async function askToLeave(
  visit: Visit,
  services: Services,
  { personId, name }: { readonly personId: string; readonly name: string },
): Promise<void> {
  const isAsked = await attempt(visit, services, () => visit.session.rooms.askToLeave(personId));
  if (isAsked) tell(visit, services, 'person', ({ doors }) => doors.askedToLeaveSent(name));
}

/** Walks out of the room one is in: to the Zone around it. */
export function leaveRoom(visit: Visit): void {
  const { space, session } = visit;
  const room = space.zones.get(session.self.zoneId);
  visit.surface.setState({ askedToLeave: undefined });
  walkToZone(visit, room?.within ?? space.zones.ground.id);
}

/** Brings somebody to the room of a link, whose Door they knock at where it is closed. */
export function goToRoom(visit: Visit, services: Services, zoneId: string): void {
  if (visit.space.zones.get(zoneId) === undefined) {
    return tell(visit, services, 'door', ({ doors }) => doors.unknownRoom);
  }
  if (visit.space.zones.chain(visit.session.self.zoneId).includes(zoneId)) return;
  walkToZone(visit, zoneId);
}
