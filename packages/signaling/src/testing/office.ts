import type { World } from '@atrium/world';
import type { SignalingLimits } from '../limits.ts';
import { defaultSignalingLimits } from '../limits.ts';
import { onlyServer } from '../ports/worldPlaces.ts';
import type { WorldPlaces } from '../ports/worldPlaces.ts';
import { RunningServer } from '../signalingServer.ts';
import { BoardsHere } from './boardsHere.ts';
import { FakeClient } from './fakeClient.ts';
import {
  FakeBoards,
  FakeDoorLocks,
  FakeEditors,
  FakeFraming,
  FakeIceServers,
  FakeIdentity,
  FakeIds,
  FakeMachine,
  FakeMeasures,
  FakeModerationRecords,
  FakeProblems,
  FakeSanctions,
  FakeTickets,
  FakeTurns,
  FakeWorlds,
} from './fakePorts.ts';
import type { FakeSfu } from './fakeSfu.ts';
import { VirtualClock, settle } from './virtualClock.ts';

/** A Signaling Server in memory with Worlds and a clock that tests turn. */
export class Office {
  readonly clock = new VirtualClock();
  readonly turns = new FakeTurns();
  readonly framing = new FakeFraming();
  readonly identity = new FakeIdentity();
  readonly tickets = new FakeTickets(this.clock);
  readonly worlds = new FakeWorlds();
  /** Which server has which World. */
  places: WorldPlaces = onlyServer;
  readonly doorLocks = new FakeDoorLocks();
  readonly editors = new FakeEditors();
  readonly boards = new FakeBoards();
  boardEngine = new BoardsHere();
  readonly moderation = new FakeModerationRecords();
  readonly sanctions = new FakeSanctions(this.clock);
  readonly problems = new FakeProblems();
  readonly measures = new FakeMeasures();
  readonly machine = new FakeMachine();
  readonly ids = new FakeIds();
  readonly iceServers = new FakeIceServers();
  readonly sfu: FakeSfu | undefined;
  readonly limits: SignalingLimits;
  server: RunningServer;

  constructor(world: World, limits: Partial<SignalingLimits> = {}, sfu?: FakeSfu) {
    this.sfu = sfu;
    this.worlds.worlds.set('office', world);
    this.limits = { ...defaultSignalingLimits, ...limits };
    this.server = this.#start();
  }

  /** The server dies without a word and another takes its place. */
  restart(): void {
    this.server = this.#start();
  }

  connect(worldId = 'office'): FakeClient {
    return new FakeClient(this.server, worldId);
  }

  /** Brings somebody in, `Name:Role` or a Member's name, and waits until they have been told everything. */
  async enter(
    who: string,
    fields: Parameters<FakeClient['hello']>[1] = {},
    worldId = 'office',
  ): Promise<FakeClient> {
    const client = this.connect(worldId);
    client.hello(who.includes(':') ? who : `${who}:Member`, fields);
    await settle();
    return client;
  }

  /** Time passes, promises included. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await settle();
  }

  /** Walks straight to a place at walking speed, an intent a tick, and stands there; stops where it is corrected. */
  async walk(client: FakeClient, x: number, y: number): Promise<void> {
    const { moveEpoch } = client;
    while (client.moveEpoch === moveEpoch && client.closedWith === undefined) {
      const from = client.place;
      if (from === undefined) throw new Error('Who is nowhere cannot walk.');
      const left = Math.hypot(x - from.x, y - from.y);
      const step = Math.min(0.25, left);
      if (left === 0) break;
      const along = step / left;
      const next =
        left <= 0.25 ? { x, y } : { x: from.x + (x - from.x) * along, y: from.y + (y - from.y) * along };
      client.move(Math.round(next.x * 64) / 64, Math.round(next.y * 64) / 64);
      await this.pass(1000 / 15);
    }
    if (client.moveEpoch === moveEpoch) client.move(x, y, { state: 'idle' });
    await this.pass(1000 / 15);
  }

  #start(): RunningServer {
    const { clock, framing, identity, tickets, worlds, moderation, problems, ids, iceServers, sfu } = this;
    const { places, doorLocks, editors, boards, boardEngine, sanctions, turns, measures, machine } = this;
    return new RunningServer(
      {
        ...{ clock, framing, identity, tickets, worlds, places, doorLocks, editors, boards, boardEngine },
        addressOfWorldFile: ({ worldId, version }) => `/worlds/${worldId}/${version}`,
        ...{ moderation, sanctions, problems, measures, machine, ids, turns, iceServers, sfu },
      },
      this.limits,
    );
  }
}
