import { describe, expect, test } from 'vitest';
import { createWorldSpace } from '@atrium/world';
import type { World } from '@atrium/world';
import { en } from '../strings/en.ts';
import { Notices, noticeText } from './notices.ts';

const world: World = {
  formatVersion: 2,
  worldId: 'w',
  workspaceId: 'ws',
  version: '1.0.0',
  meta: {
    name: 'W',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    createdBy: 'test',
  },
  map: { tileSet: 't', width: 8, height: 8, layers: [{ id: 'floor', tiles: [] }] },
  groundZone: { id: 'hall', name: 'Hall' },
  zones: [{ id: 'focus', name: 'Focus', type: 'PrivateRoom', bounds: { x: 0, y: 0, width: 2, height: 2 } }],
  doors: [
    {
      id: 'knocking',
      bounds: { x: 2, y: 0, width: 1, height: 1 },
      leadsToZone: 'focus',
      access: { type: 'knock' },
    },
    {
      id: 'staff',
      bounds: { x: 2, y: 1, width: 1, height: 1 },
      leadsToZone: 'focus',
      access: { type: 'role', allowedRoles: ['Admin', 'Member'] },
    },
  ],
  passages: [],
  objects: [],
  spawnPoints: [{ id: 's', position: { x: 5, y: 5 } }],
};
const space = createWorldSpace(world);
const refusedAt = (id: string) =>
  ({ kind: 'refused', reason: 'door-closed', blocker: { kind: 'door', id } }) as const;

describe('notices', () => {
  test('pushing on against a door is one refusal, however long it takes', () => {
    let now = 0;
    const notices = new Notices(() => now);
    const said = Array.from({ length: 10 }, () => {
      now += 3_000;
      return notices.say(refusedAt('staff'));
    });
    expect(said).toEqual([true, ...Array<boolean>(9).fill(false)]);
    now += 4_000;
    expect(notices.say(refusedAt('staff'))).toBe(true);
  });

  test('another door is another refusal', () => {
    const notices = new Notices(() => 0);
    expect(notices.say(refusedAt('staff'))).toBe(true);
    expect(notices.say(refusedAt('knocking'))).toBe(true);
    expect(notices.store.getState()).toHaveLength(2);
  });

  test('no more than three are shown', () => {
    const notices = new Notices(() => 0);
    for (const target of ['a', 'b', 'c', 'd']) notices.say({ kind: 'walkingTo', target });
    expect(notices.store.getState().map(({ content }) => content)).toEqual(
      ['b', 'c', 'd'].map((target) => ({ kind: 'walkingTo', target })),
    );
  });

  test('say at a door who may pass it', () => {
    expect(noticeText(refusedAt('staff'), en, space)).toBe(
      'The door to Focus only opens for admins and members.',
    );
    expect(noticeText(refusedAt('knocking'), en, space)).toBe('The door to Focus only opens from inside.');
  });

  test('name the Zone that is full, and say nothing about walls', () => {
    const full = { kind: 'refused', reason: 'zone-full', blocker: { kind: 'zone', id: 'focus' } } as const;
    expect(noticeText(full, en, space)).toBe('Focus is full.');
    const wall = { kind: 'refused', reason: 'blocked', blocker: { kind: 'wall' } } as const;
    expect(noticeText(wall, en, space)).toBeUndefined();
  });
});
