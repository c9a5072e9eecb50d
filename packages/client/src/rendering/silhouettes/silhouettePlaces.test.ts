import { describe, expect, test } from 'vitest';
import { createWorldSpace, distance } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { SilhouettePlaces } from './silhouettePlaces.ts';

const space = createWorldSpace(
  worldFromPlan(
    [
      '################',
      '#......aaaaaaaa#',
      '#.@....aaCaaCaa#',
      '#......aaaaaaaa#',
      '#......aaaPaaaa#',
      '#......aaaaaaaa#',
      '####1###########',
      '#rrrrrr........#',
      '#rrrrrr........#',
      '################',
    ],
    {
      zones: { a: { type: 'TeamArea' }, r: { type: 'PrivateRoom' } },
      doors: { 1: { leadsToZone: 'r' } },
    },
  ),
);
const places = new SilhouettePlaces(space);

describe('silhouettes in other Zones', () => {
  test('stand on free floor of their Zone, apart from each other, on no seat and in no doorway', () => {
    for (const zoneId of ['a', space.zones.ground.id]) {
      const shown = places.of(zoneId, 12);
      expect(shown).toHaveLength(12);
      shown.forEach(({ position }, index) => {
        const [tileX, tileY] = [Math.floor(position.x), Math.floor(position.y)];
        expect(space.zones.at(position).id).toBe(zoneId);
        expect(space.collision.isSolid(tileX, tileY)).toBe(false);
        expect(space.seats.some((seat) => distance(seat.position, position) < 0.5)).toBe(false);
        expect(space.gateAtTile(tileX, tileY)).toBeUndefined();
        const others = shown.slice(index + 1);
        expect(others.every((other) => distance(other.position, position) >= 0.95)).toBe(true);
      });
    }
  });

  test('are as many as the sign counts, and stay where they are when somebody comes or goes', () => {
    expect(places.of('a', 0)).toEqual([]);
    expect(places.of('a', 5).slice(0, 4)).toEqual(places.of('a', 4));
    expect(new SilhouettePlaces(space).of('a', 5)).toEqual(places.of('a', 5));
  });

  test('are none in PrivateRooms', () => {
    expect(places.of('r', 3)).toEqual([]);
  });
});
