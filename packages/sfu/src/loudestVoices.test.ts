import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LoudestVoices } from './loudestVoices.ts';
import type { SoundingVoice } from './loudestVoices.ts';

const speech = -30;
/** Voices of these names, each a good deal quieter than the one before. */
const voices = (names: string, loudest = speech): SoundingVoice[] =>
  [...names].map((personId, index) => ({ personId, level: loudest - index * 5 }));
const leftOut = (rule: LoudestVoices, sounding: readonly SoundingVoice[], open: number, nowMs = 0) =>
  [...rule.leftOut(sounding, open, nowMs)].sort().join('');

describe('with many open microphones, a person hears', () => {
  test('everybody, up to 8 of them', () => {
    expect(leftOut(new LoudestVoices(), voices('abcdefgh'), 8)).toBe('');
  });

  test('the loudest 6, above', () => {
    expect(leftOut(new LoudestVoices(), voices('abcdefghi'), 9)).toBe('ghi');
  });

  test('those at once who send nothing yet: whoever begins to speak is left out by nobody', () => {
    const rule = new LoudestVoices();
    expect(leftOut(rule, voices('abcdefgh'), 20)).toBe('gh');
    expect(leftOut(rule, voices('abcdefghi'), 20, 250)).toBe('ghi');
  });

  test('somebody who was loud for 2 s on, as long as there are no more than 8', () => {
    const rule = new LoudestVoices();
    leftOut(rule, voices('abcdefuvwxyz'), 20);
    // c to f go quiet, u to x speak up.
    expect(leftOut(rule, voices('abuvwxcdefyz'), 20, 1_000)).toBe('efyz');
    expect(leftOut(rule, voices('abuvwxcdefyz'), 20, 1_999)).toBe('efyz');
    expect(leftOut(rule, voices('abuvwxcdefyz'), 20, 2_000)).toBe('cdefyz');
  });

  test('the same voices where all are as loud as each other', () => {
    const rule = new LoudestVoices();
    const sounding = (order: string) =>
      [...order].map((personId, i) => ({ personId, level: speech - i / 5 }));
    const first = leftOut(rule, sounding('abcdefghijkl'), 12);
    for (let atMs = 250; atMs < 10_000; atMs += 250)
      expect(leftOut(rule, sounding('lkjihgfedcba'), 12, atMs)).toBe(first);
  });

  test('from the next word on somebody who was left out and has been quiet for a second', () => {
    const rule = new LoudestVoices();
    expect(leftOut(rule, voices('abcdefg'), 20)).toBe('g');
    expect(leftOut(rule, voices('abcdef'), 20, 900)).toBe('g');
    expect(leftOut(rule, voices('abcdef'), 20, 1_000)).toBe('');
  });

  test('everybody again once fewer microphones are open', () => {
    const rule = new LoudestVoices();
    expect(leftOut(rule, voices('abcdefghi'), 9)).toBe('ghi');
    expect(leftOut(rule, voices('abcdefgh'), 8, 250)).toBe('');
  });

  test('never more than 8 of those who make sound, and always the 6 that stand out, whatever happened before', () => {
    const moment = fc.uniqueArray(
      fc.record({
        personId: fc.constantFrom(...'abcdefghijklmnopqrst'),
        level: fc.integer({ min: -127, max: 0 }),
      }),
      { selector: ({ personId }) => personId },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(moment, fc.integer({ min: 1, max: 1_500 }))), (moments) => {
        const rule = new LoudestVoices();
        let nowMs = 0;
        for (const [sounding, laterMs] of moments) {
          nowMs += laterMs;
          const silenced = rule.leftOut(sounding, 20, nowMs);
          const heard = sounding.filter(({ personId }) => !silenced.has(personId));
          expect(heard.length).toBeLessThanOrEqual(8);
          // Louder by more than the bonus than all but five others.
          const mustBeHeard = sounding.filter(
            ({ level }) => sounding.filter((other) => other.level + 3 >= level).length <= 6,
          );
          for (const voice of mustBeHeard) expect(heard).toContain(voice);
        }
      }),
      { seed: 20_261_130 },
    );
  });
});
