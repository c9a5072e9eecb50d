import { composeLook } from '@atrium/protocol';
import type {
  LoadedWorld,
  IceServers,
  Sfu,
  SignalingLimits,
  SignalingPorts,
  SignalingServer,
  TicketClaims,
} from '@atrium/signaling';
import {
  BoardHost,
  createSignalingServer,
  defaultSignalingLimits,
  onlyServer,
  unmeasured,
} from '@atrium/signaling';
import type { Position, Role, World } from '@atrium/world';
import { ChangingSpace, createWorldSpace, layOutWorld } from '@atrium/world';
import type { DrawnWorldSpace } from '@atrium/world';
import type { MovementRefused } from '../../movement/movementRefused.ts';
import type { AvatarView } from '../avatarView.ts';
import { WorldSession } from '../worldSession.ts';
import type { WorldSessionOptions } from '../worldSessionOptions.ts';
import { frameMarks, SimulatedNetwork } from './simulatedLink.ts';
import { seededRandom, VirtualTime } from './virtualTime.ts';

/** What of an office is not as it is by default. */
export interface OfficeOptions {
  readonly time?: VirtualTime;
  readonly sfu?: Sfu;
  readonly iceServers?: IceServers;
  readonly limits?: Partial<SignalingLimits>;
}

export interface VisitOptions {
  /** What others are told; the personId where it is left out. */
  readonly name?: string;
  readonly shownName?: WorldSessionOptions['shownName'];
  readonly role?: Role;
  readonly spawnPointId?: string;
  /** The ticket of an earlier page. */
  readonly ticket?: string | undefined;
  /** Called before the session connects, as a page puts its parts together. */
  readonly prepare?: (session: WorldSession) => void;
  /** Waits for, and says, whether the page can read a version that is coming; it can at once where this is left out. */
  readonly reads?: () => Promise<boolean | void>;
  /** Called with the network of the page before anything goes over it. */
  readonly tamper?: (network: SimulatedNetwork) => void;
}

const look = composeLook(([first]) => first);
const frameMs = 1000 / 60;

/** Somebody at a simulated computer. */
export interface Visitor {
  readonly session: WorldSession;
  readonly network: SimulatedNetwork;
  readonly refusals: MovementRefused[];
  readonly problems: string[];
  /** What its page has stored to come back with. */
  readonly ticket: string | undefined;
  /** What was drawn in the last frame. */
  drawn: readonly AvatarView[];
}

/** The real Signaling Server in memory, Clients on simulated networks, and one clock for all. */
export class SimulatedOffice {
  readonly time: VirtualTime;
  /** Of the version that the office began with. */
  readonly space: DrawnWorldSpace;
  server: SignalingServer;
  readonly #random: () => number;
  readonly #tickets = new Map<string, TicketClaims>();
  /** All versions that were published, the first one first. */
  readonly #worlds: World[];
  readonly #visitors: Visitor[] = [];
  readonly #options: OfficeOptions;

  constructor(world: World, seed = 1, options: OfficeOptions = {}) {
    this.#options = options;
    this.time = options.time ?? new VirtualTime();
    this.#worlds = [world];
    this.space = createWorldSpace(world);
    this.#random = seededRandom(seed);
    this.server = this.#startServer();
  }

