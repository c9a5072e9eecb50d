import { describe, expect, test } from 'vitest';
import { screenX, screenY } from '../iso/projection.ts';
import { planGround, withPavements } from './groundPlan.ts';
import type { Ground } from './groundPlan.ts';

const [width, height] = [48, 36];
const plan = planGround(width, height, 14);
const plants = plan.standing.flatMap((standing) =>
  standing.kind === 'tree' || standing.kind === 'bush' ? [standing] : [],
);

function isOn({ x0, y0, x1, y1 }: Ground, x: number, y: number): boolean {
  return x > x0 && x < x1 && y > y0 && y < y1;
}

describe('the place around a Map', () => {
  test('is the same every time', () => {
    expect(planGround(width, height, 14)).toEqual(plan);
  });

  test('has trees, bushes, lamps and houses, and none of them on the Map, on a street or on a path', () => {
    expect(new Set(plan.standing.map(({ kind }) => kind))).toEqual(
      new Set(['tree', 'bush', 'lamp', 'house']),
    );
    const kept = [plan.pavement, ...plan.streets.map(withPavements), ...plan.paths];
    for (const { x, y } of plants) expect(kept.some((ground) => isOn(ground, x, y))).toBe(false);
    for (const standing of plan.standing) {
      if (standing.kind !== 'house') continue;
      const { x0, y0, x1, y1 } = standing.ground;
      const isApart = x1 < 0 || y1 < 0 || x0 > width || y0 > height;
      expect(isApart).toBe(true);
    }
  });

  test('hides nothing of the Map: what stands in front of it is too low to reach up to it', () => {
    const heightPx = { tree: 68, bush: 18, lamp: 57 } as const;
    for (const standing of plan.standing) {
      if (standing.kind === 'house') continue;
      const { kind, x, y, size } = standing;
      const top = screenY(x, y, heightPx[kind] * size);
      // The edge of the Map right above it, on the screen.
      const across = screenX(x, y) / 32;
      const isInFront = (x > width || y > height) && across > -height && across < width;
      if (!isInFront) continue;
      const edge = Math.min(screenY(width, width - across), screenY(height + across, height));
      expect(top).toBeGreaterThan(edge);
    }
  });
});
