import type { Person } from '../people.ts';
import type { Observer } from './dialects/dialect.ts';
import type { SentMoves } from './sentMoves.ts';

interface ZoneTally {
  /** Messages with updates, to anybody of the Zone. */
  messages: number;
  /** Those of them that were read for what they hold. */
  readMessages: number;
  readUpdates: number;
}

/** What has arrived at all Clients since the last `reset`. */
export class Tally implements Observer {
  readonly #zones = new Map<number, ZoneTally>();
  readonly #sentMoves: SentMoves;
  readonly failures: string[] = [];
  corrections = 0;
  payloadBytes = 0;
  delaysMs: number[] = [];

  constructor(sentMoves: SentMoves) {
    this.#sentMoves = sentMoves;
  }

  reset(): void {
    this.#zones.clear();
    this.payloadBytes = 0;
    this.corrections = 0;
    this.delaysMs = [];
  }

  delivered(person: Person, bytes: number, updates: number | undefined): void {
    let zone = this.#zones.get(person.zone);
    if (zone === undefined) {
      zone = { messages: 0, readMessages: 0, readUpdates: 0 };
      this.#zones.set(person.zone, zone);
    }
    this.payloadBytes += bytes;
    zone.messages++;
    if (updates === undefined) return;
    zone.readMessages++;
    zone.readUpdates += updates;
  }

  seen(witness: Person, index: number, x: number, y: number): void {
    if (witness.index === index) return;
    const delay = this.#sentMoves.arrived(index, x, y, performance.now());
    if (delay !== undefined) this.delaysMs.push(delay);
  }

  /** Nothing is in the way of a walk: that happens only where a process has stalled for a second or so. */
  corrected(person: Person, why: string): void {
    this.corrections++;
    if (why !== 'too-far') this.failed(`Person ${person.index} was corrected: ${why}`);
  }

  failed(what: string): void {
    this.failures.push(what);
  }

  get messages(): number {
    let messages = 0;
    for (const zone of this.#zones.values()) messages += zone.messages;
    return messages;
  }

  /**
   * Avatar updates in all messages. Where only the witness of a Zone reads them, everybody else in it got the same
   * ones: they count as many per message.
   */
  get updates(): number {
    let updates = 0;
    for (const { messages, readMessages, readUpdates } of this.#zones.values()) {
      if (readMessages > 0) updates += (readUpdates / readMessages) * messages;
    }
    return updates;
  }
}
