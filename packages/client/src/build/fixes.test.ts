import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isError, unpackTiles, validateWorld } from '@atrium/world';
import type { World, WorldIssue, WorldIssueCode } from '@atrium/world';
import { officeWorld, worldFromPlan } from '@atrium/world/testing';
import { fixFor, fixesFor } from './fixes.ts';
import type { FixKind } from './fixes.ts';

const office = unpackTiles(officeWorld());
const changed = <List extends 'doors' | 'objects' | 'spawnPoints' | 'zones'>(
  list: List,
  id: string,
  change: object,
): World => ({
  ...office,
  [list]: office[list].map((item) => (item.id === id ? { ...item, ...change } : item)),
});
const withMore = (list: 'doors' | 'objects' | 'passages' | 'zones', item: object): World => ({
  ...office,
  [list]: [...office[list], item],
});
const plan = (...parameters: Parameters<typeof worldFromPlan>) => unpackTiles(worldFromPlan(...parameters));
const box = (x: number, y: number, width = 1, height = 1) => ({ x, y, width, height });
const privateRoom = { zones: { p: { type: 'PrivateRoom' } }, doors: { 1: { leadsToZone: 'p' } } } as const;
const meetingRoom = { zones: { m: { type: 'MeetingRoom' } }, doors: { 1: { leadsToZone: 'm' } } } as const;

