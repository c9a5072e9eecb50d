import type { CloseReason, Someone } from '@atrium/protocol';
import { MoveIntentReader } from '@atrium/protocol';
import { BoardKeeping } from './boards/boardKeeping.ts';
import { Features } from './features.ts';
import type { SignalingLimits } from './limits.ts';
import { defaultSignalingLimits } from './limits.ts';
import type { Connected } from './media/connected.ts';
import type { SharedMedia } from './media/worldMedia.ts';
import { Moderation } from './moderation/moderation.ts';
import type { Cancel } from './ports/clock.ts';
import type { Connection, ConnectionEvents } from './ports/connection.ts';
import type { SignalingPorts } from './ports/signalingPorts.ts';
import type { Editing } from './ports/worldEditors.ts';
import { PresenceFrames } from './presence/presenceFrames.ts';
import { PresenceTicker } from './worlds/presenceTicker.ts';
import { containFaults } from './sessions/containFaults.ts';
import type { Present } from './sessions/present.ts';
import { presentOf } from './sessions/present.ts';
import { Session } from './sessions/session.ts';
import type { SessionContext } from './sessions/sessionContext.ts';
import { WorldChanges } from './sessions/worldChanges.ts';
import { Interval } from './timing/interval.ts';
import { Overload, slowedTicks } from './timing/overload.ts';
import type { LoadLevel } from './timing/overload.ts';
import { TimerWheel } from './timing/timerWheel.ts';
import type { LiveWorld } from './worlds/liveWorld.ts';
import { LiveWorlds } from './worlds/liveWorlds.ts';

/** What the server holds at this moment. */
export interface SignalingStats {
  /** Open connections, those before hello included. */
  readonly connections: number;
  /** People in all Worlds, those whose connection was lost a moment ago included. */
  readonly people: number;
  /** People whose connection was lost a moment ago. */
  readonly detached: number;
  /** Worlds held in memory. */
  readonly worlds: number;
  /** Presence frames made, each for all of a Zone, since the start. */
  readonly presenceFrames: number;
  /** MoveIntents read since the start. */
  readonly moveIntents: number;
  readonly positionCorrections: number;
  readonly load: LoadLevel;
  /** How many pairs of people each route connects at this moment; `none`: they are to be connected, and are not yet. */
  readonly connectedBy: Readonly<Record<Connected['route'], number>>;
}

export interface SignalingServer {
  /** Takes a socket in; the host calls the events that this returns. */
  accept(connection: Connection): ConnectionEvents;
  /** People in a World, those whose connection was lost a moment ago included. */
  peopleIn(worldId: string): number;
  /** Everybody in a World, those whose connection was lost a moment ago included. */
  presentIn(worldId: string): readonly Present[];
  /** Everybody in a World who is connected with another person, or is to be. */
  connectedIn(worldId: string): readonly Connected[];
  /**
   * Ends every connection that `concerns` picks: for good, or so that its Client comes back with a token of now.
   *
   * @param reason `accessChanged`: they come back to their place if they still may
   */
  endAccess(concerns: (present: Present) => boolean, reason: CloseReason): void;
  /**
   * Another version of a World was published: it is read, and takes the place of the one that people are in while they
   * are. Where that cannot be, they are sent away to fetch it.
   */
  worldPublished(worldId: string, by: Someone): void;
  /** A World has another name: everyone in it is told. */
  worldRenamed(worldId: string, name: string): void;
  /**
   * A person edits a World, for a while or until it is said that nobody does: everyone in it is told, and who enters.
   *
   * @param editing `undefined`: nobody does any more
   */
  worldEdited(worldId: string, editing: Editing | undefined): void;
  /**
   * Hands Worlds over to other servers, one by one: everyone in them reconnects at once, and stands where they stood.
   *
   * @param move gives one away; resolves with whether it could be
   */
  handOverWorlds(move: (worldId: string) => Promise<boolean>): Promise<void>;
  /**
   * Tells every Client when to come back, each at a moment of its own, and closes all connections. Resolves when they
   * are closed, or dropped after `closeGraceMs`.
   *
   * @param options `reconnectAfterMs`: the earliest moment to come back, in ms from now; 0 where it is left out
   */
  close(options?: { readonly reconnectAfterMs?: number }): Promise<void>;
  stats(): SignalingStats;
}

export function createSignalingServer(
  ports: SignalingPorts,
  limits: SignalingLimits = defaultSignalingLimits,
): SignalingServer {
  return new RunningServer(ports, limits);
}

/** How often faults in what is done again and again are reported, in ms. */
const faultReportMs = 10_000;

/** The Signaling Server with its insides, as tests look at them. */
export class RunningServer implements SignalingServer {
  readonly liveWorlds: LiveWorlds<Features>;
  readonly #context: SessionContext;
  readonly #frames: PresenceFrames;
  readonly #ticker: PresenceTicker;
  readonly #keeping: BoardKeeping;
  readonly #sessions = new Set<Session>();
  #stopClockwork: Cancel | undefined;
  readonly #faults = new Interval(faultReportMs);
  #turnDueMs = 0;
  #isClosing = false;
  #onAllClosed: (() => void) | undefined;

