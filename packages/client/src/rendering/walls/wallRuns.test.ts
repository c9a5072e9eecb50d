import { describe, expect, it } from 'vitest';
import { createFloorPlan } from '../floor/floorPlan.ts';
import { worldOfRows } from '../testing/worldOfRows.ts';
import { side, wallTilesOf } from './wallRuns.ts';

function tileAt(
  rows: readonly string[],
  x: number,
  y: number,
  isDoor: (x: number, y: number) => boolean = () => false,
) {
  return wallTilesOf(createFloorPlan(worldOfRows(rows)), isDoor).find(
    ({ tileX, tileY }) => tileX === x && tileY === y,
  );
}

describe('walls join', () => {
  const cross = ['.#.', '###', '.#.'];

  it('to a cross, its ends to one side', () => {
    expect(tileAt(cross, 1, 1)?.joins).toBe(side.N | side.E | side.S | side.W);
    expect(tileAt(cross, 1, 0)?.joins).toBe(side.S);
    expect(tileAt(cross, 0, 1)?.joins).toBe(side.E);
  });

  it('straight on, round a corner and to a T', () => {
    const rows = ['####', '#..#', '####', '#...'];
    expect(tileAt(rows, 1, 0)?.joins).toBe(side.E | side.W);
    expect(tileAt(rows, 0, 1)?.joins).toBe(side.N | side.S);
    expect(tileAt(rows, 0, 0)?.joins).toBe(side.E | side.S);
    expect(tileAt(rows, 3, 2)?.joins).toBe(side.N | side.W);
    expect(tileAt(rows, 0, 2)?.joins).toBe(side.N | side.E | side.S);
  });

  it('to a Door beside them, and a Door is no wall itself', () => {
    const isDoor = (x: number, y: number): boolean => x === 1 && y === 0;
    expect(tileAt(['#.#'], 0, 0, isDoor)?.joins).toBe(side.E);
    expect(tileAt(['###'], 1, 0, isDoor)).toBeUndefined();
  });

  it('but glass and windows go on only in their own kind', () => {
    const rows = ['#GGW'];
    expect(tileAt(rows, 1, 0)?.joins).toBe(side.E | side.W);
    expect(tileAt(rows, 1, 0)?.continues).toBe(side.E);
    expect(tileAt(rows, 3, 0)?.continues).toBe(0);
  });

  it('not over the edge of the Map', () => {
    expect(tileAt(['#'], 0, 0)?.joins).toBe(0);
  });
});
