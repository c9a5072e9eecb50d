import type { AvatarView } from '../session/avatarView.ts';
import type { MovementRefused } from '../movement/movementRefused.ts';
import type { EndReason } from '../connection/closeOutcome.ts';
import type { SessionState } from '../session/sessionState.ts';
import { InteractionFinder } from './interaction.ts';
import { noticeText } from './notices.ts';
import { canKnock, isKnockingAt, knockAt, roomBehind } from './roomActions.ts';
import { tell } from './tell.ts';
import type { PersonHere } from './announcer.ts';
import { currentStrings } from '../app/services.ts';
import type { Services } from '../app/services.ts';
import { reloadForNewVersion } from '../app/versionReload.ts';
import type { Visit } from './visit.ts';

/** Carries what the session reports to the surface, to the ears and to the screen reader. Gives back what ends that. */
export function subscribeToSession(visit: Visit, services: Services): () => void {
  const { session, surface, ticker, announcer } = visit;
  let finder = new InteractionFinder(visit.space);
  const stops = [
    session.on('state', (state) => followState(visit, services, state)),
    session.on('worldChanged', () => {
      finder = new InteractionFinder(visit.space);
    }),
    session.on('worldName', (worldName) => surface.setState({ worldName })),
    session.on('builder', (by) =>
      surface.setState({ builder: by?.personId === session.self.personId ? undefined : by?.name }),
    ),
    session.on('zone', ({ zone }) => {
      const isNew = zone.id !== surface.getState().zone?.id;
      surface.setState(isNew ? { zone, showsZoneCard: true } : { zone });
      announcer.zoneEntered(zone);
    }),
    session.on('stays', (ms) =>
      surface.setState({ visitEndsAtMs: ms === undefined ? undefined : Date.now() + ms }),
    ),
    session.on('counts', () => surface.setState({ counts: new Map(session.zoneCounts) })),
    session.on('peers', () => followPeople(visit, services)),
    session.on('refused', (refusal) => followRefusal(visit, services, refusal)),
    session.on('wake', () => ticker.wake()),
    session.on('reload', () => reloadForNewVersion.once(services.tabStorage, () => window.location.reload())),
    ticker.subscribe(() => followInteraction(visit, finder, services)),
    session.rooms.on('doors', () => ticker.wake()),
    // What is in reach depends on it.
    surface.subscribe(({ ownKnock, usingId }, before) => {
      if (ownKnock !== before.ownKnock || usingId !== before.usingId) ticker.wake();
    }),
  ];
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', () => document.hidden || session.wakeUp(), { signal });
  window.addEventListener('online', () => session.networkChanged(), { signal });
  return () => {
    listening.abort();
    stops.forEach((stop) => stop());
  };
}

function followState(visit: Visit, services: Services, connection: SessionState): void {
  const { surface, notices, announcer, entrance } = visit;
  const before = surface.getState();
  surface.setState({ connection });
  const strings = currentStrings(services);
  switch (connection.kind) {
    case 'connecting':
      return;
    case 'online':
      reloadForNewVersion.worked(services.tabStorage);
      surface.setState({ wasOnline: true });
      if (before.connection.kind === 'reconnecting' && before.wasOnline) {
        // The server may have been away for an upgrade.
        void services.pageVersion.check();
        notices.say({ kind: 'connectedAgain' });
        announcer.say(strings.connection.back);
      }
      return;
    case 'reconnecting':
      if (before.connection.kind !== 'reconnecting')
        announcer.say(connection.isServerBusy === true ? strings.connection.busy : strings.connection.lost);
      return;
    case 'ended':
      services.buildingBetweenVisits.keep(buildingThatGoesOn(visit, connection.reason));
      if (connection.reason === 'left') void entrance.toLobby('left');
      else if (isAboutAccess(connection.reason)) {
        void entrance.renewToken(connection.reason === 'accessChanged' ? 'accessChanged' : undefined);
      } else if (connection.reason === 'worldOutdated') void entrance.renewWorld();
      else if (connection.reason === 'spawn_point_unknown') void entrance.toLobby(connection.reason);
  }
}

