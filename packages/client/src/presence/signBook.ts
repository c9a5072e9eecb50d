import type { Peer, Reaction, Status } from '@atrium/protocol';

/** What is shown over somebody's head. Times in ms on the clock of `performance.now()`. */
export interface ShownSigns {
  readonly status: Status;
  /** Their turn among the raised hands of the Zone, 1 for the first; `undefined`: not raised. */
  readonly hand: number | undefined;
  readonly bubble: { readonly text: string; readonly sinceMs: number } | undefined;
  readonly reaction: { readonly kind: Reaction; readonly sinceMs: number } | undefined;
  /** What they do with their arms for the others to see, and for whom. */
  readonly gesture:
    | {
        readonly kind: 'wave' | 'highFive' | 'dance';
        readonly sinceMs: number;
        /** The personId of whom they turn to. */
        readonly towards?: string | undefined;
      }
    | undefined;
  readonly hasCup: boolean;
}

/** How long a high five takes, in ms. */
export const highFiveMs = 1_300;

type Signed = Pick<Peer, 'personId' | 'status' | 'hand' | 'dancing' | 'carries'>;

/** What people in the Zone show of themselves and have just said. */
export class SignBook {
  readonly #signs = new Map<string, ShownSigns>();

  /**
   * @param people everybody in the Zone, oneself included
   * @param nowMs when those begin to dance who did not before
   */
  update(people: readonly Signed[], nowMs: number): void {
    const turns = people
      .filter(({ hand }) => hand !== null)
      .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0))
      .map(({ personId }) => personId);
    const before = new Map(this.#signs);
    this.#signs.clear();
    for (const { personId, status, hand, dancing, carries } of people) {
      const known = before.get(personId) ?? noSigns;
      const turn = hand === null ? undefined : turns.indexOf(personId) + 1;
      const wasDancing = known.gesture?.kind === 'dance';
      const dance = wasDancing ? known.gesture : ({ kind: 'dance', sinceMs: nowMs } as const);
      const other = wasDancing ? undefined : known.gesture;
      const gesture = dancing === true ? dance : other;
      this.#signs.set(personId, { ...known, status, hand: turn, gesture, hasCup: carries === 'cup' });
    }
  }

  of(personId: string): ShownSigns {
    return this.#signs.get(personId) ?? noSigns;
  }

  said(personId: string, text: string, nowMs: number): void {
    this.#signs.set(personId, { ...this.of(personId), bubble: { text, sinceMs: nowMs } });
  }

  /** Who waves to all does so with the arm, too. */
  reacted(personId: string, kind: Reaction, nowMs: number): void {
    this.#signs.set(personId, { ...this.of(personId), reaction: { kind, sinceMs: nowMs } });
    if (kind === 'wave') this.#gestured(personId, { kind: 'wave', sinceMs: nowMs });
  }

  waved(personId: string, to: string, nowMs: number): void {
    this.reacted(personId, 'wave', nowMs);
    this.#gestured(personId, { kind: 'wave', sinceMs: nowMs, towards: to });
  }

  highFived([one, other]: readonly [string, string], nowMs: number): void {
    this.#gestured(one, { kind: 'highFive', sinceMs: nowMs, towards: other });
    this.#gestured(other, { kind: 'highFive', sinceMs: nowMs, towards: one });
  }

  /** A dance goes on until it is ended. */
  #gestured(personId: string, gesture: NonNullable<ShownSigns['gesture']>): void {
    const signs = this.of(personId);
    if (signs.gesture?.kind !== 'dance') this.#signs.set(personId, { ...signs, gesture });
  }
}

/** Of somebody about whom nothing was told. */
export const noSigns: ShownSigns = {
  status: 'available',
  hand: undefined,
  bubble: undefined,
  reaction: undefined,
  gesture: undefined,
  hasCup: false,
};
