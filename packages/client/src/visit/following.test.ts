import type { Position } from '@atrium/world';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CourseOutcome } from '../movement/ownAvatarEvents.ts';
import { Following } from './following.ts';
import type { FollowingEnd } from './following.ts';

let ana: (Position & { readonly personId: string }) | undefined;
let self: Position;
let walks: Position[];
let zones: string[];
let arrive: (outcome: CourseOutcome | undefined) => void;
let settle: () => void;
let ended: (FollowingEnd | undefined)[];
let following: Following;

beforeEach(() => {
  ana = { personId: 'ana', x: 10, y: 5 };
  self = { x: 2, y: 5 };
  walks = [];
  zones = [];
  ended = [];
  settle = () => undefined;
  following = new Following({
    find: (personId) => (personId === ana?.personId ? ana : undefined),
    self: () => self,
    walkTo: ({ x, y }) => walks.push({ x, y }),
    walkToZone(zoneId) {
      zones.push(zoneId);
      return new Promise((resolve) => (arrive = resolve));
    },
    afterArrival: (run) => (settle = run),
    ended: (why) => ended.push(why),
  });
});

/** Ana is out of sight. */
function leaves(zoneId: string | null, reason: 'zone' | 'world' = 'zone'): void {
  ana = undefined;
  following.left('ana', reason, zoneId);
  following.step();
}

const told = () => Promise.resolve();

it('walks after a person, anew only when they are clearly further along', () => {
  following.follow('ana');
  ana = { personId: 'ana', x: 10.5, y: 5 };
  following.step();
  expect(walks).toEqual([{ x: 10, y: 5 }]);
  ana = { personId: 'ana', x: 11.5, y: 5 };
  following.step();
  expect(walks).toHaveLength(2);
});

it('stays where it is in their company, and goes on when they do', () => {
  self = { x: 9, y: 5 };
  following.follow('ana');
  following.step();
  expect(walks).toEqual([]);
  ana = { personId: 'ana', x: 12, y: 5 };
  following.step();
  expect(walks).toEqual([{ x: 12, y: 5 }]);
});

it('does nothing any more once stopped', () => {
  following.follow('ana');
  following.stop();
  ana = { personId: 'ana', x: 20, y: 5 };
  following.step();
  leaves('kitchen');
  expect([walks.length, zones, ended]).toEqual([1, [], []]);
});

describe('where they leave the Zone', () => {
  beforeEach(() => following.follow('ana'));

  it('goes after them, and walks up to them there', async () => {
    leaves('kitchen');
    expect(zones).toEqual(['kitchen']);
    arrive({ kind: 'arrived' });
    await told();
    ana = { personId: 'ana', x: 30, y: 5 };
    following.step();
    settle();
    expect(walks.at(-1)).toEqual({ x: 30, y: 5 });
    expect([ended, following.personId]).toEqual([[], 'ana']);
  });

  it('goes after them again, from Zone to Zone', async () => {
    leaves('kitchen');
    arrive({ kind: 'arrived' });
    await told();
    ana = { personId: 'ana', x: 30, y: 5 };
    following.step();
    leaves('lounge');
    expect(zones).toEqual(['kitchen', 'lounge']);
  });

  it('ends where they left the World, or went into a PrivateRoom', () => {
    leaves(null, 'world');
    following.follow('ana');
    leaves(null);
    expect(ended).toEqual([{ kind: 'left-world' }, { kind: 'private-room' }]);
    expect(following.personId).toBeUndefined();
  });

  it.each([{ kind: 'at-closed-door', doorId: 'd' }, { kind: 'given-up' }, undefined] as const)(
    'ends where one does not get in (%o)',
    async (outcome) => {
      leaves('aurora');
      arrive(outcome);
      await told();
      expect(ended).toEqual([{ kind: 'no-way', zoneId: 'aurora' }]);
    },
  );

  it('ends without a word where one goes elsewhere meanwhile', async () => {
    leaves('kitchen');
    arrive({ kind: 'interrupted' });
    await told();
    expect(ended).toEqual([undefined]);
  });

  it('ends where they were gone before one came', async () => {
    leaves('kitchen');
    arrive({ kind: 'arrived' });
    await told();
    settle();
    expect(ended).toEqual([{ kind: 'went-on', zoneId: 'kitchen' }]);
  });

  it('does not mind how an earlier walk ends', async () => {
    leaves('kitchen');
    const earlier = arrive;
    ana = { personId: 'ana', x: 10, y: 5 };
    following.step();
    earlier({ kind: 'interrupted' });
    await told();
    expect([ended, following.personId]).toEqual([[], 'ana']);
  });
});
