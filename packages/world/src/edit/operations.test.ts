import { describe, expect, it } from 'vitest';
import { isError } from '../format/issues.ts';
import { worldLimits } from '../format/limits.ts';
import { currentFormatVersion } from '../format/world.ts';
import type { World } from '../format/world.ts';
import { officeWorld } from '../testing/officeWorld.ts';
import { worldFromPlan } from '../testing/worldFromPlan.ts';
import { validateWorld } from '../validate/validateWorld.ts';
import { applyEdit } from './applyEdit.ts';
import { areaFromTiles } from './areaFromTiles.ts';
import { compareWorlds } from './compareWorlds.ts';
import { drawWall, fillFloor, paintFloor } from './drawTiles.ts';
import { drawRoom, drawZone, placeDoor, reshapeZone } from './drawZones.ts';
import { packTiles, unpackTiles } from './editableTiles.ts';
import { beginHistory, remember, replayEdits } from './editHistory.ts';
import { copyFragment, pasteFragment, readFragment } from './fragment.ts';
import { eraseSelection, moveSelection, turnSelection } from './moveSelection.ts';
import { createNewIds } from './newIds.ts';
import { changeItem, changeWorld, placeObjects, placeSpawnPoint, toggleLink } from './placeThings.ts';
import { replaceWorld } from './replaceWorld.ts';
import { resizeMap } from './resizeMap.ts';
import { nothing, selectRoom, selectWithin } from './selection.ts';
import type { EditOutcome } from './sketch.ts';
import { invertEdit } from './worldEdit.ts';

const knock = { type: 'knock' as const, allowedRoles: ['Member' as const] };
const refusal = (outcome: EditOutcome) => (outcome.ok ? 'none' : outcome.refusal);
const done = (outcome: EditOutcome): Extract<EditOutcome, { ok: true }> => {
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome;
};
/** The same ids each time: `room-aaaaaaaaaa` and so on. */
const idsFor = (world: World) => createNewIds(world, () => 0.999);
const errorsOf = (world: World) =>
  validateWorld(world)
    .filter((issue) => isError(issue))
    .map(({ code }) => code);
const wallsOf = ({ map }: World) => {
  const walls = map.layers.find(({ id }) => id === 'walls');
  return Array.from({ length: map.height }, (_, y) =>
    Array.from({ length: map.width }, (_tile, x) =>
      (walls?.tiles[y * map.width + x] ?? null) === null ? '.' : '#',
    ).join(''),
  );
};

const field = unpackTiles(
  worldFromPlan([
    '############',
    '#@.........#',
    '#..........#',
    '#..........#',
    '#..........#',
    '#..........#',
    '############',
  ]),
);
const room = (more: Partial<Parameters<typeof drawRoom>[1]> = {}) => ({
  bounds: { x: 3, y: 2, width: 5, height: 4 },
  zone: { name: 'Kitchen', type: 'MeetingRoom' as const },
  wall: 'wall',
  ...more,
});

