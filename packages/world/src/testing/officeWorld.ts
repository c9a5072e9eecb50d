import type { World } from '../format/world.ts';
import { worldFromPlan } from './worldFromPlan.ts';

/**
 * A small office with one of everything and nothing to complain about: a MeetingRoom behind an open Door, a PrivateRoom
 * behind a Door to knock at, a workplace, a Sofa and a passage.
 */
export function officeWorld(): World {
  const world = worldFromPlan(
    [
      '##############',
      '#mmmm#pppp#..#',
      '#MMmm#pppp#P.#',
      '#Cmmm#pppp#..#',
      '###1###2###:##',
      '#............#',
      '#.@.....SS...#',
      '#.DD.........#',
      '#.C.........@#',
      '##############',
    ],
    {
      zones: {
        m: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom', maxPeople: 6 },
        p: { id: 'private', name: 'Private', type: 'PrivateRoom' },
      },
      doors: {
        1: { id: 'meeting-door', leadsToZone: 'meeting' },
        2: {
          id: 'private-door',
          leadsToZone: 'private',
          access: { type: 'knock', allowedRoles: ['Member'] },
        },
      },
      objects: {
        C: { type: 'Chair', rotation: 180, occupancy: 'single', interaction: { action: 'sit' } },
        D: { type: 'Desk' },
        M: { type: 'Desk' },
        S: { type: 'Sofa', interaction: { action: 'sit' } },
      },
      more: {
        objects: [
          {
            id: 'computer',
            type: 'Computer',
            position: { x: 2, y: 7 },
            rotation: 0,
            occupancy: 'single',
            linkedObjects: ['desk-2-7', 'chair-2-8'],
            interaction: { action: 'use', requires: ['Desk', 'Chair'], opens: 'https://example.org/notes' },
          },
        ],
      },
    },
  );
  return { ...world, passages: world.passages.map((passage) => ({ ...passage, id: 'store-passage' })) };
}
