import type { Place } from '@atrium/protocol';
import type { MoveBudget } from '@atrium/world';
import type { Person } from '../ports/identity.ts';
import type { Gathering } from '../ports/tickets.ts';
import type { Attention } from '../presence/attention.ts';
import type { TokenBucket } from '../timing/tokenBucket.ts';

/** What a World still knows of somebody who has left it. Coming back restores no budget, and undoes no step. */
export interface Departure {
  readonly person: Person;
  readonly place: Place;
  readonly zoneId: string;
  /** The version of the World that they were in. */
  readonly worldVersion: number;
  readonly gatherings: readonly Gathering[];
  readonly moveBudget: MoveBudget;
  readonly zoneChanges: TokenBucket;
  readonly entries: TokenBucket;
  readonly attention: Attention;
  readonly leftAtMs: number;
}

/** Those who have left one of the Worlds a moment ago, for as long as one of their tickets may hold. */
export class Departures {
  readonly #keptMs: number;
  /** By World and person, the longest ago first. */
  readonly #departed = new Map<string, Departure>();

  /** @param keptMs how long somebody is remembered, in ms */
  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  remember(worldId: string, personId: string, departure: Departure): void {
    const key = keyOf(worldId, personId);
    this.#departed.delete(key);
    this.#departed.set(key, departure);
    for (const [oldest, { leftAtMs }] of this.#departed) {
      if (departure.leftAtMs - leftAtMs < this.#keptMs) return;
      this.#departed.delete(oldest);
    }
  }

  of(worldId: string, personId: string, nowMs: number): Departure | undefined {
    const departure = this.#departed.get(keyOf(worldId, personId));
    return departure !== undefined && nowMs - departure.leftAtMs < this.#keptMs ? departure : undefined;
  }

  forget(worldId: string, personId: string): void {
    this.#departed.delete(keyOf(worldId, personId));
  }
}

function keyOf(worldId: string, personId: string): string {
  return JSON.stringify([worldId, personId]);
}