describe('drawing a room', () => {
  it('makes walls, floor, Zone and a Door to knock at in one act, and the World is valid', () => {
    const plan = room({ floor: 'carpet', door: { at: { x: 5, y: 2 }, access: knock } });
    const { world, edit, made } = done(drawRoom(field, plan, idsFor(field)));
    expect(errorsOf(world)).toEqual([]);
    expect(world.zones).toMatchObject([{ name: 'Kitchen', bounds: { x: 4, y: 3, width: 3, height: 2 } }]);
    expect(world.doors).toMatchObject([{ leadsToZone: world.zones[0]?.id, access: knock }]);
    expect(made).toEqual([world.zones[0]?.id, world.doors[0]?.id]);
    expect(wallsOf(world)).toEqual([
      '############',
      '#..........#',
      '#..#####...#',
      '#..#...#...#',
      '#..#...#...#',
      '#..#####...#',
      '############',
    ]);
    expect(applyEdit(field, edit)).toEqual({ ok: true, world });
  });

  it('shares the walls of neighbours, whatever they are of', () => {
    const glazed = done(drawWall(field, { x: 3, y: 2 }, { x: 3, y: 5 }, 'glass')).world;
    const { world } = done(drawRoom(glazed, room(), idsFor(glazed)));
    const walls = world.map.layers.find(({ id }) => id === 'walls');
    expect([walls?.tiles[3 * 12 + 3], walls?.tiles[3 * 12 + 7]]).toEqual(['glass', 'wall']);
    // Inside, walls go.
    const crossed = done(drawWall(field, { x: 4, y: 4 }, { x: 6, y: 4 }, 'wall')).world;
    expect(wallsOf(done(drawRoom(crossed, room(), idsFor(crossed))).world)[4]).toBe('#..#...#...#');
  });

  it.each([
    ['outside of the Map', room({ bounds: { x: 9, y: 2, width: 5, height: 4 } }), 'outside-map'],
    ['without a tile inside', room({ bounds: { x: 3, y: 2, width: 2, height: 4 } }), 'too-small'],
    ['with a Door in its corner', room({ door: { at: { x: 3, y: 2 }, access: knock } }), 'door-not-in-wall'],
    ['with a Door inside', room({ door: { at: { x: 5, y: 3 }, access: knock } }), 'door-not-in-wall'],
  ])('is refused %s', (_case, plan, expected) => {
    expect(refusal(drawRoom(field, plan, idsFor(field)))).toBe(expected);
  });

  it('is refused over another Zone, but for a PrivateRoom in a TeamArea', () => {
    const team = { name: 'Team', type: 'TeamArea' as const, bounds: { x: 1, y: 1, width: 10, height: 5 } };
    const { world } = done(drawZone(field, team, idsFor(field)));
    expect(refusal(drawRoom(world, room(), idsFor(world)))).toBe('zone-overlap');
    const own = room({
      zone: { name: 'Booth', type: 'PrivateRoom' },
      door: { at: { x: 5, y: 2 }, access: knock },
    });
    const inner = done(drawRoom(world, own, idsFor(world))).world;
    expect(errorsOf(inner)).toEqual([]);
    expect(inner.doors[0]?.leadsToZone).toBe(inner.zones[1]?.id);
  });
});

describe('walls, floors and Doors', () => {
  it('walls run straight, and erase with none', () => {
    const { world } = done(drawWall(field, { x: 8, y: 3 }, { x: 2, y: 3 }, 'wall'));
    expect(wallsOf(world)[3]).toBe('#.#######..#');
    expect(wallsOf(done(drawWall(world, { x: 5, y: 3 }, { x: 5, y: 3 }, null)).world)[3]).toBe(
      '#.###.###..#',
    );
    expect(refusal(drawWall(field, { x: 2, y: 3 }, { x: 3, y: 4 }, 'wall'))).toBe('not-straight');
    expect(refusal(drawWall(field, { x: 2, y: 3 }, { x: 12, y: 3 }, 'wall'))).toBe('outside-map');
  });

  it('floor fills a room up to its walls, and a brush passes over what is outside', () => {
    const { world } = done(drawRoom(field, room(), idsFor(field)));
    const filled = done(fillFloor(world, { x: 5, y: 3 }, 'carpet')).world;
    expect(compareWorlds(world, filled)).toMatchObject({ floorTiles: 6, walls: { added: 0 } });
    const brushed = done(
      paintFloor(
        world,
        [
          { x: -1, y: 0 },
          { x: 0, y: 0 },
          { x: 12, y: 1 },
        ],
        'tile',
      ),
    ).world;
    expect(compareWorlds(world, brushed).floorTiles).toBe(1);
    expect(done(fillFloor(filled, { x: 5, y: 3 }, 'carpet')).edit.changes).toEqual([]);
  });

  it('a Door snaps into a wall that borders on a Zone, on one side only', () => {
    const { world } = done(drawRoom(field, room(), idsFor(field)));
    const at = (x: number, y: number) =>
      placeDoor(world, { x, y, width: 1, height: 1 }, knock, idsFor(world));
    const doors = done(at(3, 4)).world.doors;
    expect(doors[0]?.leadsToZone).toBe(world.zones[0]?.id);
    expect([refusal(at(9, 4)), refusal(at(0, 3)), refusal(at(20, 3))]).toEqual([
      'door-not-in-wall',
      'door-beside-zone',
      'outside-map',
    ]);
    const other = done(at(3, 4)).world;
    expect(refusal(placeDoor(other, { x: 3, y: 4, width: 1, height: 1 }, knock, idsFor(other)))).toBe(
      'gate-overlap',
    );
  });
});

