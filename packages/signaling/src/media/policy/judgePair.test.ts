import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMediaThresholds } from '../../limits.ts';
import type { PairSituation, PairVerdict } from './judgePair.ts';
import { freshPair, judgePair } from './judgePair.ts';

const thresholds = defaultMediaThresholds;
const fine: Omit<PairSituation, 'nowMs'> = { fails: [false, false], loss: [0, 0], hasRelay: false };
const failing = { ...fine, fails: [true, true] as const };

/** What becomes of a pair that is looked at every 250 ms. */
function follow(situationAt: (nowMs: number) => Omit<PairSituation, 'nowMs'>, ms: number): PairVerdict[] {
  const verdicts: PairVerdict[] = [freshPair];
  for (let nowMs = 0; nowMs <= ms; nowMs += 250) {
    verdicts.push(judgePair({ ...situationAt(nowMs), nowMs }, verdicts.at(-1) ?? freshPair, thresholds));
  }
  return verdicts;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anySituation = fc.record({
  fails: fc.tuple(fc.boolean(), fc.boolean()),
  loss: fc.tuple(fc.option(share, { nil: undefined }), fc.option(share, { nil: undefined })),
  hasRelay: fc.boolean(),
});

describe('how a pair goes', () => {
  it('is directly, as long as nobody complains', () => {
    expect(follow(() => fine, 60_000).at(-1)?.needsSfu).toBeUndefined();
  });

  it('is over the SFU once it has failed at both ends for long enough, and not before', () => {
    const verdicts = follow(() => failing, 10_000);
    const first = verdicts.findIndex(({ needsSfu }) => needsSfu !== undefined);
    expect(verdicts[first]?.needsSfu).toBe('blocked');
    expect((first - 1) * 250).toBe(thresholds.pairFailsMs);
  });

  it('waits longer where a relay is being tried', () => {
    const verdicts = follow(() => ({ ...failing, hasRelay: true }), 20_000);
    const first = verdicts.findIndex(({ needsSfu }) => needsSfu !== undefined);
    expect((first - 1) * 250).toBe(thresholds.pairFailsWithRelayMs);
  });

  it('is over the SFU once it has lost too much for long enough', () => {
    const lossy = { ...fine, loss: [0.2, 0.2] as const };
    expect(follow(() => lossy, thresholds.pairLossyMs - 500).at(-1)?.needsSfu).toBeUndefined();
    expect(follow(() => lossy, thresholds.pairLossyMs + 500).at(-1)?.needsSfu).toBe('packet-loss');
  });

  it('never changes because one end says that it fails', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 300 }),
        fc.boolean(),
        (says, hasRelay) => {
          const verdicts = follow(
            (nowMs) => ({ ...fine, hasRelay, fails: [says[(nowMs / 250) % says.length] === true, false] }),
            60_000,
          );
          expect(verdicts.every(({ needsSfu }) => needsSfu === undefined)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('never flaps: it goes over the SFU at most once, whatever is said', () => {
    fc.assert(
      fc.property(fc.array(anySituation, { minLength: 1, maxLength: 200 }), (situations) => {
        const verdicts = follow((nowMs) => situations[(nowMs / 250) % situations.length] ?? fine, 60_000);
        const changes = verdicts.filter(
          ({ needsSfu }, index) => index > 0 && needsSfu !== verdicts[index - 1]?.needsSfu,
        );
        expect(changes.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  it('forgets what was over before it had lasted', () => {
    const flicker = (nowMs: number) => (nowMs % 1_000 < 500 ? failing : fine);
    expect(follow(flicker, 60_000).at(-1)?.needsSfu).toBeUndefined();
  });
});
