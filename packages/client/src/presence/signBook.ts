import type { Peer, ReactionKind, Status } from '@atrium/protocol';

/** What is shown over somebody's head. Times in ms on the clock of `performance.now()`. */
export interface ShownSigns {
  readonly status: Status;
  /** Their turn among the raised hands of the Zone, 1 for the first; `undefined`: not raised. */
  readonly hand: number | undefined;
  readonly bubble: { readonly text: string; readonly sinceMs: number } | undefined;
  readonly reaction: { readonly kind: ReactionKind; readonly sinceMs: number } | undefined;
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

type Signed = Pick<Peer, 'personId' | 'status' | 'hand'>;

/** What people in the Zone show of themselves and have just said. */
export class SignBook {
  readonly #signs = new Map<string, ShownSigns>();

  /** @param people everybody in the Zone, oneself included */
  update(people: readonly Signed[]): void {
    const turns = people
      .filter(({ hand }) => hand !== null)
      .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0))
      .map(({ personId }) => personId);
    const before = new Map(this.#signs);
    this.#signs.clear();
    for (const { personId, status, hand } of people) {
      const known = before.get(personId) ?? nothing;
      const turn = hand === null ? undefined : turns.indexOf(personId) + 1;
      this.#signs.set(personId, { ...known, status, hand: turn });
    }
  }

  of(personId: string): ShownSigns {
    return this.#signs.get(personId) ?? nothing;
  }

  said(personId: string, text: string, nowMs: number): void {
    this.#signs.set(personId, { ...this.of(personId), bubble: { text, sinceMs: nowMs } });
  }

  reacted(personId: string, kind: ReactionKind, nowMs: number): void {
    this.#signs.set(personId, { ...this.of(personId), reaction: { kind, sinceMs: nowMs } });
  }
}

const nothing: ShownSigns = {
  status: 'available',
  hand: undefined,
  bubble: undefined,
  reaction: undefined,
  gesture: undefined,
  hasCup: false,
};
