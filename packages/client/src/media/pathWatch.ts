import type { LinkReport } from '@atrium/protocol';
import type { Cancel, Timers } from '../connection/timers.ts';
import type { Log } from '../log/log.ts';
import { connectionQuality } from './core/connectionQuality.ts';
import type { PathMeasure } from './core/connectionQuality.ts';
import { noStats } from './links/mediaPath.ts';
import type { PathStats } from './links/mediaPath.ts';
import type { ConnectionQuality } from './core/connectionQuality.ts';
import type { HeldPath, MediaPaths } from './mediaPaths.ts';

export interface PathWatchOptions {
  readonly log: Log;
  readonly timers: Timers;
  readonly paths: MediaPaths;
  /** Whether nothing is to be expected from somebody: then being connected is enough. */
  readonly isSilent: (personId: string) => boolean;
  /** These paths live from now on. */
  readonly live: (linkIds: string[]) => void;
  readonly report: (links: LinkReport[]) => void;
  /** There is something new to say about the paths. */
  readonly measured: () => void;
}

/** How often a path is looked at that does not live yet, in ms: a handoff waits for it. */
const unliveMs = 60;
const measureMs = 2_000;
const reportMs = 5_000;
/** How long somebody may be out of reach before the person is told, in ms. */
const unreachableMs = 10_000;
/** And how long where they were reached before: a shorter gap is over before one has read of it. */
const interruptedMs = 5_000;

export interface Measured extends PathMeasure {
  readonly isRelayed: boolean;
}

/** Looks at the paths: whether they live, and how well. */
export class PathWatch {
  readonly #options: PathWatchOptions;
  readonly #measured = new Map<string, Measured>();
  readonly #counts = new Map<string, PathStats>();
  #cancelLook: Cancel | undefined;
  #cancelMeasure: Cancel | undefined;
  readonly #reportedFailing = new Set<string>();
  readonly #outOfReachSinceMs = new Map<string, number>();
  /** People who have been reached since the person came into the Zone. */
  readonly #reached = new Set<string>();
  #reportedAtMs = 0;
  #isStopped = false;

  constructor(options: PathWatchOptions) {
    this.#options = options;
  }

