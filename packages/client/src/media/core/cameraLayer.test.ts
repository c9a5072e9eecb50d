import { expect, test } from 'vitest';
import { cameraLayer } from './cameraLayer.ts';

test('a tile gets the smallest layer that fills it', () => {
  expect([96, 160, 161, 320, 321, 1_920].map((widthPx) => cameraLayer(widthPx))).toEqual([0, 0, 1, 1, 2, 2]);
});
