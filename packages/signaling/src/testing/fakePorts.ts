import type { World } from '@atrium/world';
import { layOutWorld, roles } from '@atrium/world';
import type { BoardStore } from '../ports/boardStore.ts';
import type { DoorLocks } from '../ports/doorLocks.ts';
import type { Framing } from '../ports/framing.ts';
import type { IceServers } from '../ports/iceServers.ts';
import type { Identification, Identity } from '../ports/identity.ts';
import type { Ids } from '../ports/ids.ts';
import type { Machine } from '../ports/machine.ts';
import type { HelloOutcome, Measures, MediaFailure, MediaRoute } from '../ports/measures.ts';
import type {
  BanOrder,
  ModerationFact,
  ModerationRecords,
  ReportOfPerson,
} from '../ports/moderationRecords.ts';
import type { Problems } from '../ports/problems.ts';
import type { Sanction, Sanctions } from '../ports/sanctions.ts';
import type { TicketClaims, Tickets } from '../ports/tickets.ts';
import type { Turns } from '../ports/turns.ts';
import type { Editing, WorldEditors } from '../ports/worldEditors.ts';
import type { Tenure } from '../ports/worldPlaces.ts';
import type { LoadedWorld, WorldSource } from '../ports/worldSource.ts';
import type { VirtualClock } from './virtualClock.ts';

/** First byte of a fake frame. */
export const frameMarks = { text: 1, binary: 2 } as const;

/** Marks frames with a byte instead of a WebSocket header, and counts them. */
export class FakeFraming implements Framing {
  texts = 0;
  binaries = 0;

  text(text: string): { bytes: Uint8Array } {
    this.texts++;
    return { bytes: Uint8Array.of(frameMarks.text, ...new TextEncoder().encode(text)) };
  }

  binary(payload: Uint8Array): { bytes: Uint8Array } {
    this.binaries++;
    return { bytes: Uint8Array.of(frameMarks.binary, ...payload) };
  }
}

/** Tokens are `Name:Role`; the personId is the name in lower case. */
export class FakeIdentity implements Identity {
  /** What the next verification waits for. */
  delay: Promise<unknown> = Promise.resolve();

  /** How long everybody may stay from their hello on, in ms. */
  staysMs: number | undefined;
  /** Why nobody is let in. */
  refusal: Extract<Identification, { ok: false }> | undefined;

  async identify(token: string): Promise<Identification> {
    await this.delay;
    if (this.refusal !== undefined) return this.refusal;
    const [name, role] = token.split(':');
    const known = roles.find((candidate) => candidate === role);
    if (!name || known === undefined) return { ok: false, code: 'token_invalid' };
    const personId = name.toLowerCase();
    return { ok: true, person: { personId, name, role: known, accessId: personId, staysMs: this.staysMs } };
  }
}

