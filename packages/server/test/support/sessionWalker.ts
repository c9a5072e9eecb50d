import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { WorldSession, openWebSocket, systemTimers } from '@atrium/client/core';
import type { OpenSocket, WorldSessionOptions } from '@atrium/client/core';
import { signalPath } from '@atrium/protocol';
import type { WorldSpace } from '@atrium/world';
import { plainLook } from './rawWalker.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { TestServer } from './testServer.ts';

interface SessionWalkerOptions {
  /** A Guest of a server without accounts, unless given. */
  readonly token?: string;
  /** Whether the network breaks now and then. */
  readonly isCut?: boolean;
  readonly prepareWorld?: WorldSessionOptions['prepareWorld'];
}

/** A person with the real Client, who does whatever comes to mind, on a network that breaks now and then. */
export class SessionWalker {
  readonly session: WorldSession;
  cuts = 0;
  readonly #space: WorldSpace;
  readonly #random: SeededRandom;
  #webSocket: WebSocket | undefined;

  readonly #cutChance: number;

  private constructor(
    server: TestServer,
    space: WorldSpace,
    random: SeededRandom,
    { token, isCut = true, prepareWorld }: SessionWalkerOptions & { readonly token: string },
  ) {
    this.#space = space;
    this.#random = random;
    this.#cutChance = isCut ? 0.02 : 0;
    let ticket: string | undefined;
    const hello = { token, look: plainLook, spawnPointId: random.pick(space.world.spawnPoints).id };
    this.session = new WorldSession({
      space,
      hello: () => hello,
      ...(prepareWorld === undefined ? {} : { prepareWorld }),
      openSocket: this.#openSocket(`ws://127.0.0.1:${server.port}${signalPath(space.world.worldId)}`),
      timers: systemTimers,
      ticketStore: { load: () => ticket, save: (latest) => void (ticket = latest) },
      random: () => random.next(),
    });
  }

  static async start(
    server: TestServer,
    space: WorldSpace,
    random: SeededRandom,
    options: SessionWalkerOptions = {},
  ): Promise<SessionWalker> {
    const person = { personId: randomUUID(), name: 'Somebody', role: 'Guest' as const };
    const token = options.token ?? (await server.guests.issue(person)).token;
    const walker = new SessionWalker(server, space, random, { ...options, token });
    walker.session.start();
    return walker;
  }

  /** Does one thing, or loses the connection. */
  turn(): void {
    const random = this.#random;
    const { session } = this;
    if (random.chance(this.#cutChance)) {
      this.cuts++;
      this.#webSocket?.terminate();
    }
    const kind = random.whole(12);
    const angle = random.next() * 2 * Math.PI;
    if (kind < 3) session.walk({ x: Math.cos(angle), y: Math.sin(angle) });
    else if (kind === 3) session.walk(undefined);
    else if (kind === 4) {
      const { width, height } = this.#space.world.map;
      session.walkTo({ x: random.next() * width, y: random.next() * height });
    } else if (kind === 5) session.walkToZone(random.pick(this.#space.zones.all).id);
    else if (kind === 6 && this.#space.seats.length > 0) session.sitOn(random.pick(this.#space.seats).id);
    else if (kind === 7) session.standUp();
  }

  /** The Client's own way to open sockets; keeps hold of the last, so that it can be cut. */
  #openSocket(url: string): OpenSocket {
    const keep = (webSocket: WebSocket) => (this.#webSocket = webSocket);
    class KeptWebSocket extends WebSocket {
      constructor(address: string, subprotocol: string) {
        super(address, subprotocol);
        keep(this);
      }
    }
    return openWebSocket(url, KeptWebSocket);
  }
}