describe('the area of a Zone', () => {
  const zoned = done(
    drawZone(
      field,
      { name: 'Team', type: 'TeamArea', bounds: { x: 2, y: 1, width: 4, height: 4 } },
      idsFor(field),
    ),
  ).world;
  const zoneId = zoned.zones[0]?.id ?? '';

  it('becomes a polygon and a rectangle again', () => {
    const corner = { x: 4, y: 1, width: 2, height: 2 };
    const cut = done(reshapeZone(zoned, zoneId, corner, 'subtract')).world;
    expect(cut.zones[0]?.bounds).toBeUndefined();
    expect(cut.zones[0]?.polygon).toHaveLength(6);
    expect(errorsOf(cut)).toEqual([]);
    expect(done(reshapeZone(cut, zoneId, corner, 'add')).world.zones).toEqual(zoned.zones);
  });

  it('has no hole, is in one piece, and is not nothing', () => {
    const reshape = (x: number, y: number, width: number, height: number, how: 'add' | 'subtract') =>
      refusal(reshapeZone(zoned, zoneId, { x, y, width, height }, how));
    expect(reshape(3, 2, 1, 1, 'subtract')).toBe('zone-shape');
    expect(reshape(8, 1, 1, 1, 'add')).toBe('zone-shape');
    expect(reshape(6, 5, 1, 1, 'add')).toBe('zone-shape');
    expect(reshape(2, 1, 4, 4, 'subtract')).toBe('zone-shape');
    expect(refusal(reshapeZone(zoned, 'nothing', { x: 1, y: 1, width: 1, height: 1 }, 'add'))).toBe(
      'unknown-id',
    );
  });

  it('may be as large as the largest Map', () => {
    const { mapSideTiles: side } = worldLimits;
    const { width, height } = field.map;
    const wide = done(
      resizeMap(field, { left: 0, top: 0, right: side - width, bottom: side - height }),
    ).world;
    const bounds = { x: width, y: 0, width: side - width, height: side };
    const large = done(drawZone(wide, { name: 'Hall', type: 'TeamArea', bounds }, idsFor(wide))).world;
    const id = large.zones[0]?.id ?? '';
    const corner = { x: side - 1, y: side - 1, width: 1, height: 1 };
    expect(done(reshapeZone(large, id, corner, 'subtract')).world.zones[0]?.polygon).toHaveLength(6);
    const smaller = done(resizeMap(large, { left: 0, top: 0, right: -1, bottom: 0 })).world;
    expect(smaller.zones[0]?.bounds).toEqual({ ...bounds, width: bounds.width - 1 });
  });

  it('is told of tiles in any order and pieces', () => {
    const tile = (x: number, y: number) => ({ x, y, width: 1, height: 1 });
    expect(areaFromTiles([tile(1, 0), tile(0, 0), tile(0, 0)])).toEqual({
      bounds: { x: 0, y: 0, width: 2, height: 1 },
    });
    expect(areaFromTiles([])).toBeUndefined();
    expect(areaFromTiles([tile(0, 0), tile(1, 1)])).toBeUndefined();
  });
});

