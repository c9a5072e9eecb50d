import { describe, expect, it } from 'vitest';
import {
  beatMs,
  lifeMomentAt,
  motionStepAt,
  nearestSpeaker,
  nextChangeMs,
  nextMotionMs,
  restingPoseAt,
  seedOf,
  turnTowards,
} from './lifeScript.ts';

const minuteMs = 60_000;
const crowd = Array.from({ length: 100 }, (_, index) => ({
  seed: seedOf(`person ${index}`),
  isSitting: index % 3 === 0,
  types: index % 6 === 0,
  hasCup: index % 5 === 0,
}));

const monitors = Array.from({ length: 40 }, (_, index) => seedOf(`computer ${index}`));

/** The moments at which people or Objects may look different, as the picture asks for them. */
function* moments(people: typeof crowd, untilMs: number, objects: readonly number[] = []) {
  for (let nowMs = 0; nowMs < untilMs;) {
    const moment = lifeMomentAt(nowMs);
    yield { nowMs, moment };
    nowMs = Math.min(
      ...people.map((person) => nextChangeMs(person, moment)),
      ...objects.map((seed) => nextMotionMs(seed, moment)),
    );
  }
}

describe('life at rest', () => {
  it('takes less than one picture a second on average, and never more than eight, whoever is in view', () => {
    let before = '';
    let lastMs = -Infinity;
    const changed: number[] = [];
    for (const { nowMs, moment } of moments(crowd, 10 * minuteMs, monitors)) {
      const poses = crowd.map((person) => restingPoseAt(person, moment));
      const shown = JSON.stringify([poses, monitors.map((seed) => motionStepAt(seed, moment))]);
      if (shown !== before) changed.push(nowMs);
      before = shown;
      expect(nowMs - lastMs).toBeGreaterThanOrEqual(beatMs);
      lastMs = nowMs;
    }
    expect(changed.length).toBeLessThan(600);
    expect(changed.length).toBeGreaterThan(300);
  });

  it('changes only at moments that were asked for, and asks for few in vain', () => {
    for (const person of crowd) {
      const asked = [...moments([person], minuteMs)];
      expect(asked.length).toBeLessThan(person.types ? 80 : 25);
      for (const [index, { nowMs, moment }] of asked.entries()) {
        const untilMs = asked[index + 1]?.nowMs ?? minuteMs;
        for (const share of [0.25, 0.6, 0.99]) {
          const between = lifeMomentAt(nowMs + (untilMs - nowMs) * share);
          expect(restingPoseAt(person, between)).toEqual(restingPoseAt(person, moment));
        }
      }
    }
  });

  it('makes everybody blink every 4 to 8 s, for one picture, and not all at once', () => {
    const blinks = crowd.map((person) => {
      const atMs: number[] = [];
      for (const { nowMs, moment } of moments([person], minuteMs))
        if (restingPoseAt(person, moment).eyesAreClosed === true) atMs.push(nowMs);
      return atMs;
    });
    for (const atMs of blinks) {
      const pauses = atMs.slice(1).map((ms, index) => ms - (atMs[index] ?? 0));
      expect(Math.min(...pauses)).toBeGreaterThan(4_000);
      expect(Math.max(...pauses)).toBeLessThan(8_000);
    }
    expect(new Set(blinks.map((atMs) => atMs[0])).size).toBeGreaterThan(2);
  });

  it('breathes, shifts the weight of who stands, lets hands type at a Computer and keeps a cup in hand', () => {
    const seen = (kind: (typeof crowd)[number]) =>
      [...moments([kind], 5 * minuteMs)].map(({ moment }) => restingPoseAt(kind, moment));
    const [seed] = [7];
    const standing = seen({ seed, isSitting: false, types: false, hasCup: false });
    expect(new Set(standing.map(({ breath }) => breath)).size).toBe(2);
    expect(new Set(standing.map(({ lean }) => lean)).size).toBeGreaterThan(1);
    const typing = seen({ seed, isSitting: true, types: true, hasCup: true });
    expect(new Set(typing.map(({ arms }) => arms))).toEqual(new Set(['typing0', 'typing1', 'cup']));
    expect(new Set(typing.map(({ lean }) => lean))).toEqual(new Set([0]));
  });
});

describe('an Object that moves now and then', () => {
  it('shows its four pictures in some bursts and rests in most, and not all move at once', () => {
    const bursts = Array.from({ length: 100 }, (_, burst) => burst);
    const stepsIn = (seed: number, burst: number) =>
      [0, 1, 2, 3, 4, 40].map((beat) => motionStepAt(seed, { burst, beat }));
    for (const seed of monitors) {
      const moving = bursts.filter((burst) => motionStepAt(seed, { burst, beat: 0 }) > 0);
      expect(moving.length).toBeGreaterThan(10);
      expect(moving.length).toBeLessThan(50);
      for (const burst of bursts)
        expect(stepsIn(seed, burst)).toEqual(
          moving.includes(burst) ? [1, 2, 3, 4, 0, 0] : [0, 0, 0, 0, 0, 0],
        );
    }
    for (const burst of bursts)
      expect(monitors.every((seed) => motionStepAt(seed, { burst, beat: 0 }) > 0)).toBe(false);
  });

  it('changes only at moments that were asked for, and never asks in vain', () => {
    for (const seed of monitors.slice(0, 5)) {
      const asked = new Set([...moments([], 3 * minuteMs, [seed])].map(({ nowMs }) => nowMs));
      const changed = new Set([0]);
      for (let atMs = beatMs; atMs < 3 * minuteMs; atMs += beatMs) {
        const [before, now] = [lifeMomentAt(atMs - 1), lifeMomentAt(atMs)];
        if (motionStepAt(seed, before) !== motionStepAt(seed, now)) changed.add(atMs);
      }
      expect(asked).toEqual(changed);
    }
  });
});

describe('who listens', () => {
  it('looks at the nearest of those who speak near them', () => {
    const speakers = [
      { x: 5, y: 1 },
      { x: 1, y: 3 },
    ];
    expect(nearestSpeaker({ x: 1, y: 1 }, speakers)).toEqual({ x: 1, y: 3 });
    expect(nearestSpeaker({ x: 40, y: 40 }, speakers)).toBeUndefined();
    expect(nearestSpeaker({ x: 5, y: 1 }, [{ x: 5, y: 1 }])).toBeUndefined();
  });

  it('turns the body where it may, and the head for the last eighth', () => {
    const from = { x: 0, y: 0 };
    // SE is towards +x.
    const to = { x: 3, y: 0 };
    expect(turnTowards('SE', from, to, true)).toEqual({ facing: 'SE', head: 0 });
    expect(turnTowards('S', from, to, true)).toEqual({ facing: 'S', head: -1 });
    expect(turnTowards('W', from, to, true)).toEqual({ facing: 'S', head: -1 });
    expect(turnTowards('W', from, to, false)).toEqual({ facing: 'W', head: -1 });
    expect(turnTowards('N', from, to, false)).toEqual({ facing: 'N', head: 1 });
  });
});
