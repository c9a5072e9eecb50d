import { describe, expect, it } from 'vitest';
import { opacityOf } from './fade.ts';
import { stepGait, walkCycleTiles, walkingPose } from './gait.ts';

const start = () => ({ x: 5, y: 5, walkedTiles: 0 });

describe('walking', () => {
  it('shows all eight frames over one cycle of distance, whatever the speed', () => {
    for (const steps of [8, 16, 80]) {
      // Half a step on, so that no frame begins on a rounding error.
      const gait = { ...start(), walkedTiles: walkCycleTiles / (2 * steps) };
      const frames = new Set<number>();
      for (let step = 0; step < steps; step++) {
        const pose = walkingPose(gait, false);
        if (pose.kind === 'walking') frames.add(pose.frame);
        stepGait(gait, gait.x + walkCycleTiles / steps, gait.y);
      }
      expect([...frames].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
  });

  it('stands still with the feet where nobody moves', () => {
    const gait = start();
    stepGait(gait, 5.3, 5);
    const pose = walkingPose(gait, false);
    expect(stepGait(gait, 5.3, 5)).toBe(false);
    expect(walkingPose(gait, false)).toBe(pose);
  });

  it('takes no steps when somebody is put elsewhere', () => {
    const gait = start();
    expect(stepGait(gait, 20, 5)).toBe(true);
    expect(gait).toEqual({ x: 20, y: 5, walkedTiles: 0 });
  });
});

describe('fading', () => {
  it('goes from nothing to all on arrival, and back on leaving', () => {
    expect(opacityOf({ fade: 'arriving', fadeSinceMs: 1000 }, 1000)).toBe(0);
    expect(opacityOf({ fade: 'arriving', fadeSinceMs: 1000 }, 5000)).toBe(1);
    expect(opacityOf({ fade: 'leaving', fadeSinceMs: 1000 }, 1000)).toBe(1);
    expect(opacityOf({ fade: 'leaving', fadeSinceMs: 1000 }, 5000)).toBe(0);
    expect(opacityOf({ fade: 'here', fadeSinceMs: 0 }, 0)).toBe(1);
  });
});
