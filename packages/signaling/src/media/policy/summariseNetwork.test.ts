import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PairReport } from './summariseNetwork.ts';
import { summariseNetwork } from './summariseNetwork.ts';

const people = ['ana', 'ben', 'cleo', 'dan', 'eva'];

/** Every pair among some people, with what each end says. */
function pairsAmong(names: readonly string[], say: (who: string, of: string) => number): PairReport[] {
  return names.flatMap((a, index) =>
    names.slice(index + 1).map((b): PairReport => ({
      people: [a, b],
      relayed: [say(a, b) > 0.5, say(b, a) > 0.5],
      fails: [say(a, b) > 0.9, say(b, a) > 0.9],
      loss: [say(a, b), say(b, a)],
    })),
  );
}

describe('what the reports of a Zone amount to', () => {
  it('is nothing where nobody has said anything', () => {
    expect(summariseNetwork([])).toEqual({ relayedShare: 0, meanLoss: 0 });
  });

  it('is what all say where all say the same', () => {
    const { relayedShare, meanLoss } = summariseNetwork(pairsAmong(people, () => 0.75));
    expect([relayedShare, meanLoss]).toEqual([expect.closeTo(1), expect.closeTo(0.75)]);
  });

  it('does not move because of one reporter, whatever they say', () => {
    const claims = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.nat(4), claims, (count, liarIndex, lies) => {
        const names = people.slice(0, count);
        const liar = names[liarIndex % count];
        const summary = summariseNetwork(
          pairsAmong(names, (who, of) => (who === liar ? (lies[names.indexOf(of)] ?? 0) : 0)),
        );
        expect(summary.relayedShare).toBe(0);
        expect(summary.meanLoss).toBeCloseTo(0);
      }),
    );
  });

  it('counts pairs that fail at both ends as those that need a relay, and no others', () => {
    const failing = pairsAmong(people, () => 0).map((pair) => ({ ...pair, fails: [true, true] as const }));
    expect(summariseNetwork(failing).relayedShare).toBeCloseTo(1);
    const atOneEnd = failing.map((pair) => ({ ...pair, fails: [true, false] as const }));
    expect(summariseNetwork(atOneEnd).relayedShare).toBe(0);
  });

  it('counts a pair as relayed only where both ends say so', () => {
    const oneSided = pairsAmong(people, (who, of) => (who < of ? 1 : 0));
    expect(summariseNetwork(oneSided).relayedShare).toBe(0);
  });
});
