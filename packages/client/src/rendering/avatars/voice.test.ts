import { describe, expect, test } from 'vitest';
import { barsFrameAt, barsFrames } from './voice.ts';

describe('the bars beside the name of who speaks', () => {
  test('change eight times a second at most', () => {
    const seen = Array.from({ length: 1000 }, (_, ms) => barsFrameAt(ms, false));
    const changes = seen.filter((frame, index) => index > 0 && frame !== seen[index - 1]);
    expect(changes.length).toBeLessThan(8);
    expect(new Set(seen).size).toBe(barsFrames);
  });

  test('stand still where motion is reduced', () => {
    expect(new Set([0, 130, 260, 999].map((ms) => barsFrameAt(ms, true))).size).toBe(1);
  });
});
