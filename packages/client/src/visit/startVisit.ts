import type { Position } from '@atrium/world';
import { signalPath } from '@atrium/protocol';
import { personName } from '../strings/personName.ts';
import { systemTimers } from '../connection/timers.ts';
import { openWebSocket } from '../connection/webSocket.ts';
import { WorldSession } from '../session/worldSession.ts';
import { Announcer } from './announcer.ts';
import { besidePerson } from './besidePerson.ts';
import { ChatLog } from './chatLog.ts';
import { Following } from './following.ts';
import { subscribeLater } from './subscribeLater.ts';
import { followWorld } from './followWorld.ts';
import type { FollowingEnd } from './following.ts';
import { subscribeToRoomLink } from './subscribeToRoomLink.ts';
import { subscribeToTogether } from './subscribeToTogether.ts';
import { makeRoom } from './makeRoom.ts';
import { Notices } from './notices.ts';
import { createActivityTicker } from './activityTicker.ts';
import type { Entrance } from '../app/entrance.ts';
import { subscribeToSession } from './subscribeToSession.ts';
import { currentStrings } from '../app/services.ts';
import type { Services } from '../app/services.ts';
import { createPictureWishes } from './pictureWishes.ts';
import { freePlaceIn } from './roomToStand.ts';
import { SignBook } from '../presence/signBook.ts';
import { startMedia } from './startMedia.ts';
import { withKnownSpawnPoint } from '../app/stage.ts';
import type { WorldStage } from '../app/stage.ts';
import { createSteadyTimers, startTimerWorker } from './steadyTimers.ts';
import { StatusKeeper } from './statusKeeper.ts';
import { createSurfaceStore } from './surface.ts';
import { tell } from './tell.ts';
import { createTicketStore } from './ticketStore.ts';
import type { Visit } from './visit.ts';
import { VisitedWorld } from './visitedWorld.ts';

type After = (ms: number, run: () => void) => () => void;

/** Connects to a World. */
export function startVisit(stage: WorldStage, services: Services, entrance: Entrance): Visit {
  const world = new VisitedWorld(stage, entrance);
  const { space } = world;
  const log = services.log.of('session');
  const timers = createSteadyTimers(systemTimers, startTimerWorker, log);
  const after: After = (ms, run) => timers.after(ms, run);
  const { worldId } = space.world;
  const status = new StatusKeeper(after);
  const session = new WorldSession({
    space,
    openSocket: openWebSocket(signalAddress(worldId), WebSocket),
    timers,
    ticketStore: createTicketStore(services.tabStorage, worldId),
    hello: () => helloOf(stage, world, services, status),
    prepareWorld: world.prepare,
    // Where nobody has an account, everybody is a Guest, and the mark would tell nothing.
    shownName: (person) =>
      entrance.hasAccounts ? personName(person, currentStrings(services)) : person.name,
    log,
  });
  const talk = startMedia(session, space, services, timers);
  const surface = createSurfaceStore(session.state, stage.name, goesOnBuilding(stage, services));
  const notices = new Notices(() => systemTimers.now());
  const announcer = createAnnouncer(surface, services, after);
  const ticker = createActivityTicker(() => session.isActive(systemTimers.now()), after);
  const visit: Visit = {
    stage,
    space,
    session,
    media: talk.media,
    surface,
    notices,
    announcer,
    ticker,
    entrance,
    status,
    chat: new ChatLog(),
    signs: new SignBook(),
    picture: createPictureWishes(),
    calledNames: new Map(),
    following: createFollowing(session, (why) => endFollowing(visit, services, why)),
    end() {
      stops.forEach((stop) => stop());
      announcer.stop();
      ticker.stop();
      talk.stop();
      session.end();
      timers.stop();
    },
  };
  const stops = [
    subscribeToSession(visit, services),
    followWorld(visit, services),
    subscribeToTogether(visit, services),
    subscribeToRoomLink(visit, services),
    makeRoom(visit),
    subscribeLater(visit, services),
  ];
  session.start();
  return visit;
}

function goesOnBuilding({ space }: WorldStage, { buildingBetweenVisits }: Services): boolean {
  return buildingBetweenVisits.goesOn(space.world.worldId);
}

function createAnnouncer(surface: Visit['surface'], services: Services, after: After): Announcer {
  return new Announcer({
    after,
    strings: () => currentStrings(services),
    say: (text) => surface.setState(({ spoken }) => ({ spoken: { text, count: spoken.count + 1 } })),
  });
}

/** What one says of oneself with every new connection. */
function helloOf(
  { visitor }: WorldStage,
  { space, version }: VisitedWorld,
  { blocked }: Services,
  status: StatusKeeper,
) {
  const { token, look, spawnPointId } = withKnownSpawnPoint(visitor, space);
  return {
    token: token(),
    look,
    worldVersion: version,
    spawnPointId,
    status: status.shown,
    blocked: blocked.getState().map(({ personId }) => personId),
  };
}

/** How long the server may take to say who is in a Zone that was just entered, in ms. */
const arrivalMs = 2_000;

function createFollowing(session: WorldSession, ended: (why: FollowingEnd | undefined) => void): Following {
  const isFree = (place: Position) => freePlaceIn(session.space, session.self.zoneId)(place);
  return new Following({
    find: (personId) => personHere(session, personId),
    self: () => session.self.place,
    walkTo(person) {
      const place = besidePerson(session.self.place, person, isFree);
      // A person in a Door is on the way out, and where they went is told in a moment.
      if (isFree(place)) session.walkTo(place);
    },
    walkToZone: (zoneId) => session.goTo({ kind: 'zone', zoneId }),
    afterArrival: (run) => systemTimers.after(arrivalMs, run),
    ended,
  });
}

function personHere(session: WorldSession, personId: string) {
  const avatar = session
    .avatars(systemTimers.now())
    .find(({ key, fade }) => key === personId && fade !== 'leaving');
  return avatar && { personId, x: avatar.x, y: avatar.y };
}

/** @param why `undefined`: the person went elsewhere, and knows */
function endFollowing({ surface, ...visit }: Visit, services: Services, why: FollowingEnd | undefined): void {
  const { followed } = surface.getState();
  surface.setState({ followed: undefined });
  if (followed === undefined || why === undefined) return;
  const zoneName = 'zoneId' in why ? (visit.space.zones.get(why.zoneId)?.name ?? '') : '';
  tell(visit, services, 'person', ({ people }) => people.followEnded[why.kind](followed.name, zoneName));
}

function signalAddress(worldId: string): string {
  const address = new URL(signalPath(worldId), window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}
