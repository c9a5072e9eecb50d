import { beforeEach, describe, expect, test } from 'vitest';
import type { ShownVideo } from '../../media/mediaControl.ts';
import { ShownVideos } from './shownVideos.ts';

const camera = (personId: string, widthPx: number): ShownVideo => ({
  personId,
  source: 'camera',
  widthPx,
  heightPx: (widthPx * 9) / 16,
});
let told: (readonly ShownVideo[])[];
let pending: (() => void) | undefined;
let shown: ShownVideos;
const moment = () => {
  const run = pending;
  pending = undefined;
  run?.();
};
beforeEach(() => {
  told = [];
  shown = new ShownVideos(
    (videos) => told.push(videos),
    (run) => (pending = run),
  );
});

describe('what is told to be shown', () => {
  test('what appears together is told once', () => {
    shown.show({}, camera('ana', 320));
    shown.show({}, camera('ben', 320));
    moment();
    expect(told).toEqual([[camera('ana', 320), camera('ben', 320)]]);
  });

  test('a video that is shown twice counts as large as the larger one, until that one goes', () => {
    const [strip, main] = [{}, {}];
    shown.show(strip, camera('ana', 160));
    shown.show(main, camera('ana', 800));
    moment();
    expect(told.at(-1)).toEqual([camera('ana', 800)]);
    shown.show(main, undefined);
    moment();
    expect(told.at(-1)).toEqual([camera('ana', 160)]);
  });

  test('in a hidden tab nothing is shown but the small window', () => {
    const window = {};
    shown.show({}, camera('ana', 320));
    shown.show(window, camera('ben', 300), true);
    shown.setTabHidden(true);
    moment();
    expect(told.at(-1)).toEqual([camera('ben', 300)]);
    shown.show(window, undefined);
    moment();
    expect(told.at(-1)).toEqual([]);
    shown.setTabHidden(false);
    moment();
    expect(told.at(-1)).toEqual([camera('ana', 320)]);
  });

  test('nothing new is not told again', () => {
    const tile = {};
    shown.show(tile, camera('ana', 320));
    moment();
    shown.show(tile, camera('ana', 320));
    moment();
    expect(told).toHaveLength(1);
  });
});
