import { beforeEach, describe, expect, test } from 'vitest';
import { zoneRules } from '@atrium/world';
import type { ZoneInfo } from '@atrium/world';
import { en } from '../strings/en.ts';
import { Announcer } from './announcer.ts';

const kitchen: ZoneInfo = {
  id: 'kitchen',
  name: 'Kitchen',
  type: 'TeamArea',
  rules: zoneRules({ type: 'TeamArea' }),
  maxPeople: 25,
  within: undefined,
};
const hall: ZoneInfo = {
  ...kitchen,
  id: 'hall',
  name: 'Hall',
  type: 'OpenArea',
  rules: zoneRules({ type: 'OpenArea' }),
};
const people = (...names: string[]) => names.map((name) => ({ personId: name, name }));

let said: string[];
let pending: (() => void) | undefined;
let announcer: Announcer;
const timePasses = () => {
  const run = pending;
  pending = undefined;
  run?.();
};

beforeEach(() => {
  said = [];
  pending = undefined;
  announcer = new Announcer({
    strings: () => en,
    say: (text) => said.push(text),
    after: (_ms, run) => {
      pending = run;
      return () => (pending = undefined);
    },
  });
});

describe('what a screen reader says', () => {
  test('on entering: the Zone, its kind, who is there, how one hears each other', () => {
    announcer.zoneEntered(kitchen);
    announcer.peopleChanged(people('Ana', 'Ben'));
    timePasses();
    expect(said).toEqual([
      'You’re in Kitchen, Team area. Here: Ana and Ben. Everyone here can hear each other.',
    ]);
  });

  test('nothing about a Zone one never left: at a full room one is sent back at the border', () => {
    announcer.zoneEntered(hall);
    timePasses();
    announcer.zoneEntered(kitchen);
    announcer.zoneEntered(hall);
    timePasses();
    expect(said).toHaveLength(1);
    announcer.zoneEntered(kitchen);
    timePasses();
    announcer.zoneEntered(hall);
    timePasses();
    expect(said).toHaveLength(3);
  });

  test('on entering an empty Zone: that nobody else is here', () => {
    announcer.zoneEntered(hall);
    timePasses();
    expect(said[0]).toContain('No one else is here.');
  });

  test('many people: some names and how many more', () => {
    announcer.zoneEntered(kitchen);
    announcer.peopleChanged(people('A', 'B', 'C', 'D', 'E', 'F'));
    timePasses();
    expect(said[0]).toContain('Here: A, B, C, D and 2 more.');
  });

  test('people who come and go within a moment are told of together', () => {
    announcer.zoneEntered(kitchen);
    announcer.peopleChanged(people('Ana'));
    timePasses();
    announcer.peopleChanged(people('Ana', 'Ben'));
    announcer.peopleChanged(people('Ben', 'Cleo'));
    timePasses();
    expect(said[1]).toBe('Ben and Cleo came in. Ana left.');
  });

  test('someone who came and went within a moment is not told of at all', () => {
    announcer.zoneEntered(kitchen);
    timePasses();
    announcer.peopleChanged(people('Ana'));
    announcer.peopleChanged([]);
    timePasses();
    expect(said).toHaveLength(1);
  });

  test('whoever crosses a border hears of the new Zone, not of those left behind', () => {
    announcer.zoneEntered(kitchen);
    announcer.peopleChanged(people('Ana'));
    timePasses();
    announcer.zoneEntered(hall);
    announcer.peopleChanged(people('Zoe'));
    timePasses();
    expect(said[1]).toBe('You’re in Hall, Open area. Here: Zoe. You hear people near you.');
    expect(said).toHaveLength(2);
  });

  test("the server's word on the same Zone says nothing twice", () => {
    announcer.zoneEntered(kitchen);
    timePasses();
    announcer.zoneEntered(kitchen);
    timePasses();
    expect(said).toHaveLength(1);
  });
});
