import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { facingVectors } from '../geometry/facing.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import { facingOf, footprintOf, objectKinds, objectTypes } from '../objects/objectTypes.ts';
import { isInReach, purposeOf, seatsToUse, zoneIdOfObject } from '../space/objectUse.ts';
import { findPath, findPathToTile } from '../paths/findPath.ts';
import { createWorldSpace } from '../space/worldSpace.ts';
import { parseWorld } from '../validate/parseWorld.ts';

const parsed = parseWorld(readFileSync(new URL('../../worlds/headquarters.world.json', import.meta.url)));
if (!parsed.ok) throw new Error(parsed.errors.map(({ path, message }) => `${path}: ${message}`).join('\n'));
const { world, warnings } = parsed;
const space = createWorldSpace(world);
const open = { refusesGate: () => undefined, closesDoor: () => false, refusesZone: () => false };
const centreOf = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x: x + 0.5, y: y + 0.5 });
const starts = world.spawnPoints.map(({ position }) => {
  const place = centreOf(position);
  return { position: place, zoneId: space.zones.at(place).id, state: 'idle' as const };
});

test('has no errors and no warnings', () => {
  expect(warnings).toEqual([]);
});

test('has all that a Headquarters should have', () => {
  const count = (type: string) => world.zones.filter((zone) => zone.type === type).length;
  expect([count('TeamArea'), count('MeetingRoom'), count('PrivateRoom')]).toEqual([3, 3, 2]);
  expect([world.map.width, world.map.height]).toEqual([48, 36]);
  expect(new Set(world.doors.map(({ access }) => access.type))).toEqual(new Set(['open', 'role', 'knock']));
  const purposes = new Set(world.objects.map((object) => purposeOf(object)?.kind));
  expect(purposes).toEqual(new Set(['sit', 'page', 'start', 'board', 'plain', undefined]));
  const boards = world.objects.filter((object) => purposeOf(object)?.kind === 'board');
  expect(new Set(boards.map(({ persistent = false }) => persistent))).toEqual(new Set([true, false]));
  expect(world.passages).not.toEqual([]);
  expect(world.spawnPoints.every(({ name }) => name !== undefined)).toBe(true);
  const used = new Set(world.objects.map(({ type }) => type));
  expect(objectTypes.filter((type) => !used.has(type))).toEqual(['Furniture', 'Custom']);
});

test('every SpawnPoint leads to every other and into every Zone', () => {
  const [start] = starts;
  for (const { position } of starts.slice(1))
    expect(findPath(space, open, start!, position)?.at(-1)).toEqual(position);
  for (const zone of world.zones) {
    const free = space.zones
      .areaOf(zone.id)
      .flatMap((area) => [...tilesOf(area)])
      .find(({ x, y }) => !space.collision.isSolid(x, y) && space.gateAtTile(x, y) === undefined);
    const target = centreOf(free!);
    expect(findPath(space, open, start!, target)?.at(-1), zone.name).toEqual(target);
  }
});

test('people get to a place beside every seat, near enough to sit down', () => {
  for (const seat of space.seats) {
    const way = findPath(space, open, starts[0]!, seat.position);
    const end = way?.at(-1);
    const tiles = Math.hypot((end?.x ?? 0) - seat.position.x, (end?.y ?? 0) - seat.position.y);
    expect(tiles, seat.id).toBeLessThanOrEqual(1.6);
  }
});

test('everything that people use standing can be reached, in its Zone', () => {
  for (const object of world.objects) {
    const purpose = purposeOf(object);
    if (purpose === undefined || purpose.kind === 'sit' || seatsToUse(space, object) !== undefined) continue;
    const zoneId = zoneIdOfObject(space, object);
    const way = findPathToTile(space, open, starts[0]!, (x, y) => {
      const place = centreOf({ x, y });
      return isInReach(object, place) && space.zones.at(place).id === zoneId;
    });
    expect(way, object.id).toBeDefined();
  }
});

test('whoever sits on a Chair faces what stands right before it', () => {
  for (const chair of world.objects.filter(({ type }) => type === 'Chair')) {
    const { x, y } = facingVectors[facingOf(chair)];
    const before = space.collision.blockerAt(chair.position.x + x, chair.position.y + y);
    expect(before?.kind, chair.id).toBe('object');
  }
});

test('every workplace has its Computer on the Desk that it is linked to, and the Chair before the screen', () => {
  const byId = new Map(world.objects.map((object) => [object.id, object]));
  const computers = world.objects.filter(({ type }) => type === 'Computer');
  expect(computers.length).toBeGreaterThan(20);
  for (const computer of computers) {
    const [desk, chair] = (computer.linkedObjects ?? []).map((id) => byId.get(id));
    expect([...tilesOf(footprintOf(desk!))], computer.id).toContainEqual(computer.position);
    expect(desk!.rotation === computer.rotation || desk!.type === 'ReceptionDesk', computer.id).toBe(true);
    const { x, y } = facingVectors[facingOf(computer)];
    expect(chair!.position, computer.id).toEqual({ x: computer.position.x + x, y: computer.position.y + y });
    expect((chair!.rotation + 180) % 360, computer.id).toBe(computer.rotation);
  }
});

test('what can be used by one person says so', () => {
  for (const object of world.objects.filter(
    ({ type }) => objectKinds[type].seats > 0 || type === 'Computer',
  )) {
    expect(object.interaction, object.id).toBeDefined();
    expect(object.occupancy, object.id).toBe(object.type === 'Sofa' ? 'multiple' : 'single');
  }
});