  /** There may be new paths. @param isOtherZone whether the person has come into another Zone */
  wake(isOtherZone = false): void {
    if (this.#isStopped) return;
    if (isOtherZone) this.#forgetReach();
    this.noteReach();
    this.#cancelLook ??= this.#options.timers.after(0, () => void this.#look());
    this.#cancelMeasure ??= this.#options.timers.after(measureMs, () => void this.#measure());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelLook?.();
    this.#cancelMeasure?.();
  }

  of(held: HeldPath): Measured | undefined {
    return this.#measured.get(held.linkId);
  }

  quality(held: HeldPath): ConnectionQuality {
    const { loss, rttMs } = this.of(held) ?? { loss: undefined, rttMs: undefined };
    return connectionQuality({ isConnected: held.path.isConnected, loss, rttMs }, held.wasConnected);
  }

  /** People whom no path has reached for a while, although there is one to be. */
  get unreachable(): readonly string[] {
    return this.#outOfReachFor(unreachableMs);
  }

  /** Whether a connection has been broken for so long that the person should know. */
  get isInterrupted(): boolean {
    return this.#outOfReachFor(interruptedMs).some((personId) => this.#reached.has(personId));
  }

  #outOfReachFor(ms: number): readonly string[] {
    const nowMs = this.#options.timers.now();
    const overdue = [...this.#outOfReachSinceMs].filter(([, sinceMs]) => nowMs - sinceMs >= ms);
    return overdue.map(([personId]) => personId);
  }

  /** Says at once that a way which was said to fail does not any more: nobody need be led around it. */
  reportRecovery(linkId: string): void {
    if (!this.#reportedFailing.delete(linkId)) return;
    const { isRelayed = false } = this.#measured.get(linkId) ?? {};
    this.#options.report([{ linkId, state: 'connected', loss: 0, relayed: isRelayed }]);
  }

  reportFailure(linkId: string): void {
    this.#reportedFailing.add(linkId);
    this.#options.report([{ linkId, state: 'failed', loss: 0, relayed: false }]);
  }

  async #look(): Promise<void> {
    const { paths, isSilent, live, timers } = this.#options;
    const waiting = paths.all.filter(({ isLive }) => !isLive);
    const born: HeldPath[] = [];
    for (const held of waiting) {
      if (!held.path.isConnected) continue;
      held.wasConnected = true;
      if (isSilent(held.personId) || (await statsOf(held, this.#options.log)).audioPackets > 0)
        born.push(held);
    }
    this.#cancelLook = undefined;
    if (this.#isStopped) return;
    for (const held of born) held.isLive = true;
    if (born.length > 0) live(born.map(({ linkId }) => linkId));
    // Others may have come meanwhile.
    if (paths.all.some(({ isLive }) => !isLive)) {
      this.#cancelLook ??= timers.after(unliveMs, () => void this.#look());
    }
  }

  async #measure(): Promise<void> {
    const { paths, measured, timers } = this.#options;
    const all = paths.all;
    for (const held of all) this.#note(held, await statsOf(held, this.#options.log));
    for (const linkId of this.#measured.keys())
      if (!all.some((held) => held.linkId === linkId)) this.#forget(linkId);
    this.#cancelMeasure = undefined;
    if (this.#isStopped) return;
    this.noteReach();
    if (all.length > 0) {
      this.#cancelMeasure ??= timers.after(measureMs, () => void this.#measure());
      this.#reportAll(all);
    }
    measured();
  }

  #note(held: HeldPath, stats: PathStats): void {
    const before = this.#counts.get(held.linkId);
    this.#counts.set(held.linkId, stats);
    if (held.path.isConnected) held.wasConnected = true;
    const lost = Math.max(0, stats.packetsLost - (before?.packetsLost ?? 0));
    const received = Math.max(0, stats.packetsReceived - (before?.packetsReceived ?? 0));
    this.#measured.set(held.linkId, {
      isConnected: held.path.isConnected,
      loss: lost + received === 0 ? undefined : lost / (lost + received),
      rttMs: stats.rttMs,
      isRelayed: stats.isRelayed,
    });
  }

  /** Paths may have come up, or broken. */
  noteReach(): void {
    const { paths, timers } = this.#options;
    const people = paths.people;
    for (const personId of this.#outOfReachSinceMs.keys())
      if (!people.has(personId)) this.#outOfReachSinceMs.delete(personId);
    for (const personId of this.#reached) if (!people.has(personId)) this.#reached.delete(personId);
    for (const personId of people) {
      const isReached = paths.chosen(personId)?.path.isConnected === true;
      if (isReached) {
        this.#reached.add(personId);
        this.#outOfReachSinceMs.delete(personId);
      } else if (!this.#outOfReachSinceMs.has(personId)) this.#outOfReachSinceMs.set(personId, timers.now());
    }
  }

  #forgetReach(): void {
    this.#reached.clear();
    this.#outOfReachSinceMs.clear();
  }

  #forget(linkId: string): void {
    this.#measured.delete(linkId);
    this.#counts.delete(linkId);
    this.#reportedFailing.delete(linkId);
  }

  #reportAll(all: readonly HeldPath[]): void {
    const nowMs = this.#options.timers.now();
    if (nowMs - this.#reportedAtMs < reportMs) return;
    this.#reportedAtMs = nowMs;
    const links = all.flatMap((held): LinkReport[] => {
      const measure = this.of(held);
      if (measure === undefined) return [];
      const { loss, rttMs, isRelayed } = measure;
      return [
        {
          linkId: held.linkId,
          state: measure.isConnected ? 'connected' : 'connecting',
          loss: loss ?? 0,
          relayed: isRelayed,
          ...(rttMs === undefined ? {} : { rttMs: Math.min(rttMs, 60_000) }),
        },
      ];
    });
    if (links.length > 0) this.#options.report(links);
  }
}

/** A path may end while it is measured; the others are measured all the same. */
async function statsOf({ path }: HeldPath, log: Log): Promise<PathStats> {
  try {
    return await path.stats();
  } catch (cause) {
    log.swallowed('A way ended while it was measured', cause);
    return noStats;
  }
}
