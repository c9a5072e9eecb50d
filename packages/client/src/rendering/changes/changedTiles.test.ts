import { createWorldSpace } from '@atrium/world';
import type { World } from '@atrium/world';
import { describe, expect, it } from 'vitest';
import type { Extent } from '../camera/camera.ts';
import { isOverlapping } from '../camera/camera.ts';
import { planPicture } from '../floor/picturePlan.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { worldOfRows } from '../testing/worldOfRows.ts';
import { changedTiles } from './changedTiles.ts';

const side = 30;
const empty = Array.from({ length: side }, () => '.'.repeat(side));

function withTile(rows: readonly string[], x: number, y: number, tile: string): readonly string[] {
  return rows.map((row, index) => (index === y ? row.slice(0, x) + tile + row.slice(x + 1) : row));
}

function compare(before: World, after: World) {
  return changedTiles(planPicture(createWorldSpace(before)), planPicture(createWorldSpace(after)));
}

/** Whether the floor looks different around the middle of a tile. */
function isChanged(floor: readonly Extent[], x: number, y: number): boolean {
  const [middleX, middleY] = [screenX(x + 0.5, y + 0.5), screenY(x + 0.5, y + 0.5)];
  const around = { minX: middleX - 4, minY: middleY - 4, maxX: middleX + 4, maxY: middleY + 4 };
  return floor.some((part) => isOverlapping(part, around));
}

describe('two Worlds', () => {
  it('that are alike differ nowhere', () => {
    const { floor, isNear } = compare(worldOfRows(empty), worldOfRows(empty));
    expect(floor).toEqual([]);
    expect(isNear(3, 3)).toBe(false);
  });

  it('differ around a wall that was drawn: on the floor beside it, and as far as walls look around', () => {
    const { floor, isNear } = compare(worldOfRows(empty), worldOfRows(withTile(empty, 10, 10, '#')));
    for (const [x, y] of [
      [10, 10],
      [9, 10],
      [11, 10],
      [10, 11],
    ] as const)
      expect(isChanged(floor, x, y)).toBe(true);
    expect([isChanged(floor, 20, 10), isChanged(floor, 10, 20)]).toEqual([false, false]);
    expect([isNear(10, 10), isNear(13, 13), isNear(7, 7)]).toEqual([true, true, true]);
    expect([isNear(14, 10), isNear(10, 6), isNear(-1, 0), isNear(side, 0)]).not.toContain(true);
  });

  it('differ where a Zone is another: all of it, and what lies in the Zone it was taken from', () => {
    const zone = { id: 'team', name: 'Team', type: 'TeamArea' } as const;
    const bounds = { x: 4, y: 4, width: 3, height: 2 };
    const { floor, touchesZone } = compare(
      worldOfRows(empty),
      worldOfRows(empty, { zones: [{ ...zone, bounds }] }),
    );
    expect(floor).toHaveLength(6);
    expect([touchesZone('team'), touchesZone('ground'), touchesZone('other')]).toEqual([true, true, false]);
  });

  it('do not differ on the floor where only furniture does, but people stand elsewhere in that Zone', () => {
    const desk = { id: 'desk', type: 'Desk', position: { x: 5, y: 5 }, rotation: 0 } as const;
    const { floor, touchesZone } = compare(worldOfRows(empty), worldOfRows(empty, { objects: [desk] }));
    expect(floor).toEqual([]);
    expect(touchesZone('ground')).toBe(true);
  });

  it('differ where only one of them has floor', () => {
    const { floor, isNear } = compare(worldOfRows(empty), worldOfRows(empty.slice(2)));
    expect(floor).toHaveLength(2 * side);
    expect(isNear(0, side - 1)).toBe(true);
  });
});
