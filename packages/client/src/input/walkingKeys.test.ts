import { describe, expect, test } from 'vitest';
import { facingTowards } from '@atrium/world';
import type { Facing } from '@atrium/world';
import type { WalkingAction } from './shortcuts.ts';
import { WalkingKeys, directionOf } from './walkingKeys.ts';

describe('walking by keys', () => {
  test.each<[WalkingAction[], Facing]>([
    [['up'], 'N'],
    [['down'], 'S'],
    [['left'], 'W'],
    [['right'], 'E'],
    [['up', 'right'], 'NE'],
    [['down', 'left'], 'SW'],
    [['up', 'down', 'left'], 'W'],
  ])('%j goes to %s on the screen', (held, facing) => {
    const direction = directionOf(held);
    expect(direction && facingTowards(direction.x, direction.y)).toBe(facing);
  });

  test('opposite keys stand still', () => {
    expect(directionOf(['up', 'down'])).toBeUndefined();
    expect(directionOf([])).toBeUndefined();
  });

  test('a key that repeats while it is held tells nothing new', () => {
    const told: unknown[] = [];
    const keys = new WalkingKeys((direction) => told.push(direction));
    keys.press('KeyW', 'up');
    keys.press('KeyW', 'up');
    keys.release('KeyW');
    expect(told).toEqual([{ x: -1, y: -1 }, undefined]);
  });

  test('W and the arrow up together count once, and either keeps the Avatar going', () => {
    const told: unknown[] = [];
    const keys = new WalkingKeys((direction) => told.push(direction));
    keys.press('KeyW', 'up');
    keys.press('ArrowUp', 'up');
    keys.release('KeyW');
    expect(told).toHaveLength(1);
    keys.release('ArrowUp');
    expect(told[1]).toBeUndefined();
  });

  test('losing the focus lets go of everything', () => {
    const told: unknown[] = [];
    const keys = new WalkingKeys((direction) => told.push(direction));
    keys.press('KeyD', 'right');
    keys.press('KeyS', 'down');
    keys.releaseAll();
    keys.release('KeyD');
    expect(told.at(-1)).toBeUndefined();
    expect(told).toHaveLength(3);
  });
});
