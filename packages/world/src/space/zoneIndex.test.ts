import { describe, expect, it } from 'vitest';
import { worldFromPlan } from '../testing/worldFromPlan.ts';
import { createWorldSpace } from './worldSpace.ts';

const { zones } = createWorldSpace(
  worldFromPlan(
    Array.from({ length: 12 }, () => '............'),
    {
      more: {
        zones: [
          { id: 'team', name: 'Team', type: 'TeamArea', bounds: { x: 2, y: 2, width: 6, height: 6 } },
          {
            id: 'booth',
            name: 'Booth',
            type: 'PrivateRoom',
            bounds: { x: 2, y: 2, width: 2, height: 2 },
            maxPeople: 2,
          },
          {
            id: 'meeting',
            name: 'Meeting',
            type: 'MeetingRoom',
            bounds: { x: 8, y: 2, width: 2, height: 2 },
          },
          {
            id: 'ell',
            name: 'Ell',
            type: 'OpenArea',
            polygon: [
              [0, 9],
              [4, 9],
              [4, 11],
              [2, 11],
              [2, 12],
              [0, 12],
            ],
          },
        ],
      },
    },
  ),
);

describe('ZoneIndex', () => {
  it('puts every Position in the most specific Zone that covers it', () => {
    expect(zones.at({ x: 2.5, y: 2.5 }).id).toBe('booth');
    expect(zones.at({ x: 4, y: 2.5 }).id).toBe('team');
    expect(zones.at({ x: 8, y: 2 }).id).toBe('meeting');
    expect(zones.at({ x: 3.5, y: 10.9 }).id).toBe('ell');
    expect(zones.at({ x: 3.5, y: 11.1 }).id).toBe('ground');
    expect(zones.at({ x: -1, y: 50 }).id).toBe('ground');
  });

  it('enters a more specific Zone a quarter of a tile inside', () => {
    expect(zones.next('ground', { x: 5.5, y: 2.234375 }).id).toBe('ground');
    expect(zones.next('ground', { x: 5.5, y: 2.25 }).id).toBe('team');
    expect(zones.next('team', { x: 3.765625, y: 2.5 }).id).toBe('team');
    expect(zones.next('team', { x: 3.75, y: 2.5 }).id).toBe('booth');
  });

  it('enters the Zone around while the inner one is not entered yet', () => {
    expect(zones.next('ground', { x: 3.9, y: 3.5 }).id).toBe('team');
  });

  it('leaves a Zone at its border, into whatever lies there', () => {
    expect(zones.next('booth', { x: 3.99, y: 3 }).id).toBe('booth');
    expect(zones.next('booth', { x: 4, y: 3 }).id).toBe('team');
    expect(zones.next('team', { x: 8, y: 3 }).id).toBe('meeting');
    expect(zones.next('team', { x: 8, y: 5 }).id).toBe('ground');
  });

  it('measures the depth round inner corners of a Zone too', () => {
    expect(zones.next('ground', { x: 1.8, y: 10.8 }).id).toBe('ell');
    // (2, 11) is an inner corner: the tile beyond it is ground.
    expect(zones.next('ground', { x: 1.85, y: 10.85 }).id).toBe('ground');
  });

  it('knows what lies in what, and who fits in', () => {
    expect(zones.chain('booth')).toEqual(['booth', 'team']);
    expect(zones.chain('meeting')).toEqual(['meeting']);
    expect(zones.chain('ground')).toEqual(['ground']);
    expect(zones.get('booth')).toMatchObject({ within: 'team', maxPeople: 2 });
    expect(zones.get('team')).toMatchObject({ within: undefined, maxPeople: 25 });
    expect(zones.ground.maxPeople).toBeUndefined();
    expect(zones.all.map((zone) => zone.id)).toEqual(['ground', 'team', 'booth', 'meeting', 'ell']);
  });

  it('covers each Zone with rectangles, the ground with what is left', () => {
    const sizeOf = (zoneId: string) =>
      zones.areaOf(zoneId).reduce((sum, area) => sum + area.width * area.height, 0);
    expect(sizeOf('team')).toBe(36);
    expect(sizeOf('ell')).toBe(10);
    expect(sizeOf('ground')).toBe(144 - 36 - 4 - 10);
  });
});