  /** Connects somebody and waits until they are in. */
  async visit(personId: string, options: VisitOptions = {}): Promise<Visitor> {
    const { name = personId, role = 'Member', shownName, spawnPointId, prepare, tamper } = options;
    const { reads = () => Promise.resolve() } = options;
    const space = new ChangingSpace(createWorldSpace(this.#current));
    let worldVersion = this.#worlds.length;
    const network = new SimulatedNetwork(this.server, this.time, this.#random);
    let { ticket } = options;
    const session = new WorldSession({
      space,
      prepareWorld: async ({ version }) => {
        const world = this.#worlds[version - 1];
        if (world === undefined || (await reads()) === false) return undefined;
        const next = createWorldSpace(world);
        return () => {
          space.changeTo(next);
          worldVersion = version;
        };
      },
      hello: () => ({
        worldVersion,
        token: `${personId}:${role}:${name}`,
        look,
        ...(spawnPointId === undefined ? {} : { spawnPointId }),
      }),
      openSocket: network.openSocket,
      timers: this.time,
      random: this.#random,
      ticketStore: { load: () => ticket, save: (saved) => (ticket = saved) },
      ...(shownName === undefined ? {} : { shownName }),
    });
    const visitor: Visitor = {
      session,
      network,
      refusals: [],
      problems: [],
      drawn: [],
      get ticket() {
        return ticket;
      },
    };
    session.on('refused', (refused) => visitor.refusals.push(refused));
    session.on('problem', (problem) => visitor.problems.push(problem));
    this.#visitors.push(visitor);
    prepare?.(session);
    tamper?.(network);
    session.start();
    await this.frames(30);
    return visitor;
  }

  /** Lets so many frames be drawn by everybody. @param after called after each */
  async frames(count: number, after?: () => void): Promise<void> {
    for (let frame = 0; frame < count; frame++) {
      await this.time.pass(frameMs);
      for (const visitor of this.#visitors) {
        visitor.session.advance(this.time.now());
        visitor.drawn = visitor.session.avatars(this.time.now());
      }
      after?.();
    }
  }

  /** Lets frames be drawn until something holds. @throws Error where it does not within a time */
  async until(holds: () => boolean, withinMs = 20_000): Promise<void> {
    for (let passed = 0; passed < withinMs; passed += frameMs) {
      if (holds()) return;
      await this.frames(1);
    }
    throw new Error('It did not happen in time.');
  }

  /** Publishes another version of the World under the people who are in it. */
  publish(world: World): void {
    this.#worlds.push(world);
    this.server.worldPublished('office', { personId: 'ed', name: 'Ed', role: 'Editor' });
  }

  get #current(): World {
    return this.#worlds.at(-1) ?? this.space.world;
  }

  /** The server dies without a word; another one is there at once. */
  restartServer(): void {
    this.server = this.#startServer();
    for (const { network } of this.#visitors) {
      network.server = this.server;
      network.cut();
    }
  }

  #startServer(): SignalingServer {
    const startedAtMs = this.time.now();
    const { sfu, iceServers = { stun: [], turn: () => [] }, limits } = this.#options;
    const ports: SignalingPorts = {
      framing: {
        text: (text) => ({ bytes: Uint8Array.of(frameMarks.text, ...new TextEncoder().encode(text)) }),
        binary: (payload) => ({ bytes: Uint8Array.of(frameMarks.binary, ...payload) }),
      },
      identity: {
        identify: (token) => {
          const [personId = '', role, name = ''] = token.split(':');
          return Promise.resolve({ ok: true, person: { personId, name, role: role as Role } });
        },
      },
      moderation: {
        record: () => Promise.resolve(),
        ban: () => Promise.resolve(),
        report: () => Promise.resolve(),
      },
      editors: { load: () => Promise.resolve(undefined) },
      sanctions: {
        load: () => Promise.resolve([]),
        save: () => Promise.resolve(),
        unmute: () => Promise.resolve(),
      },
      tickets: {
        issue: (claims) => {
          const ticket = `ticket-${this.#tickets.size}`;
          this.#tickets.set(ticket, claims);
          return Promise.resolve(ticket);
        },
        verify: (ticket) => Promise.resolve(this.#tickets.get(ticket)),
      },
      doorLocks: { load: () => Promise.resolve(new Set<string>()), save: () => Promise.resolve() },
      boards: { load: () => Promise.resolve(undefined), save: () => Promise.resolve() },
      boardEngine: { run: (task, answered) => answered(boardHost.answer(task), 0) },
      worlds: {
        load: () => Promise.resolve(loadedWorld(this.#current, this.#worlds.length)),
      },
      places: onlyServer,
      addressOfWorldFile: ({ worldId, version }) => `/worlds/${worldId}/${version}`,
      turns: { begin: (go) => go() },
      clock: {
        // Each process counts from another moment.
        nowMs: () => this.time.now() - startedAtMs / 2,
        every: (ms, run) => this.time.every(ms, run),
        after: (ms, run) => this.time.after(ms, run),
      },
      ids: { newId: () => `id-${this.#random()}`, random: this.#random },
      problems: {
        report: (what, cause) => {
          throw new Error(what, { cause });
        },
        trace: () => undefined,
      },
      measures: unmeasured,
      machine: { memoryShare: () => 0 },
      iceServers,
      sfu,
    };
    const boardHost = new BoardHost();
    return createSignalingServer(ports, { ...defaultSignalingLimits, ...limits });
  }
}

/** Where somebody draws somebody else. */
export function drawnPlace(viewer: Visitor, name: string): Position | undefined {
  return viewer.drawn.find((view) => view.key === name);
}

function loadedWorld(world: World, version: number): LoadedWorld {
  const { name } = world.meta;
  return { world, layout: layOutWorld(world), name, createdAtMs: 0, version, maxPeople: undefined };
}