describe('Objects, links and properties', () => {
  it('are placed several at once, linked among each other, within the Map', () => {
    const desk = { type: 'Desk' as const, position: { x: 3, y: 3 }, rotation: 0 as const };
    const chair = { type: 'Chair' as const, position: { x: 3, y: 4 }, rotation: 180 as const };
    const computer = {
      type: 'Computer' as const,
      position: { x: 3, y: 3 },
      rotation: 0 as const,
      linkedTo: [0, 1],
    };
    const { world, made } = done(placeObjects(field, [desk, chair, computer], idsFor(field)));
    expect(world.objects.at(-1)?.linkedObjects).toEqual([made[0], made[1]]);
    expect(errorsOf(world)).toEqual([]);
    const outside = { ...desk, position: { x: 11, y: 3 } };
    expect(refusal(placeObjects(field, [outside], idsFor(field)))).toBe('outside-map');
    expect(refusal(placeObjects(field, [], idsFor(field)))).toBe('nothing-selected');
  });

  it('are linked and unlinked, never in a circle', () => {
    const office = unpackTiles(officeWorld());
    expect(refusal(toggleLink(office, 'desk-2-7', 'computer'))).toBe('link-cycle');
    expect(refusal(toggleLink(office, 'computer', 'computer'))).toBe('link-cycle');
    expect(refusal(toggleLink(office, 'computer', 'nothing'))).toBe('unknown-id');
    const { world } = done(toggleLink(office, 'computer', 'desk-2-7'));
    expect(world.objects.find(({ id }) => id === 'computer')?.linkedObjects).toEqual(['chair-2-8']);
  });

  it('have only properties that a file may have, and keep their ids', () => {
    const office = unpackTiles(officeWorld());
    const named = done(changeItem(office, 'zones', 'meeting', { name: 'Oak', maxPeople: undefined })).world;
    const zone = named.zones.find(({ id }) => id === 'meeting');
    expect([zone?.name, zone && 'maxPeople' in zone]).toEqual(['Oak', false]);
    const wrong = [
      changeItem(office, 'zones', 'meeting', { name: '' }),
      changeItem(office, 'zones', 'meeting', { maxPeople: 0 }),
      changeItem(office, 'objects', 'computer', { position: { x: -1, y: 0 } }),
      changeWorld(office, { name: ' ' }),
      changeWorld(office, { groundZone: { name: '' } }),
    ];
    expect(wrong.map(refusal)).toEqual(wrong.map(() => 'not-a-value'));
    expect(refusal(changeItem(office, 'doors', 'nothing', {}))).toBe('unknown-id');
    expect(done(changeItem(office, 'zones', 'meeting', { id: 'other' })).edit.changes).toEqual([]);
  });

  it('a World never has more than the limits, nor no SpawnPoint', () => {
    let world = field;
    for (let count = 1; count < 100; count++) {
      world = done(placeSpawnPoint(world, { x: 1, y: 1 }, undefined, createNewIds(world, Math.random))).world;
    }
    expect(refusal(placeSpawnPoint(world, { x: 1, y: 1 }, 'Last', idsFor(world)))).toBe('too-many');
    const all = selectWithin(field, { x: 0, y: 0, width: 12, height: 7 });
    expect(refusal(eraseSelection(field, all))).toBe('last-spawn-point');
  });
});

