import { describe, expect, it } from 'vitest';
import { worldOfRows } from '../testing/worldOfRows.ts';
import { floorCellsOf } from './floorCells.ts';
import { createFloorPlan, materialOf, wallKindOf } from './floorPlan.ts';

describe('tile names', () => {
  it('say which floor is drawn, whatever stands around them', () => {
    expect(materialOf('oak')).toBe('oak');
    expect(materialOf('floor-Carpet.2')).toBe('carpet');
    expect(materialOf('tile')).toBe('ceramic');
  });

  it('that are unknown are drawn as stone and as plain wall', () => {
    expect(materialOf('lava')).toBe('stone');
    expect(wallKindOf('brick')).toBe('wall');
  });
});

describe('the floor plan', () => {
  const plan = createFloorPlan(worldOfRows(['.#', ' G']));

  it('has floor where there is no wall, and none outside of the Map', () => {
    expect(plan.materialAt(0, 0)).toBe('oak');
    expect(plan.materialAt(1, 0)).toBeUndefined();
    expect(plan.materialAt(0, 1)).toBeUndefined();
    expect(plan.materialAt(-1, 0)).toBeUndefined();
    expect(plan.materialAt(2, 0)).toBeUndefined();
  });

  it('knows the kind of every wall', () => {
    expect(plan.wallAt(1, 0)).toBe('wall');
    expect(plan.wallAt(1, 1)).toBe('glass');
    expect(plan.wallAt(0, 0)).toBeUndefined();
    expect(plan.wallAt(5, 5)).toBeUndefined();
  });
});

describe('the floor beside a wall', () => {
  it('is that of the tile next to it, on each of its sides', () => {
    const plan = createFloorPlan(worldOfRows(['...', '###', '...']));
    const cells = floorCellsOf(plan, 1, 1);
    expect(cells.filter((cell) => cell.v1 <= 1.3).every((cell) => cell.ownerY === 0)).toBe(true);
    expect(cells.filter((cell) => cell.v0 >= 1.7).every((cell) => cell.ownerY === 2)).toBe(true);
  });

  it('ends at an outer wall', () => {
    const plan = createFloorPlan(worldOfRows(['###', '...']));
    expect(floorCellsOf(plan, 1, 0).every((cell) => cell.v0 >= 0.7)).toBe(true);
    expect(floorCellsOf(plan, 1, 0)).toHaveLength(3);
  });

  it('is the whole tile where there is no wall', () => {
    const plan = createFloorPlan(worldOfRows(['.']));
    expect(floorCellsOf(plan, 0, 0)).toEqual([
      { u0: 0, v0: 0, u1: 1, v1: 1, material: 'oak', ownerX: 0, ownerY: 0 },
    ]);
  });
});
