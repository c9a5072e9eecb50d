import { describe, expect, it } from 'vitest';
import { Track } from './track.ts';
import type { Sample } from './track.ts';

const at = (timeMs: number, x: number, state: Sample['state'] = 'walking'): Sample => ({
  timeMs,
  x,
  y: 0,
  facing: 'SE',
  state,
});

describe('Track', () => {
  it('draws people where they were between two samples', () => {
    const track = new Track(at(0, 0));
    track.add(at(100, 0.4), -100);
    expect(track.at(25)).toMatchObject({ x: 0.1, state: 'walking' });
  });

  it('lets who walks walk on for 100 ms at most', () => {
    const track = new Track(at(0, 0));
    track.add(at(100, 0.4), 0);
    expect(track.at(150).x).toBeCloseTo(0.6, 9);
    expect(track.at(200).x).toBeCloseTo(0.8, 9);
    expect(track.at(500).x).toBeCloseTo(0.8, 9);
    expect(track.at(500).state).toBe('idle');
  });

  it('stops whoever has stopped exactly where they did', () => {
    const track = new Track(at(0, 0));
    track.add(at(100, 0.4, 'idle'), 0);
    expect(track.at(1_000)).toMatchObject({ x: 0.4, state: 'idle' });
    expect(track.settledAtMs).toBe(100);
  });

  it('makes good what it has guessed wrongly without a jump', () => {
    const track = new Track(at(0, 0));
    track.add(at(100, 0.4), 0);
    const guessed = track.at(190).x;
    track.add(at(180, 0.4, 'idle'), 190);
    expect(track.at(190).x).toBeCloseTo(guessed, 9);
    expect(track.at(250).x).toBeLessThan(guessed);
    expect(track.at(400).x).toBe(0.4);
  });

  it('does not let somebody crawl who stood still for long and then walks', () => {
    const track = new Track(at(0, 1, 'idle'));
    track.add(at(10_000, 1.25), 9_900);
    expect(track.at(9_900)).toMatchObject({ x: 1, state: 'idle' });
    expect(track.at(9_965).x).toBeCloseTo(1.125, 2);
  });

  it('sets down at once who did not walk there', () => {
    const track = new Track(at(0, 0));
    track.restart(at(100, 9, 'idle'));
    expect(track.at(0)).toMatchObject({ x: 9, state: 'idle' });
  });

  it('does not glide over more than two tiles', () => {
    const track = new Track(at(0, 0, 'idle'));
    track.add(at(50, 9, 'idle'), 100);
    expect(track.at(100).x).toBe(9);
  });

  it('takes what arrives last for the latest, although its time is earlier: times are rounded', () => {
    const track = new Track(at(0, 0));
    track.add(at(100, 0.4), 0);
    track.add(at(99, 0.4625, 'idle'), 50);
    expect(track.at(1_000)).toMatchObject({ x: 0.4625, state: 'idle' });
    expect(track.latest?.timeMs).toBe(100);
  });
});