describe('a selected room', () => {
  const office = unpackTiles(officeWorld());
  const meeting = selectRoom(office, 'meeting') ?? nothing;

  it('is its Zone, its walls, its Doors and what is in it', () => {
    expect([...meeting.ids].sort()).toEqual(['chair-1-3', 'desk-1-2', 'meeting', 'meeting-door']);
    expect(meeting.area).toEqual([{ x: 0, y: 0, width: 6, height: 5 }]);
    expect(selectRoom(office, 'nothing')).toBeUndefined();
  });

  it('moves whole, and leaves the walls that others need', () => {
    const drawn = done(
      drawRoom(
        field,
        room({ bounds: { x: 1, y: 1, width: 4, height: 4 }, door: { at: { x: 2, y: 4 }, access: knock } }),
        idsFor(field),
      ),
    ).world;
    const second = done(
      drawRoom(
        drawn,
        room({ bounds: { x: 4, y: 1, width: 4, height: 4 } }),
        createNewIds(drawn, () => 0.5),
      ),
    ).world;
    const selection = selectRoom(second, second.zones[1]?.id ?? '') ?? nothing;
    const { world } = done(moveSelection(second, selection, { x: 3, y: 1 }));
    expect(wallsOf(world)).toEqual([
      '############',
      '#####......#',
      '##..#..#####',
      '##..#..#..##',
      '#####..#..##',
      '#......#####',
      '############',
    ]);
    expect(world.zones[1]?.bounds).toEqual({ x: 8, y: 3, width: 2, height: 2 });
    expect(refusal(moveSelection(second, selection, { x: 5, y: 0 }))).toBe('outside-map');
    expect(refusal(moveSelection(second, nothing, { x: 1, y: 0 }))).toBe('nothing-selected');
  });

  it('with a corner missing leaves what lies in that corner where it is', () => {
    const polygon: [number, number][] = [
      [2, 2],
      [4, 2],
      [4, 4],
      [6, 4],
      [6, 6],
      [2, 6],
    ];
    const zone = { id: 'corner', name: 'Corner', type: 'MeetingRoom' as const, polygon };
    const plan = worldFromPlan(
      [
        '@...........',
        '.####.......',
        '.#..#P......',
        '.#..###.....',
        '.#....#.....',
        '.#....#.....',
        '.######.....',
        '............',
      ],
      { more: { zones: [zone] } },
    );
    const inCorner = { x: 6, y: 1 };
    const office = done(paintFloor(unpackTiles(plan), [inCorner], 'carpet')).world;
    const selection = selectRoom(office, 'corner') ?? nothing;
    const { world } = done(moveSelection(office, selection, { x: 5, y: 1 }));
    expect(wallsOf(world)).toEqual([
      '............',
      '............',
      '......####..',
      '......#..#..',
      '......#..###',
      '......#....#',
      '......#....#',
      '......######',
    ]);
    expect(world.objects.map(({ position }) => position)).toEqual([{ x: 5, y: 2 }]);
    const floor = world.map.layers.find(({ id }) => id === 'floor')?.tiles ?? [];
    expect(floor.flatMap((name, tile) => (name === 'carpet' ? [tile] : []))).toEqual([12 + 6]);

    const fragment = copyFragment(office, selection);
    if (fragment === undefined) throw new Error('Nothing was copied.');
    const walled = done(drawWall(field, { x: 9, y: 1 }, { x: 9, y: 1 }, 'wall')).world;
    const pasted = done(pasteFragment(walled, fragment, { x: 4, y: 1 }, idsFor(walled))).world;
    expect(wallsOf(pasted)).toEqual([
      '############',
      '#...####.#.#',
      '#...#..#...#',
      '#...#..###.#',
      '#...#....#.#',
      '#...#....#.#',
      '############',
    ]);
  });

  it('goes with its Doors, and links to what was in it', () => {
    const without = done(eraseSelection(office, selectRoom(office, 'private') ?? nothing)).world;
    expect(without.doors.map(({ id }) => id)).toEqual(['meeting-door']);
    const unlinked = done(eraseSelection(office, { ids: new Set(['desk-2-7', 'private']) })).world;
    expect(unlinked.objects.find(({ id }) => id === 'computer')?.linkedObjects).toEqual(['chair-2-8']);
    expect(unlinked.doors.map(({ id }) => id)).toEqual(['meeting-door']);
  });

  it('is copied into another World with its walls, and turns there as Objects do', () => {
    const fragment = copyFragment(office, meeting);
    if (fragment === undefined) throw new Error('Nothing was copied.');
    const wide = done(resizeMap(field, { left: 0, top: 0, right: 6, bottom: 6 })).world;
    const { world, made } = done(pasteFragment(wide, fragment, { x: 12, y: 7 }, idsFor(wide)));
    expect(made).toHaveLength(4);
    expect(errorsOf(world)).toEqual([]);
    expect(
      wallsOf(world)
        .slice(7, 12)
        .map((row) => row.slice(12)),
    ).toEqual(
      wallsOf(office)
        .slice(0, 5)
        .map((row) => row.slice(0, 6)),
    );
    expect(refusal(pasteFragment(field, fragment, { x: 8, y: 3 }, idsFor(field)))).toBe('outside-map');
    const sofa = done(turnSelection(office, { ids: new Set(['sofa-8-6']) })).world;
    expect(sofa.objects.find(({ id }) => id === 'sofa-8-6')).toMatchObject({
      position: { x: 8, y: 6 },
      rotation: 90,
    });
  });
});

