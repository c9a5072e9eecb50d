import type { World } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';

const plan = worldFromPlan(
  [
    '######################',
    '#@....:......#aaaaaaa#',
    '#.....#......#aaaaaaa#',
    '#.....#......1aaaaaaa#',
    '#.....#......#aaaaaaa#',
    '#.....#......#########',
    '#..C..#......#bbbbbbb#',
    '#.....#......2bbbbbbb#',
    '#.....#......#########',
    '#.............ccccccc#',
    '#.............ccccccc#',
    '######################',
  ],
  {
    zones: {
      a: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom' },
      b: { id: 'private', name: 'Private', type: 'PrivateRoom' },
      c: { id: 'team', name: 'Team', type: 'TeamArea', maxPeople: 2 },
    },
    doors: {
      1: { id: 'meeting-door', leadsToZone: 'meeting' },
      2: { id: 'private-door', leadsToZone: 'private', access: { type: 'role', allowedRoles: ['Admin'] } },
    },
    more: {
      spawnPoints: [
        { id: 'west-of-passage', position: { x: 5, y: 1 } },
        { id: 'east-of-passage', position: { x: 7, y: 1 } },
        { id: 'at-meeting-door', position: { x: 12, y: 3 } },
        { id: 'at-private-door', position: { x: 12, y: 7 } },
        { id: 'at-team', position: { x: 13, y: 9 } },
        { id: 'in-team', position: { x: 16, y: 9 } },
        { id: 'in-meeting', position: { x: 16, y: 2 } },
        { id: 'in-the-open', position: { x: 9, y: 5 } },
      ],
    },
  },
);

/**
 * The Map on which people misbehave: a passage in a wall (with a way around it far below), an open Door to a
 * MeetingRoom, a Door that no Guest passes, and a TeamArea for two.
 */
export const yard: World = { ...plan, worldId: 'yard', meta: { ...plan.meta, name: 'Yard' } };

/** The Zone that nothing else covers. */
export const groundZoneId = yard.groundZone.id;
