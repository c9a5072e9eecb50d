import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneRules, zoneTypes } from '@atrium/world';
import { defaultMediaThresholds as thresholds } from '../../limits.ts';
import type { MediaDecision, MediaSituation } from './decideMedia.ts';
import { decideMedia, emptyZoneDecision } from './decideMedia.ts';
import { mediaRulesOf } from './mediaRulesOf.ts';

const quiet = { relayedShare: 0, meanLoss: 0 };
const team: MediaSituation = {
  zoneType: 'TeamArea',
  zoneRules: zoneRules({ type: 'TeamArea' }),
  people: 3,
  cameras: 0,
  isSfuAvailable: true,
  isSfuReturning: false,
  network: quiet,
  nowMs: 0,
};
const meeting: MediaSituation = { ...team, zoneType: 'MeetingRoom' };

/** Decides for each situation after the other. */
function run(situations: readonly Partial<MediaSituation>[], base = team): readonly MediaDecision[] {
  let decision = emptyZoneDecision;
  return situations.map((situation) => {
    decision = decideMedia({ ...base, ...situation }, decision, thresholds);
    return decision;
  });
}
const last = (situations: readonly Partial<MediaSituation>[], base = team) => run(situations, base).at(-1);

describe('the media policy', () => {
  it.each([
    ['one person is alone', { people: 1 }, 'P2P', 'alone'],
    ['up to 8 people talk directly', { people: 8, cameras: 4 }, 'P2P', 'few-people'],
    ['9 people go through the SFU', { people: 9 }, 'SFU', 'too-many-people'],
    ['5 cameras go through the SFU', { people: 5, cameras: 5 }, 'SFU', 'too-many-cameras'],
    [
      'many relays move a Zone to the SFU',
      { network: { relayedShare: 0.31, meanLoss: 0 } },
      'SFU',
      'relayed',
    ],
    [
      'much loss moves a Zone to the SFU',
      { network: { relayedShare: 0, meanLoss: 0.06 } },
      'SFU',
      'packet-loss',
    ],
  ] as const)('%s', (_, situation, path, reason) => {
    expect(last([situation])).toMatchObject({ path, reason });
  });

  it('a MeetingRoom with two people or more is on the SFU', () => {
    expect(last([{ people: 1 }], meeting)).toMatchObject({ path: 'P2P', reason: 'alone' });
    expect(last([{ people: 2 }], meeting)).toMatchObject({ path: 'SFU', reason: 'meeting' });
  });

  it('a Zone comes back from the SFU 15 s after it is two below the limits, and not before', () => {
    const steps = [
      { people: 9 },
      { people: 7, nowMs: 1_000 },
      { people: 6, nowMs: 2_000 },
      { people: 6, nowMs: 16_999 },
      { people: 6, nowMs: 17_000 },
    ];
    expect(run(steps).map(({ path }) => path)).toEqual(['SFU', 'SFU', 'SFU', 'SFU', 'P2P']);
    const interrupted = [...steps.slice(0, 4), { people: 7, nowMs: 17_000 }, { people: 6, nowMs: 18_000 }];
    expect(last(interrupted)).toMatchObject({ path: 'SFU', reason: 'settling' });
  });

  it('what the network made necessary stays until the Zone has emptied', () => {
    const bad = { network: { relayedShare: 0, meanLoss: 0.2 } };
    expect(last([bad, { people: 2, nowMs: 1e9 }])).toMatchObject({ path: 'SFU', reason: 'packet-loss' });
    expect(last([bad, { people: 0 }, { people: 2 }])).toMatchObject({ path: 'P2P' });
  });

  it('without an SFU there is sound alone above 4 people, and in every MeetingRoom', () => {
    const none = { isSfuAvailable: false };
    expect(last([{ ...none, people: 4 }])).toMatchObject({ path: 'P2P', allowsVideo: true });
    expect(last([{ ...none, people: 5 }])).toMatchObject({ allowsVideo: false, reason: 'no-sfu' });
    expect(last([{ ...none, people: 2 }], meeting)).toMatchObject({ allowsVideo: false, reason: 'no-sfu' });
  });

  it('pictures come back without an SFU only after 15 s with few people', () => {
    const none = { isSfuAvailable: false };
    const steps = [
      { ...none, people: 5 },
      { ...none, people: 4, nowMs: 1 },
      { ...none, people: 4, nowMs: 15_001 },
    ];
    expect(run(steps).map(({ allowsVideo }) => allowsVideo)).toEqual([false, false, true]);
  });

  it('while a lost SFU is expected back, cameras wait and stay allowed', () => {
    const lost = { people: 6, isSfuAvailable: false, isSfuReturning: true };
    const decision = last([{ people: 6 }, lost], meeting);
    expect(decision).toMatchObject({ path: 'P2P', allowsVideo: true, pausesCameras: true });
    expect(last([{ people: 6 }, lost, { ...lost, isSfuReturning: false }], meeting)?.allowsVideo).toBe(false);
  });

  it('trouble in the network lowers cameras first by layers, then by frames, then to none, and sound never', () => {
    const loss = (meanLoss: number) => ({ network: { relayedShare: 0, meanLoss } });
    const steps = [loss(0.06), loss(0.11), loss(0.3), { nowMs: 1 }, { nowMs: 15_001 }, { nowMs: 30_001 }];
    expect(run(steps).map(({ cameraQuality }) => cameraQuality)).toEqual([
      'low-layers',
      'low-frame-rate',
      'off',
      'off',
      'low-frame-rate',
      'low-layers',
    ]);
  });
});