/** Tickets are readable; what was not issued here does not hold. Outlives servers, as a secret does. */
export class FakeTickets implements Tickets {
  readonly issued = new Map<string, { readonly claims: TicketClaims; readonly untilMs: number }>();
  /** What the next verification waits for. */
  delay: Promise<unknown> = Promise.resolve();
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  async issue(claims: TicketClaims): Promise<string> {
    const ticket = `ticket-${this.issued.size}`;
    this.issued.set(ticket, { claims, untilMs: this.#clock.nowMs() + 60_000 });
    return ticket;
  }

  async verify(ticket: string): Promise<TicketClaims | undefined> {
    await this.delay;
    const known = this.issued.get(ticket);
    return known !== undefined && this.#clock.nowMs() < known.untilMs ? known.claims : undefined;
  }
}

/** Remembers what was said of whom. */
export class FakeModerationRecords implements ModerationRecords {
  readonly facts: ModerationFact[] = [];
  readonly bans: BanOrder[] = [];
  readonly reports: ReportOfPerson[] = [];
  /** What keeping a ban waits for. */
  delay: Promise<unknown> = Promise.resolve();

  async record(fact: ModerationFact) {
    this.facts.push(fact);
  }

  async ban(order: BanOrder) {
    await this.delay;
    this.bans.push(order);
  }

  async report(report: ReportOfPerson) {
    this.reports.push(report);
  }
}

/** Who edits which World. */
export class FakeEditors implements WorldEditors {
  readonly editing = new Map<string, Editing>();

  async load(worldId: string) {
    return this.editing.get(worldId);
  }
}

/** Remembers what moderators have ordered; outlives servers, as a database does. */
export class FakeSanctions implements Sanctions {
  /** By World and sanction. Until when, in ms on the test's clock. */
  readonly kept = new Map<
    string,
    { readonly worldId: string; readonly sanction: Sanction; readonly untilMs: number }
  >();
  isAway = false;
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  async load(worldId: string): Promise<readonly Sanction[]> {
    const nowMs = this.#clock.nowMs();
    return [...this.kept.values()]
      .filter((entry) => entry.worldId === worldId && nowMs < entry.untilMs)
      .map(({ sanction, untilMs }) =>
        sanction.kind === 'mute' ? sanction : { ...sanction, forMs: untilMs - nowMs },
      );
  }

  async save(worldId: string, sanction: Sanction): Promise<void> {
    if (this.isAway) throw new Error('The database is away.');
    const untilMs = sanction.kind === 'mute' ? Infinity : this.#clock.nowMs() + sanction.forMs;
    this.kept.set(keyOfSanction(worldId, sanction), { worldId, sanction, untilMs });
  }

  async unmute(worldId: string, personId: string): Promise<void> {
    if (this.isAway) throw new Error('The database is away.');
    this.kept.delete(keyOfSanction(worldId, { kind: 'mute', personId }));
  }
}

function keyOfSanction(worldId: string, sanction: Sanction): string {
  const zoneId = sanction.kind === 'exclusion' ? sanction.zoneId : undefined;
  return JSON.stringify([worldId, sanction.kind, sanction.personId, zoneId ?? null]);
}

/** Remembers which Doors are locked; outlives servers, as a disk does. */
export class FakeDoorLocks implements DoorLocks {
  readonly kept = new Map<string, ReadonlySet<string>>();
  isFull = false;

  async load(worldId: string) {
    return this.kept.get(worldId) ?? new Set<string>();
  }

  async save({ worldId }: Tenure, doorIds: readonly string[]) {
    if (this.isFull) throw new Error('The disk is full.');
    this.kept.set(worldId, new Set(doorIds));
  }
}

/** Remembers boards; outlives servers, as a disk does. */
export class FakeBoards implements BoardStore {
  readonly kept = new Map<string, Uint8Array>();
  saves = 0;
  loads = 0;
  isFull = false;
  /** What each save waits for. */
  delay: Promise<unknown> = Promise.resolve();

  async load(worldId: string, objectId: string) {
    this.loads++;
    return this.kept.get(`${worldId}/${objectId}`);
  }

  async save(worldId: string, objectId: string, update: Uint8Array) {
    await this.delay;
    if (this.isFull) throw new Error('The disk is full.');
    this.saves++;
    this.kept.set(`${worldId}/${objectId}`, update);
  }
}

export class FakeWorlds implements WorldSource {
  readonly worlds = new Map<string, World>();
  /** The number of the version of every World. */
  version = 1;
  loads = 0;
  isAway = false;
  /** What handing on a file that was read waits for. */
  delay: Promise<unknown> = Promise.resolve();

  async load(worldId: string): Promise<LoadedWorld | undefined> {
    this.loads++;
    const world = this.worlds.get(worldId);
    const { version } = this;
    await this.delay;
    if (this.isAway) throw new Error('The disk is away.');
    if (world === undefined) return undefined;
    const { name } = world.meta;
    return { world, layout: layOutWorld(world), name, createdAtMs: 0, version, maxPeople: undefined };
  }
}

/** The same numbers every time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class FakeIds implements Ids {
  readonly random = seededRandom(1);
  #issued = 0;

  newId(): string {
    return `session-${++this.#issued}`;
  }
}

export class FakeProblems implements Problems {
  readonly reported: string[] = [];
  /** Whose session each of them was. */
  readonly sessions: (string | undefined)[] = [];
  /** What became of each session. */
  readonly traced: string[] = [];

  report(what: string, _cause: unknown, sessionId?: string): void {
    this.reported.push(what);
    this.sessions.push(sessionId);
  }

  trace(what: string, sessionId: string): void {
    this.traced.push(`${sessionId} ${what}`);
  }
}

/** A machine with as much memory as a test says. */
export class FakeMachine implements Machine {
  share = 0.3;

  memoryShare(): number {
    return this.share;
  }
}

/** Remembers what was measured. */
export class FakeMeasures implements Measures {
  readonly hellos: HelloOutcome[] = [];
  readonly arrivals: { readonly route: MediaRoute; readonly afterMs: number }[] = [];
  readonly failures: MediaFailure[] = [];
  latestTurnMs = 0;

  turnBegan(lateMs: number): void {
    this.latestTurnMs = Math.max(this.latestTurnMs, lateMs);
  }

  helloEnded(outcome: HelloOutcome): void {
    this.hellos.push(outcome);
  }

  soundArrived(route: MediaRoute, afterMs: number): void {
    this.arrivals.push({ route, afterMs });
  }

  mediaFailed(reason: MediaFailure): void {
    this.failures.push(reason);
  }
}

/** A STUN server, and a TURN server that knows everybody. */
export class FakeIceServers implements IceServers {
  readonly stun = [{ urls: ['stun:stun.example.com'] }];
  hasTurn = true;

  turn(personId: string) {
    if (!this.hasTurn) return [];
    return [{ urls: ['turn:turn.example.com'], username: personId, credential: 'secret' }];
  }
}

/** All begins at once, unless a test says that much has begun already. */
export class FakeTurns implements Turns {
  isBusy = false;
  readonly #waiting: (() => void)[] = [];

  begin(go: () => void): void {
    if (this.isBusy) this.#waiting.push(go);
    else go();
  }

  /** Lets begin what has waited. */
  goOn(): void {
    for (const go of this.#waiting.splice(0)) go();
  }
}