  constructor(ports: SignalingPorts, limits: SignalingLimits) {
    const nowMs = ports.clock.nowMs();
    this.#keeping = new BoardKeeping(ports, limits.unkeptBoardBytes);
    const sharedByFeatures = {
      media: sharedMedia(ports, limits),
      moderation: new Moderation(ports, limits.reports),
      doorLocks: ports.doorLocks,
      editors: ports.editors,
      boards: {
        engine: ports.boardEngine,
        keeping: this.#keeping,
        problems: ports.problems,
        newId: () => ports.ids.newId(),
      },
    };
    this.liveWorlds = new LiveWorlds(
      ports,
      {
        framing: ports.framing,
        ids: ports.ids,
        problems: ports.problems,
        createFeatures: (world) => new Features(world, sharedByFeatures),
      },
      limits,
      (worldId) => this.#contain('giving up a World', () => this.#giveUp(worldId)),
    );
    this.#context = {
      ports,
      limits,
      liveWorlds: this.liveWorlds,
      overload: new Overload(() => ports.machine.memoryShare(), nowMs),
      worldChanges: new WorldChanges(ports, this.liveWorlds, limits, (world) => this.#sendAway(world)),
      wheel: new TimerWheel(limits.deadlineGrainMs, nowMs, (cause) => this.#reportFault('a timer', cause)),
      moveIntentReader: new MoveIntentReader(),
      totals: { moveIntents: 0, positionCorrections: 0 },
    };
    this.#frames = new PresenceFrames(ports.framing);
    const { presenceTickMs, presencePhases } = limits;
    this.#ticker = new PresenceTicker(this.#frames, presenceTickMs, presencePhases, nowMs, (cause) =>
      this.#reportFault('the presence of a World', cause),
    );
  }

