import type { Rate } from './tokenBucket.ts';
import { TokenBucket } from './tokenBucket.ts';

/** After so many people, those whose bucket is full again are forgotten. */
const peopleBeforeTidying = 1_000;

/** How often each person may do something, on whatever connection and in whatever World. */
export class PersonRates {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes a token of a person where there is one, and says whether there was. */
  take(personId: string, nowMs: number): boolean {
    let bucket = this.#buckets.get(personId);
    if (bucket === undefined) {
      if (this.#buckets.size >= peopleBeforeTidying) this.#forgetFull(nowMs);
      bucket = new TokenBucket(this.#rate);
      this.#buckets.set(personId, bucket);
    }
    return bucket.take(nowMs);
  }

  #forgetFull(nowMs: number): void {
    for (const [personId, bucket] of this.#buckets) if (bucket.isFull(nowMs)) this.#buckets.delete(personId);
  }
}
