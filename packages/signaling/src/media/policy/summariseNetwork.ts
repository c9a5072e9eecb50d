/** What both ends of one pair say of their connection; a field is `undefined` where that end has said nothing. */
export interface PairReport {
  readonly people: readonly [string, string];
  /** Whether the first and the second end say that a relay carries it. */
  readonly relayed: readonly [boolean | undefined, boolean | undefined];
  /** Whether the first and the second end say that no direct path comes about. */
  readonly fails: readonly [boolean, boolean];
  /** Of the packets that the first and the second end should have got, the part that never came: 0 to 1. */
  readonly loss: readonly [number | undefined, number | undefined];
}

/** How the connections of a Zone are, as far as nobody can make it up alone. */
export interface NetworkSummary {
  /** Of all pairs, those that no direct path connects, be they relayed or not connected at all: 0 to 1. */
  readonly relayedShare: number;
  readonly meanLoss: number;
}

/**
 * What the reports of a Zone say when the one person is left out without whom they sound best. One reporter alone, who
 * lies or sits in a bad network, moves nothing: without them, nothing is left of it.
 */
export function summariseNetwork(pairs: readonly PairReport[]): NetworkSummary {
  const relayed = new LeaveOneOut();
  const loss = new LeaveOneOut();
  for (const { people, relayed: says, fails, loss: lost } of pairs) {
    const hasNoDirectPath = [0, 1].every((end) => says[end] === true || fails[end] === true);
    relayed.add(people, hasNoDirectPath ? 1 : 0);
    const known = lost.filter((share) => share !== undefined);
    if (known.length > 0) loss.add(people, known.reduce((sum, share) => sum + share, 0) / known.length);
  }
  return { relayedShare: relayed.leastMean(), meanLoss: loss.leastMean() };
}

/** Means over pairs of people, each mean without the pairs of one of them. */
class LeaveOneOut {
  #sum = 0;
  #count = 0;
  readonly #ofPerson = new Map<string, { sum: number; count: number }>();

  add(people: readonly [string, string], value: number): void {
    this.#sum += value;
    this.#count++;
    for (const person of people) {
      const share = this.#ofPerson.get(person) ?? { sum: 0, count: 0 };
      this.#ofPerson.set(person, { sum: share.sum + value, count: share.count + 1 });
    }
  }

  /** 0 where no pair is left without somebody. */
  leastMean(): number {
    let least = this.#count === 0 ? 0 : Infinity;
    for (const { sum, count } of this.#ofPerson.values()) {
      const left = this.#count - count;
      least = Math.min(least, left === 0 ? 0 : (this.#sum - sum) / left);
    }
    // Taking a sum away again leaves a trace of rounding.
    return Math.max(0, least);
  }
}