describe('another size of the Map', () => {
  const office = unpackTiles(officeWorld());

  it('moves all along, and cuts off what does not fit any more', () => {
    const larger = done(resizeMap(office, { left: 3, top: 2, right: 0, bottom: 1 })).world;
    expect([larger.map.width, larger.map.height]).toEqual([17, 13]);
    expect(larger.zones[0]?.bounds).toEqual({ x: 4, y: 3, width: 4, height: 3 });
    const smaller = done(resizeMap(office, { left: -3, top: 0, right: 0, bottom: 0 })).world;
    expect(smaller.zones.map(({ id, bounds }) => [id, bounds?.width])).toEqual([
      ['meeting', 2],
      ['private', 4],
    ]);
    expect(smaller.objects.some(({ id }) => id === 'chair-1-3')).toBe(false);
    const gone = done(resizeMap(office, { left: -6, top: 0, right: 0, bottom: 0 })).world;
    expect(gone.zones.map(({ id }) => id)).toEqual(['private']);
    expect(gone.doors.map(({ id }) => id)).toEqual(['private-door']);
  });

  it.each([
    ['nothing', { left: -14, top: 0, right: 0, bottom: 0 }, 'too-small'],
    ['what is somewhere else', { left: -20, top: 0, right: 20, bottom: 0 }, 'too-small'],
    ['more than 512 tiles a side', { left: 0, top: 0, right: 499, bottom: 0 }, 'too-large'],
    ['no SpawnPoint', { left: 0, top: 0, right: 0, bottom: -6 }, 'last-spawn-point'],
  ])('is not %s', (_case, growth, expected) => {
    expect(refusal(resizeMap(office, growth))).toBe(expected);
  });
});

it('another World in place of this one keeps the name, is all else, and is one step that can be undone', () => {
  const office = unpackTiles(officeWorld());
  const { world, edit } = done(replaceWorld(field, office));
  expect(world).toEqual({ ...office, ...identityOf(field) });
  const undone = applyEdit(world, invertEdit(edit));
  expect(undone.ok && undone.world).toEqual(field);
  expect(errorsOf(world)).toEqual([]);
});

const identityOf = ({ worldId, workspaceId, version, meta, formatVersion }: World) => ({
  ...{ worldId, workspaceId, version, meta, formatVersion },
});

it('a clipboard with more tiles than its own size is none of a World: they would be gone through one by one', () => {
  const fragment = copyFragment(officeWorld(), { ids: new Set(['sofa-8-6']) });
  const { width = 0, height = 0 } = fragment ?? {};
  const whole = { x: 0, y: 0, width, height };
  expect(readFragment(JSON.stringify({ ...fragment, area: [whole] }))).toBeDefined();
  expect(readFragment(JSON.stringify({ ...fragment, area: [whole, whole] }))).toBeUndefined();
});