  accept(connection: Connection): ConnectionEvents {
    this.#startClockwork();
    const session = new Session(connection, this.#context, (gone) => this.#forget(gone));
    this.#sessions.add(session);
    if (this.#isClosing) session.endForRestart(this.#reconnectDelayMs(0));
    return containFaults(session, this.#context.ports.problems);
  }

  peopleIn(worldId: string): number {
    return this.liveWorlds.get(worldId)?.people.size ?? 0;
  }

  presentIn(worldId: string): readonly Present[] {
    const world = this.liveWorlds.get(worldId);
    return world === undefined ? [] : Array.from(world.people.values(), (avatar) => presentOf(world, avatar));
  }

  connectedIn(worldId: string): readonly Connected[] {
    return [...(this.liveWorlds.get(worldId)?.features.media.media.connected() ?? [])];
  }

  endAccess(concerns: (present: Present) => boolean, reason: CloseReason): void {
    // Who is on the way in has been identified by what held before.
    for (const session of this.#sessions) session.accessEnded(concerns);
    // Each end changes what is walked through.
    for (const world of [...this.liveWorlds]) {
      const concerned = [...world.people.values()].filter((avatar) => concerns(presentOf(world, avatar)));
      for (const avatar of concerned) {
        this.#contain('ending access', () => {
          if (reason !== 'accessChanged') return avatar.recipient.evict(reason);
          world.hooks.accessChanged(avatar);
          avatar.recipient.detach(reason);
        });
      }
    }
  }

  worldPublished(worldId: string, by: Someone): void {
    this.#contain('changing a World', () => this.#context.worldChanges.published(worldId, by));
  }

  worldRenamed(worldId: string, name: string): void {
    this.#contain('renaming a World', () => this.liveWorlds.rename(worldId, name));
  }

  worldEdited(worldId: string, editing: Editing | undefined): void {
    this.#contain('telling who edits a World', () =>
      this.liveWorlds.get(worldId)?.features.building.edited(editing),
    );
  }

  async handOverWorlds(move: (worldId: string) => Promise<boolean>): Promise<void> {
    for (const world of [...this.liveWorlds]) {
      const { worldId } = world;
      // The other server may read what is kept at once.
      await world.hooks.save();
      const sessions = [...this.#sessions].filter(({ connection }) => connection.worldId === worldId);
      await Promise.all(sessions.map((session) => session.sendLastTicket()));
      if (await move(worldId)) this.#giveUp(worldId);
    }
  }

  async close(options: { readonly reconnectAfterMs?: number } = {}): Promise<void> {
    this.#isClosing = true;
    const { clock } = this.#context.ports;
    const allClosed = new Promise<void>((resolve) => (this.#onAllClosed = resolve));
    const cancelGrace = clock.after(this.#context.limits.closeGraceMs, () => this.#terminateAll());
    // Everyone's place of this moment goes with them.
    await Promise.race([
      Promise.all(Array.from(this.#sessions, (session) => session.sendLastTicket())),
      allClosed,
    ]);
    for (const session of this.#sessions) {
      this.#contain('closing a session', () =>
        session.endForRestart(this.#reconnectDelayMs(options.reconnectAfterMs ?? 0)),
      );
    }
    if (this.#sessions.size === 0) this.#onAllClosed?.();
    await allClosed;
    await Promise.all(Array.from(this.liveWorlds, (world) => world.hooks.save()));
    await this.#keeping.flush();
    cancelGrace();
    this.#stopClockwork?.();
    this.#stopClockwork = undefined;
  }

  stats(): SignalingStats {
    let people = 0;
    let detached = 0;
    const connectedBy = { direct: 0, relayed: 0, sfu: 0, none: 0 };
    for (const world of this.liveWorlds) {
      people += world.people.size;
      for (const { recipient } of world.people.values()) if (!recipient.listening) detached++;
      for (const { route } of world.features.media.media.connected()) connectedBy[route]++;
    }
    return {
      connections: this.#sessions.size,
      people,
      detached,
      worlds: this.liveWorlds.size,
      presenceFrames: this.#frames.made,
      ...this.#context.totals,
      load: this.#context.overload.level,
      connectedBy,
    };
  }

  /** A moment of its own for each Client, so that a thousand do not come back at once. */
  #reconnectDelayMs(earliestMs: number): number {
    const { limits, ports } = this.#context;
    const spreadMs = Math.max(
      limits.reconnectSpreadMs,
      limits.reconnectSpreadPerPersonMs * this.#sessions.size,
    );
    return Math.round(earliestMs + ports.ids.random() * spreadMs);
  }

  /** People come back to the version that is current by then. */
  #sendAway(world: LiveWorld): void {
    const { worldId } = world;
    if (this.liveWorlds.get(worldId) !== world) return;
    this.endAccess((present) => present.worldId === worldId, 'worldOutdated');
    this.#contain('letting a World go', () => this.liveWorlds.drop(worldId));
  }

  /** Another server has a World: everyone in it reconnects at once, and is forwarded there. */
  #giveUp(worldId: string): void {
    for (const session of this.#sessions) {
      if (session.connection.worldId !== worldId) continue;
      this.#contain('closing a session', () => session.endForRestart(this.#reconnectDelayMs(0)));
    }
    this.liveWorlds.drop(worldId);
  }

  #forget(session: Session): void {
    this.#sessions.delete(session);
    if (this.#sessions.size === 0) this.#onAllClosed?.();
  }

  #terminateAll(): void {
    for (const session of this.#sessions) {
      this.#contain('dropping a session', () => session.connection.terminate());
    }
    this.#onAllClosed?.();
  }

  /** Does something to one of many. */
  #contain(what: string, run: () => void): void {
    try {
      run();
    } catch (cause) {
      this.#context.ports.problems.report(what, cause);
    }
  }

  /** What goes wrong at every turn is reported now and then. */
  #reportFault(what: string, cause: unknown): void {
    const { clock, problems } = this.#context.ports;
    if (this.#faults.take(clock.nowMs())) problems.report(`doing what is due: ${what}`, cause);
  }

  /** One timer drives everything; it stands still while nobody is here. */
  #startClockwork(): void {
    const { clock } = this.#context.ports;
    const { presenceTickMs, presencePhases } = this.#context.limits;
    if (this.#stopClockwork !== undefined) return;
    this.#context.overload.rested(clock.nowMs());
    this.#turnDueMs = clock.nowMs() + presenceTickMs / presencePhases;
    this.#stopClockwork = clock.every(presenceTickMs / presencePhases, () => this.#advance());
  }

  #advance(): void {
    const { ports, wheel, limits, overload } = this.#context;
    const turnMs = limits.presenceTickMs / limits.presencePhases;
    const nowMs = ports.clock.nowMs();
    const lateMs = Math.max(0, nowMs - this.#turnDueMs);
    this.#turnDueMs += turnMs * (1 + Math.floor(lateMs / turnMs));
    ports.measures.turnBegan(lateMs);
    overload.turnBegan(lateMs, nowMs);
    // Each of them contains the fault of one World, feature or timer.
    // Timers first: who goes by them is out of everybody's plan within the same turn.
    wheel.advance(nowMs);
    this.#context.worldChanges.advance(nowMs);
    this.#ticker.advance(this.liveWorlds, nowMs, overload.level === 'calm' ? 1 : slowedTicks);
    for (const world of this.liveWorlds) world.hooks.advance(nowMs);
    if (this.#sessions.size > 0 || this.liveWorlds.size > 0) return;
    this.#stopClockwork?.();
    this.#stopClockwork = undefined;
  }
}

function sharedMedia(ports: SignalingPorts, limits: SignalingLimits): SharedMedia {
  const { iceServers, sfu, problems, measures, clock, ids } = ports;
  return {
    thresholds: limits.media,
    iceServers,
    sfu,
    problems,
    measures,
    newId: () => ids.newId(),
    nowMs: () => clock.nowMs(),
  };
}
