import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { templates } from '../../scripts/templates/templates.ts';
import { facingVectors } from '../geometry/facing.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import { facingOf, footprintOf } from '../objects/objectTypes.ts';
import { seatsOf } from '../layout/seats.ts';
import { findPath } from '../paths/findPath.ts';
import { createWorldSpace } from '../space/worldSpace.ts';
import { formatWorld } from './formatWorld.ts';
import { parseWorld } from '../validate/parseWorld.ts';
import type { World } from './world.ts';

const folder = new URL('../../worlds/', import.meta.url);
const open = { refusesGate: () => undefined, closesDoor: () => false, refusesZone: () => false };

function read(file: string): World {
  const parsed = parseWorld(readFileSync(new URL(file, folder)));
  if (!parsed.ok) throw new Error(parsed.errors.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  expect(parsed.warnings.map(({ message }) => message)).toEqual([]);
  return parsed.world;
}

describe.each(readdirSync(folder))('the template %s', (file) => {
  it('has no errors and no warnings, and every entry has a name', () => {
    const { spawnPoints, zones } = read(file);
    expect(spawnPoints.every(({ name = '' }) => name !== '')).toBe(true);
    expect(new Set(zones.map(({ name }) => name)).size).toBe(zones.length);
  });

  it('leads from each entry into each Zone', () => {
    const space = createWorldSpace(read(file));
    const centre = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x: x + 0.5, y: y + 0.5 });
    for (const { position } of space.world.spawnPoints) {
      const start = {
        position: centre(position),
        zoneId: space.zones.at(centre(position)).id,
        state: 'idle' as const,
      };
      for (const { id, name } of space.zones.all) {
        const free = space.zones
          .areaOf(id)
          .flatMap((area) => [...tilesOf(area)])
          .find(({ x, y }) => !space.collision.isSolid(x, y) && space.gateAtTile(x, y) === undefined);
        const to = free && centre(free);
        expect(to && findPath(space, open, start, to)?.at(-1), name).toEqual(to);
      }
    }
  });

  it('has its Computers on Desks, each with the Chair that it is linked to before the screen', () => {
    const { objects } = read(file);
    const byId = new Map(objects.map((object) => [object.id, object]));
    for (const computer of objects.filter(({ type }) => type === 'Computer')) {
      const [desk, chair] = (computer.linkedObjects ?? []).flatMap((id) => byId.get(id) ?? []);
      expect(desk && [...tilesOf(footprintOf(desk))], computer.id).toContainEqual(computer.position);
      const { x, y } = facingVectors[facingOf(computer)];
      expect(chair?.position, computer.id).toEqual({
        x: computer.position.x + x,
        y: computer.position.y + y,
      });
      expect(((chair?.rotation ?? 0) + 180) % 360, computer.id).toBe(computer.rotation);
    }
  });
});

it.each(templates.map((template) => [template().worldId, template] as const))(
  '%s is written as it is drawn: `npm run generate`',
  (worldId, template) => {
    expect(readFileSync(new URL(`${worldId}.world.json`, folder), 'utf8')).toBe(formatWorld(template()));
  },
);

it('has the places that it is chosen for', () => {
  const seats = (file: string, zoneName: string) => {
    const space = createWorldSpace(read(file));
    return space.world.objects
      .flatMap((object) => seatsOf(object))
      .filter(({ position }) => space.zones.at(position).name === zoneName).length;
  };
  expect(seats('small-team.world.json', 'Team room')).toBe(12);
  expect(seats('classroom.world.json', 'Classroom')).toBe(33);
  expect(seats('event-hall.world.json', 'Hall')).toBeGreaterThan(80);
  expect(seats('event-hall.world.json', 'Table 8')).toBe(6);
});
