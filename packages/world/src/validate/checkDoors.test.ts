import { expect, test } from 'vitest';
import { worldFromPlan } from '../testing/index.ts';
import type { PlanOptions } from '../testing/index.ts';
import { validateWorld } from './validateWorld.ts';

const room: PlanOptions = {
  zones: { m: { type: 'MeetingRoom' } },
  doors: { 1: { leadsToZone: 'm' } },
};
const codesOf = (rows: readonly string[], options: PlanOptions = room) =>
  validateWorld(worldFromPlan(rows, options)).map(({ code }) => code);

test('a Door may lie in a wall along x and along y, and lead to either side', () => {
  expect(codesOf(['mmm', '#1#', '...'])).toEqual([]);
  expect(codesOf(['...', '#1#', 'mmm'])).toEqual([]);
  expect(codesOf(['m#.', 'm1.', 'm#.'])).toEqual([]);
  expect(codesOf(['.#m', '.1m', '.#m'])).toEqual([]);
});

test('windows and glass hold a Door as walls do, and so does the edge of the Map', () => {
  expect(codesOf(['mmm', '%1=', '...'])).toEqual([]);
  expect(codesOf(['mmm', '1##', '...'])).toEqual([]);
});

test('furniture does not hold a Door', () => {
  expect(codesOf(['mmm', 'P1#', '.. '])).toContain('door-not-in-wall');
});

test('a Door may be several tiles wide and thick, with walls at the ends of each row', () => {
  expect(codesOf(['mmmm', '#11#', '#11#', '....'])).toEqual([]);
  expect(codesOf(['mmmm', '#11#', '.11#', '....'])).toContain('door-not-in-wall');
});

test('two Doors beside each other share the wall at their far ends', () => {
  const both = { ...room, doors: { 1: { leadsToZone: 'm' }, 2: { leadsToZone: 'm' } } };
  expect(codesOf(['mmmm', '#12#', '....'], both)).toEqual([]);
  expect(codesOf(['mmmm', '#12.', '....'], both)).toContain('door-not-in-wall');
});

test('a Door may lie in a wall that the file draws through', () => {
  const world = worldFromPlan(['mmm', '###', '..@'], {
    ...room,
    doors: { 1: { leadsToZone: 'm', bounds: { x: 1, y: 1, width: 1, height: 1 } } },
  });
  expect(validateWorld(world)).toEqual([]);
});

test('the Zone of a Door has to lie behind the whole Door, and on one side only', () => {
  const two = { ...room, zones: { m: { type: 'MeetingRoom' }, t: { type: 'TeamArea' } } } as const;
  expect(codesOf(['ttmm', '#11#', '....'], two)).toContain('door-beside-zone');
  expect(codesOf(['mmm', '#1#', 'mmm'])).toContain('door-beside-zone');
  expect(codesOf(['tmt', '###', '.1.', '###', 'ttt'], two)).toContain('door-beside-zone');
});

test('a Door may lead to a TeamArea with a PrivateRoom right behind it, and to the groundZone', () => {
  const nested: PlanOptions = {
    zones: { t: { type: 'TeamArea' }, p: { type: 'PrivateRoom' } },
    doors: { 1: { leadsToZone: 't' } },
  };
  expect(codesOf(['tpt', '#1#', '...'], nested)).not.toContain('door-beside-zone');
  expect(codesOf(['mmm', '#1#', '...'], { ...room, doors: { 1: { leadsToZone: 'ground' } } })).toEqual([]);
});

test('a Door for Roles needs Roles, the others need none', () => {
  const withAccess = (access: NonNullable<PlanOptions['doors']>[string]['access']) => ({
    ...room,
    doors: { 1: { leadsToZone: 'm', ...(access === undefined ? {} : { access }) } },
  });
  expect(codesOf(['mmm', '#1#', '...'], withAccess({ type: 'role' }))).toEqual(['door-without-roles']);
  expect(codesOf(['mmm', '#1#', '...'], withAccess({ type: 'role', allowedRoles: ['Guest'] }))).toEqual([]);
  expect(codesOf(['mmm', '#1#', '...'], withAccess({ type: 'knock' }))).toEqual(['knock-without-roles']);
});