const situations = fc.array(
  fc.record({
    zoneType: fc.constantFrom(...zoneTypes),
    people: fc.integer({ min: 0, max: 20 }),
    cameras: fc.integer({ min: 0, max: 8 }),
    isSfuAvailable: fc.boolean(),
    isSfuReturning: fc.boolean(),
    network: fc.record({
      relayedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      meanLoss: fc.double({ min: 0, max: 0.3, noNaN: true }),
    }),
    waitMs: fc.integer({ min: 1, max: 20_000 }),
  }),
  { maxLength: 40 },
);

describe('the media policy, whatever happens', () => {
  it('is never peer to peer above the limits while there is an SFU', () => {
    fc.assert(
      fc.property(situations, (steps) => {
        for (const [index, { path }] of run(steps).entries()) {
          const { people = 0, cameras = 0, isSfuAvailable, zoneType } = steps[index] ?? {};
          const mustUseSfu =
            people > 8 || (people > 0 && cameras > 4) || (zoneType === 'MeetingRoom' && people > 1);
          if (isSfuAvailable === true && mustUseSfu) expect(path).toBe('SFU');
          if (isSfuAvailable === false) expect(path).toBe('P2P');
        }
      }),
    );
  });

  it('never flaps: while an SFU is there and the Zone is not empty, it leaves the SFU 15 s after the last cause at the earliest', () => {
    fc.assert(
      fc.property(situations, (steps) => {
        let nowMs = 0;
        const timed = steps.map((step) => ({
          ...step,
          people: Math.max(1, step.people),
          isSfuAvailable: true,
          zoneType: 'TeamArea' as const,
          network: quiet,
          nowMs: (nowMs += step.waitMs),
        }));
        let causeAtMs = Number.NEGATIVE_INFINITY;
        let before = 'P2P';
        for (const [index, { path }] of run(timed).entries()) {
          const step = timed[index];
          if (step === undefined) continue;
          if (step.people > 6 || step.cameras > 2) causeAtMs = step.nowMs;
          if (before === 'SFU' && path === 'P2P')
            expect(step.nowMs - causeAtMs).toBeGreaterThanOrEqual(15_000);
          before = path;
        }
      }),
    );
  });

  it('lets muting win and opens nothing that the Zone forbids', () => {
    fc.assert(
      fc.property(
        situations,
        fc.boolean(),
        fc.constantFrom('off', 'push-to-talk', undefined),
        (steps, isMuted, audio) => {
          for (const [index, decision] of run(steps).entries()) {
            const type = steps[index]?.zoneType ?? 'OpenArea';
            const zone = { type, rules: zoneRules({ type, overrides: { audio } }) };
            const rules = mediaRulesOf(zone, decision, isMuted, thresholds);
            expect(rules.muted).toBe(isMuted);
            expect(rules.microphone).toBe(audio ?? 'open');
            if (type === 'OpenArea') expect([rules.camera, rules.screenShare]).toEqual([false, false]);
          }
        },
      ),
    );
  });
});