/** The World that one was building, where one did not leave it oneself. */
function buildingThatGoesOn({ surface, session }: Visit, reason: EndReason): string | undefined {
  const isBuilding = surface.getState().building === 'on' && reason !== 'left';
  return isBuilding ? session.space.world.worldId : undefined;
}

/** Whether another token may help. */
function isAboutAccess(reason: EndReason): boolean {
  return reason === 'notAuthenticated' || reason === 'token_invalid' || reason === 'accessChanged';
}

function followPeople({ session, surface, announcer }: Visit, { sounds }: Services): void {
  const before = surface.getState();
  const here = session.avatars(performance.now()).filter(isHere).map(toPerson);
  const known = new Set(before.here.map(({ personId }) => personId));
  const isSameZone = before.zone?.id === session.self.zoneId;
  if (isSameZone && before.here.length < here.length && here.some(({ personId }) => !known.has(personId))) {
    sounds.play('joined');
  }
  surface.setState({ here });
  announcer.peopleChanged(here);
}

const isHere = (avatar: AvatarView) => !avatar.isSelf && avatar.fade !== 'leaving';
const toPerson = ({ key, name }: AvatarView): PersonHere => ({ personId: key, name });

function followRefusal(visit: Visit, services: Services, { reason, blocker }: MovementRefused): void {
  const isDoor = reason === 'door-closed' && blocker?.kind === 'door';
  // Walking against a Door that people inside could open knocks at it.
  if (isDoor && canKnock(visit, blocker.id)) return void knockAt(visit, services, blocker.id);
  if (isDoor && visit.session.rooms.doors.get(blocker.id)?.locked === true) {
    services.sounds.play('refused');
    return tell(visit, services, 'door', ({ doors }) => doors.locked(roomBehind(visit, blocker.id)));
  }
  const holder =
    reason === 'occupied' && blocker?.kind === 'seat' ? holderName(visit, blocker.id) : undefined;
  if (holder !== undefined) {
    services.sounds.play('refused');
    return tell(visit, services, 'object', ({ objects }) => objects.seatTakenBy(holder));
  }
  const content = { kind: 'refused', reason, blocker } as const;
  const text = noticeText(content, currentStrings(services), visit.space);
  if (text === undefined || !visit.notices.say(content)) return;
  visit.announcer.say(text);
  services.sounds.play('refused');
}

/** Who has a seat, as far as one sees them. */
function holderName({ session }: Visit, seatId: string): string | undefined {
  const personId = session.objects.holderOf(seatId);
  return session.peers.find((peer) => peer.personId === personId)?.name;
}

function followInteraction(visit: Visit, finder: InteractionFinder, services: Services): void {
  const { session, surface, announcer } = visit;
  const { place, zoneId } = session.self;
  // Who only passes by is not told about every Door.
  const doorAheadId = place.state === 'idle' ? finder.doorsAhead({ place, zoneId })[0]?.id : undefined;
  if (doorAheadId !== surface.getState().doorAheadId) surface.setState({ doorAheadId });
  const before = surface.getState().interaction;
  const interaction = finder.find({
    place,
    zoneId,
    seat: place.state === 'sitting' ? undefined : session.reachableSeat(),
    isToKnockAt: (doorId) => !isKnockingAt(visit, doorId) && canKnock(visit, doorId),
    usingId: surface.getState().usingId,
  });
  if (JSON.stringify(interaction) === JSON.stringify(before)) return;
  surface.setState({ interaction });
  const sits = place.state === 'sitting';
  if (surface.getState().isSitting === sits) return;
  surface.setState({ isSitting: sits });
  const { announce } = currentStrings(services);
  if (sits) services.sounds.play('seated');
  announcer.say(sits ? announce.seated : announce.stood);
}
