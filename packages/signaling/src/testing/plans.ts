import type { DoorAccess, World } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';

/** An open floor, and to its right a MeetingRoom `a` and a TeamArea `b` with no walls between. */
export function openPlan(maxInMeetingRoom = 16): World {
  return worldFromPlan(
    [
      '###############',
      '#......aaaabbb#',
      '#.@....aaaabbb#',
      '#......aaaabbb#',
      '#.....Caaaabbb#',
      '###############',
    ],
    { zones: { a: { type: 'MeetingRoom', maxPeople: maxInMeetingRoom }, b: { type: 'TeamArea' } } },
  );
}

/** Two halls with a passage between them, one person wide. */
export function passagePlan(): World {
  return worldFromPlan(['###########', '#....#....#', '#.@..:..@.#', '#....#....#', '###########']);
}

/** A hall and a room behind a Door. */
export function doorPlan({ type, allowedRoles }: DoorAccess): World {
  const access = { type, allowedRoles: allowedRoles && [...allowedRoles] };
  return worldFromPlan(['############', '#....#rrrrr#', '#.@..1rrrrr#', '#....#rrrrr#', '############'], {
    zones: { r: { type: 'PrivateRoom' } },
    doors: { 1: { leadsToZone: 'r', access } },
  });
}

/** Places of `doorPlan`: before the Door, in the doorway, and two in the room. */
export const beforeDoor = [4.5, 2.5] as const;
export const inDoorway = [5.5, 2.5] as const;
export const insideRoom = [8.5, 2.5] as const;
export const deeperInside = [9.5, 1.5] as const;

/** A TeamArea `t` with a PrivateRoom `p` in it. */
export function nestedPlan(maxInTeamArea: number): World {
  return worldFromPlan(
    ['##############', '#....ttttttttt', '#.@..ttttttttt', '#....ttttttttt', '##############'],
    {
      zones: { t: { type: 'TeamArea', maxPeople: maxInTeamArea } },
      more: {
        zones: [{ id: 'p', name: 'p', type: 'PrivateRoom', bounds: { x: 9, y: 1, width: 4, height: 3 } }],
      },
    },
  );
}

/** A TeamArea `t` behind a Door to knock at, and in it a PrivateRoom `p` that is open to it. */
export function nestedDoorPlan(): World {
  return worldFromPlan(
    ['##############', '#....#tttttttt', '#.@..1tttttttt', '#....#tttttttt', '##############'],
    {
      zones: { t: { type: 'TeamArea' } },
      doors: { 1: { leadsToZone: 't', access: { type: 'knock', allowedRoles: ['Member'] } } },
      more: {
        zones: [{ id: 'p', name: 'p', type: 'PrivateRoom', bounds: { x: 10, y: 1, width: 4, height: 3 } }],
      },
    },
  );
}

/** A TeamArea `t` where people come in, and beside it a MeetingRoom `m` and, behind a Door, a PrivateRoom `p`. */
export function talkPlan(): World {
  return worldFromPlan(
    [
      '####################',
      '#ttttttttmmmm#ppppp#',
      '#tt@tttttmmmm1ppppp#',
      '#ttttttttmmmm#ppppp#',
      '####################',
    ],
    {
      zones: { t: { type: 'TeamArea' }, m: { type: 'MeetingRoom' }, p: { type: 'PrivateRoom' } },
      doors: { 1: { leadsToZone: 'p', access: { type: 'open' } } },
    },
  );
}

/**
 * Whiteboards: one in a MeetingRoom `a`, one in a TeamArea `b` that is kept, and one on open floor, where none may be
 * used.
 */
export function boardPlan(isAllowedInB = true): World {
  return worldFromPlan(
    ['################', '#.....aWWa.bVVb#', '#.@...aaaa.bbbb#', '#UU...aaaa.bbbb#', '################'],
    {
      zones: {
        a: { type: 'MeetingRoom' },
        b: { type: 'TeamArea', overrides: { whiteboard: isAllowedInB } },
      },
      objects: {
        W: { type: 'Whiteboard', id: 'board-a' },
        V: { type: 'Whiteboard', id: 'board-b', persistent: true },
        U: { type: 'Whiteboard', id: 'board-outside' },
      },
    },
  );
}
