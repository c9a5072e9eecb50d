import { describe, expect, it } from 'vitest';
import { blockSilhouette, joinSilhouettes } from './silhouette.ts';

describe('a silhouette', () => {
  it('of a block reaches from its top to its nearest corner', () => {
    const { extent } = blockSilhouette({ x0: 1, y0: 2, x1: 3, y1: 3 }, 40, 5);
    expect(extent).toEqual({ left: -64, top: 8, right: 32, bottom: 96 });
  });

  it('of several parts covers them all and stands as near as the nearest', () => {
    const far = blockSilhouette({ x0: 0, y0: 0, x1: 1, y1: 1 }, 10, 1);
    const near = blockSilhouette({ x0: 1, y0: 0, x1: 2, y1: 1 }, 20, 2);
    const joined = joinSilhouettes([far, near]);
    expect(joined?.depth).toBe(2);
    expect(joined?.extent).toEqual({ left: -32, top: -10, right: 64, bottom: 48 });
    expect(joinSilhouettes([])).toBeUndefined();
  });
});