/** A World with a problem, and what its fix does. */
type Case = readonly [what: string, code: WorldIssueCode, kind: FixKind | undefined, world: World];
// prettier-ignore
const cases: readonly Case[] = [
  ['a Zone half outside', 'outside-map', 'cutZone', withMore('zones', { id: 'new', name: 'New', type: 'TeamArea', bounds: box(12, 5, 9, 2) })],
  ['an Object half outside', 'outside-map', 'moveObject', changed('objects', 'sofa-8-6', { position: { x: 13, y: 6 } })],
  ['a SpawnPoint outside', 'outside-map', 'moveSpawnPoint', changed('spawnPoints', 'spawn-1', { position: { x: 20, y: 6 } })],
  ['a Door outside', 'outside-map', 'removeDoor', withMore('doors', { id: 'far', bounds: box(20, 2), leadsToZone: 'ground', access: { type: 'open' } })],
  ['a passage outside', 'outside-map', 'removePassage', withMore('passages', { id: 'far', bounds: box(20, 2) })],
  ['a Door half outside', 'outside-map', undefined, withMore('doors', { id: 'far', bounds: box(13, 6, 2, 1), leadsToZone: 'ground', access: { type: 'open' } })],
  ['a Door to a lost Zone, in a wall', 'door-unknown-zone', 'leadToZoneBehind', changed('doors', 'private-door', { leadsToZone: 'attic' })],
  ['a Door to a lost Zone, in no wall', 'door-unknown-zone', 'removeDoor', withMore('doors', { id: 'gate', bounds: box(4, 6), leadsToZone: 'attic', access: { type: 'open' } })],
  ['a Door to a Zone elsewhere', 'door-beside-zone', 'leadToZoneBehind', changed('doors', 'meeting-door', { leadsToZone: 'private' })],
  ['a Door to a PrivateRoom that it closes', 'door-beside-zone', undefined, plan(['ttttt', '##1##', '.....'], { zones: { t: { type: 'TeamArea' }, p: { type: 'PrivateRoom', bounds: box(0, 0, 2, 1) } }, doors: { 1: { leadsToZone: 'p', bounds: box(1, 1, 2, 1) } } })],
  ['a Door beside a hole in its wall', 'door-not-in-wall', 'closeWithWalls', plan(['#####', '#mmm#', '#.1##', '....@'], meetingRoom)],
  ['a Door with a Chair beside it', 'door-not-in-wall', undefined, plan(['#####', '#mmm#', '#C1##', '....@'], meetingRoom)],
  ['a Door in the open', 'door-not-in-wall', undefined, withMore('doors', { id: 'gate', bounds: box(4, 6), leadsToZone: 'ground', access: { type: 'open' } })],
  ['a Plant in a doorway', 'gate-blocked', 'moveObject', withMore('objects', { id: 'box', type: 'Plant', position: { x: 3, y: 4 }, rotation: 0 })],
  ['half a Sofa in a doorway', 'gate-blocked', 'moveObject', withMore('objects', { id: 'couch', type: 'Sofa', position: { x: 7, y: 3 }, rotation: 90 })],
  ['a passage in a Door', 'gate-overlap', 'removePassage', withMore('passages', { id: 'gap', bounds: box(3, 4) })],
  ['two Doors in one place', 'gate-overlap', undefined, withMore('doors', { ...office.doors[0], id: 'again' })],
  ['a link to nothing', 'unknown-object', 'removeLink', changed('objects', 'computer', { linkedObjects: ['chair-2-8', 'stool'] })],
  ['links in a circle', 'link-cycle', 'removeLink', changed('objects', 'chair-2-8', { linkedObjects: ['computer'] })],
  ['a link to itself', 'link-cycle', 'removeLink', changed('objects', 'plant-11-2', { linkedObjects: ['plant-11-2'] })],
  ['a Plant to sit on', 'no-seat', 'removeSetting', changed('objects', 'plant-11-2', { interaction: { action: 'sit' }, occupancy: 'single' })],
  ['a Plant to sit on, with a page', 'no-seat', 'removeSetting', changed('objects', 'plant-11-2', { interaction: { action: 'sit', opens: 'https://example.org/' } })],
  ['a SpawnPoint in a Chair', 'spawn-blocked', 'moveSpawnPoint', changed('spawnPoints', 'spawn-1', { position: { x: 2, y: 8 } })],
  ['a SpawnPoint in a wall', 'spawn-blocked', 'moveSpawnPoint', changed('spawnPoints', 'spawn-1', { position: { x: 0, y: 0 } })],
  ['a SpawnPoint in a PrivateRoom with an open Door', 'spawn-in-private-room', 'moveSpawnPoint', plan(['######', '#pp1.#', '######'], { ...privateRoom, more: { spawnPoints: [{ id: 's', position: { x: 1, y: 1 } }] } })],
  ['a SpawnPoint in a PrivateRoom', 'spawn-in-private-room', 'moveSpawnPoint', changed('spawnPoints', 'spawn-1', { position: { x: 6, y: 1 } })],
  ['a SpawnPoint in a doorway', 'spawn-in-doorway', 'moveSpawnPoint', changed('spawnPoints', 'spawn-1', { position: { x: 7, y: 4 } })],
  ['the only SpawnPoint, in a PrivateRoom that fills the Map', 'spawn-in-private-room', undefined, plan(['pp', 'pp'], { zones: { p: { type: 'PrivateRoom' } }, more: { spawnPoints: [{ id: 's', position: { x: 0, y: 0 } }] } })],
  ['a hole in the wall of a PrivateRoom', 'private-room-open', 'closeWithWalls', plan(['######', '#pp1.#', '#pp.@#', '######'], privateRoom)],
  ['a PrivateRoom without walls', 'private-room-open', 'closeWithWalls', plan(['.......', '..ppp..', '..ppp..', '@......'], { zones: { p: { type: 'PrivateRoom' } } })],
  ['a PrivateRoom beside the passage of others', 'private-room-open', 'closeWithWalls', plan(['######', '#pp1.#', '#pp:@#', '######'], privateRoom)],
  ['a PrivateRoom with a SpawnPoint in the hole', 'private-room-open', 'closeWithWalls', plan(['######', '#pp1.#', '#pp@.#', '######'], privateRoom)],
  ['a PrivateRoom with furniture on both sides of the hole', 'private-room-open', undefined, plan(['######', '#pp1.#', '#pPP@#', '######'], privateRoom)],
  ['a Computer beside a Chair', 'computer-without-chair', 'linkSeat', changed('objects', 'computer', { linkedObjects: ['desk-2-7'] })],
  ['a Computer alone', 'computer-without-chair', undefined, { ...office, objects: office.objects.map((object) => (object.id === 'computer' ? { ...object, linkedObjects: [], position: { x: 11, y: 2 } } : object)) }],
  ['an occupancy for nothing', 'occupancy-unused', 'removeSetting', changed('objects', 'plant-11-2', { occupancy: 'single' })],
  ['a page that a seat opens', 'opens-unused', 'removeSetting', changed('objects', 'chair-2-8', { interaction: { action: 'open', opens: 'https://example.org/' } })],
  ['a Plant to be kept', 'persistent-unused', 'removeSetting', changed('objects', 'plant-11-2', { persistent: true })],
  ['a SpawnPoint behind a closed Door', 'spawn-behind-door', 'moveSpawnPoint', closedMeetingRoom()],
  ['a Plant in a Desk', 'object-overlap', 'moveObject', withMore('objects', { id: 'box', type: 'Plant', position: { x: 2, y: 7 }, rotation: 0 })],
  ['a Desk in a wall, with what stands on it', 'object-overlap', 'moveObject', { ...office, objects: office.objects.map((object) => (object.id === 'desk-2-7' || object.id === 'computer' ? { ...object, position: { x: 2, y: 9 } } : object)) }],
];

