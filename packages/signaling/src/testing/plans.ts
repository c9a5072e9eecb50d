import type { World } from '@atrium/world';
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
export function doorPlan(access: World['doors'][number]['access']): World {
  return worldFromPlan(['############', '#....#rrrrr#', '#.@..1rrrrr#', '#....#rrrrr#', '############'], {
    zones: { r: { type: 'PrivateRoom' } },
    doors: { 1: { leadsToZone: 'r', access } },
  });
}

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
