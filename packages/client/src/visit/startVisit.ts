import { signalPath } from '@atrium/protocol';
import { systemTimers } from '../connection/timers.ts';
import { openWebSocket } from '../connection/webSocket.ts';
import { WorldSession } from '../session/worldSession.ts';
import { Announcer } from './announcer.ts';
import { Notices } from './notices.ts';
import { createActivityTicker } from './activityTicker.ts';
import type { Entrance } from '../app/entrance.ts';
import { followSession } from './followSession.ts';
import { currentStrings } from '../app/services.ts';
import type { Services } from '../app/services.ts';
import { startMedia } from './startMedia.ts';
import type { WorldStage } from '../app/stage.ts';
import { createSurfaceStore } from './surface.ts';
import { createTicketStore } from './ticketStore.ts';
import type { Visit } from './visit.ts';

/** Connects to a World. */
export function startVisit(stage: WorldStage, services: Services, entrance: Entrance): Visit {
  const { space } = stage;
  const after = (ms: number, run: () => void) => systemTimers.after(ms, run);
  const { token, look, spawnPointId } = stage.visitor;
  const { worldId } = space.world;
  const session = new WorldSession({
    space,
    openSocket: openWebSocket(signalAddress(worldId), WebSocket),
    timers: systemTimers,
    ticketStore: createTicketStore(services.tabStorage, worldId),
    hello: () => ({ token, look, spawnPointId }),
  });
  const talk = startMedia(session, space, services);
  const surface = createSurfaceStore(session.state);
  const notices = new Notices(() => systemTimers.now());
  const announcer = new Announcer({
    after,
    strings: () => currentStrings(services.settings),
    say: (text) => surface.setState(({ spoken }) => ({ spoken: { text, count: spoken.count + 1 } })),
  });
  const ticker = createActivityTicker(() => session.isActive(systemTimers.now()), after);
  const parts = { stage, space, session, media: talk.media, surface, notices, announcer, ticker, entrance };
  const stopFollowing = followSession(parts, services);
  session.start();
  return {
    ...parts,
    end() {
      stopFollowing();
      announcer.stop();
      ticker.stop();
      talk.stop();
      session.end();
    },
  };
}

function signalAddress(worldId: string): string {
  const address = new URL(signalPath(worldId), window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}