function closedMeetingRoom(): World {
  const access = { type: 'role' as const, allowedRoles: ['Admin' as const] };
  const { spawnPoints } = changed('spawnPoints', 'spawn-1', { position: { x: 2, y: 1 } });
  const doors = office.doors.map((door) => (door.id === 'meeting-door' ? { ...door, access } : door));
  return { ...office, doors, spawnPoints };
}

const keyOf = ({ code, about }: WorldIssue) => `${code} ${about.ids.join(' ')}`;

function expectMended(before: World, problem: WorldIssue, after: World): void {
  const known = new Set(validateWorld(before).map(keyOf));
  const left = validateWorld(after);
  expect(left.map(keyOf)).not.toContain(keyOf(problem));
  expect(left.filter((issue) => isError(issue) && !known.has(keyOf(issue)))).toEqual([]);
}

describe('a fix mends its problem and makes no new error', () => {
  test.each(cases)('%s (%s)', (_, code, kind, world) => {
    const problem = validateWorld(world).find((issue) => issue.code === code);
    if (problem === undefined) throw new Error(`This World has no ${code}.`);
    const fix = fixFor(world, problem);
    expect(fix?.kind).toBe(kind);
    if (fix !== undefined) expectMended(world, problem, fix.world);
  });

  test('whatever was done to a World before', () => {
    const makesProblems = fc.array(fc.record({ id: fc.nat(), x: fc.nat(20), y: fc.nat(14) }), {
      minLength: 1,
      maxLength: 4,
    });
    let fixes = 0;
    fc.assert(
      fc.property(makesProblems, (moves) => {
        const world = moves.reduce(displace, office);
        const find = fixesFor(world);
        for (const problem of validateWorld(world)) {
          const fix = find(problem);
          if (fix === undefined) continue;
          fixes++;
          expectMended(world, problem, fix.world);
        }
      }),
      { numRuns: 150 },
    );
    expect(fixes).toBeGreaterThan(100);
  });
});

/** Puts something elsewhere, wherever that is. */
function displace(world: World, { id, x, y }: { id: number; x: number; y: number }): World {
  const all = [...world.objects, ...world.spawnPoints, ...world.doors, ...world.passages, ...world.zones];
  const chosen = all[id % all.length]?.id;
  const move = <Item extends { id: string }>(item: Item): Item => {
    if (item.id !== chosen) return item;
    if ('position' in item) return { ...item, position: { x, y } };
    return 'bounds' in item ? { ...item, bounds: { ...(item.bounds as object), x, y } } : item;
  };
  return {
    ...world,
    objects: world.objects.map(move),
    spawnPoints: world.spawnPoints.map(move),
    doors: world.doors.map(move),
    passages: world.passages.map(move),
    zones: world.zones.map(move),
  };
}

test('what is fixed is one thing: a problem of ids that clash has no fix', () => {
  const world = changed('spawnPoints', 'spawn-1', { id: 'meeting', position: { x: 0, y: 0 } });
  const problems = validateWorld(world);
  expect(problems.map(({ code }) => code)).toContain('spawn-blocked');
  expect(problems.map(fixesFor(world))).toEqual(problems.map(() => undefined));
});

test('what stands on a Desk goes along with it', () => {
  const [, , , world] = cases.find(([what]) => what.startsWith('a Desk in a wall')) ?? [];
  const problem = world && validateWorld(world).find(({ code }) => code === 'object-overlap');
  const fixed = world && problem && fixFor(world, problem)?.world;
  const placeOf = (id: string) => fixed?.objects.find((object) => object.id === id)?.position;
  expect(placeOf('computer')).toEqual(placeOf('desk-2-7'));
  expect(placeOf('computer')).not.toEqual({ x: 2, y: 9 });
});