describe('edits on another base', () => {
  it('are made again where nothing that they change has changed, and told where something has', () => {
    const first = done(drawRoom(field, room(), idsFor(field)));
    const second = done(changeItem(first.world, 'zones', first.made[0] ?? '', { name: 'Galley' }));
    const third = done(paintFloor(second.world, [{ x: 9, y: 1 }], 'tile'));
    const mine = [first, second, third].reduce(
      (history, outcome) => remember(history, outcome),
      beginHistory(field),
    );
    const theirs = done(drawWall(field, { x: 3, y: 4 }, { x: 8, y: 4 }, 'glass')).world;
    const { history, conflicts } = replayEdits(theirs, mine.done);
    expect(conflicts.map(({ conflict }) => conflict.kind)).toEqual(['tiles', 'put']);
    expect(compareWorlds(theirs, history.world)).toMatchObject({ floorTiles: 1, items: [] });
    const elsewhere = done(paintFloor(field, [{ x: 10, y: 5 }], 'tile')).world;
    expect(replayEdits(elsewhere, mine.done).conflicts).toEqual([]);
  });

  it('are an error on a World that still has palettes', () => {
    expect(() => drawWall(packTiles(field), { x: 2, y: 2 }, { x: 3, y: 2 }, 'wall')).toThrow(RangeError);
  });
});

describe('a comparison', () => {
  it('says what was added, removed and changed, and how, whatever the palettes are', () => {
    const office = officeWorld();
    const unpacked = unpackTiles(office);
    const moved = done(moveSelection(unpacked, { ids: new Set(['sofa-8-6']) }, { x: 1, y: 0 })).world;
    const named = done(changeItem(moved, 'zones', 'meeting', { name: 'Oak', maxPeople: 8 })).world;
    const erased = done(eraseSelection(named, { ids: new Set(['plant-11-2']) })).world;
    const after = done(changeWorld(erased, { name: 'Tower', groundZone: { name: 'Lobby' } })).world;
    const compared = compareWorlds(office, packTiles(after));
    expect(compared).toMatchObject({
      name: { before: 'Plan', after: 'Tower' },
      size: undefined,
      groundZone: true,
    });
    expect(compared.items).toEqual([
      { list: 'zones', id: 'meeting', what: 'changed', label: 'Oak', properties: ['name', 'maxPeople'] },
      { list: 'objects', id: 'sofa-8-6', what: 'changed', label: 'Sofa', properties: ['position'] },
      { list: 'objects', id: 'plant-11-2', what: 'removed', label: 'Plant', properties: [] },
    ]);
    const built = done(drawWall(unpacked, { x: 2, y: 5 }, { x: 4, y: 5 }, 'glass')).world;
    expect(compareWorlds(unpacked, built).walls).toEqual({ added: 3, removed: 0, changed: 0 });
    expect(compareWorlds(built, unpacked).walls).toEqual({ added: 0, removed: 3, changed: 0 });
  });
});

describe('a fragment of another format', () => {
  const office = unpackTiles(officeWorld());
  const fragment = copyFragment(office, selectWithin(office, { x: 0, y: 0, width: 14, height: 10 }));
  const text = (change: object) => JSON.stringify({ ...fragment, ...change });

  it('of an earlier one is migrated as its World would be', () => {
    const tiles = (name: string) => [{ id: 'floor', tiles: new Array<string>(140).fill(name) }];
    const sized = { width: 14, height: 10, area: [{ x: 0, y: 0, width: 14, height: 10 }] };
    const things = { zones: [], doors: [], passages: [], objects: [], spawnPoints: [] };
    const old = text({ ...sized, ...things, formatVersion: 1, layers: tiles('marble') });
    expect(readFragment(old)).toMatchObject({ formatVersion: currentFormatVersion, layers: tiles('stone') });
    expect(readFragment(text({ formatVersion: 1 }))).toMatchObject({
      formatVersion: currentFormatVersion,
      objects: fragment?.objects.map(({ id }) => ({ id })),
    });
  });

  it('of a later one is told apart from what is none', () => {
    expect(readFragment(text({ formatVersion: 99, things: [] }))).toBe('newer');
    expect(readFragment(text({ formatVersion: 99, kind: 'other' }))).toBeUndefined();
    expect(readFragment(text({ formatVersion: 'two' }))).toBeUndefined();
  });
});
