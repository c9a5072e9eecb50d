import { describe, expect, test } from 'vitest';
import { officeWorld, worldFromPlan } from '../testing/index.ts';
import { formatIssuePath, subjectLimits, worldIssue, worldIssueCodes } from './issues.ts';
import type { IssueSubject, WorldIssueCode } from './issues.ts';
import { worldLimits } from './limits.ts';
import { parseWorld } from './parseWorld.ts';
import type { World } from './world.ts';

/** A file with one mistake: bytes, text, or what JSON is made of. */
interface Case {
  readonly file: unknown;
  readonly path: string;
  readonly message: string;
  /** Nothing unless given, as for mistakes in the shape of a file. */
  readonly about?: Partial<IssueSubject>;
}

const office = officeWorld();
const { map } = office;

function withItem<List extends 'zones' | 'doors' | 'objects' | 'passages' | 'spawnPoints'>(
  list: List,
  index: number,
  change: object,
): unknown {
  return {
    ...office,
    [list]: office[list].map((item, place) => (place === index ? { ...item, ...change } : item)),
  };
}

function withMore(list: 'zones' | 'doors' | 'objects' | 'passages', item: object): unknown {
  return { ...office, [list]: [...office[list], item] };
}

const seat = office.objects.find(({ type }) => type === 'Chair') ?? office.objects[0]!;
const objectIndex = (id: string) => office.objects.findIndex((object) => object.id === id);
const box = (x: number, y: number, width = 1, height = 1) => ({ x, y, width, height });

/** A PrivateRoom whose wall has a hole. */
const roomWithHole = (hole: string): World =>
  worldFromPlan(['######', '#pp1.#', `#pp${hole}@#`, '######'], {
    zones: { p: { type: 'PrivateRoom', name: 'Quiet' } },
    doors: { 1: { leadsToZone: 'p' } },
  });

const cases: Readonly<Record<WorldIssueCode, Case>> = {
  'file-too-large': {
    file: new Uint8Array(worldLimits.fileBytes + 1),
    path: '',
    message: 'The file has 4194305 bytes; 4194304 at most are allowed.',
  },
  'not-utf8': {
    file: Uint8Array.of(0x7b, 0x0a, 0xff),
    path: '',
    message: 'The file is not UTF-8 text; line 2 is the first that is not.',
  },
  'not-json': {
    file: '{,}',
    path: '',
    message: 'Line 1, column 2: there is "," where a key in double quotes should be.',
  },
  'duplicate-key': {
    file: '{"zones": [], "zones": []}',
    path: '',
    message: 'Line 1, column 15: the key "zones" is here a second time.',
  },
  'too-deep': {
    file: '['.repeat(99),
    path: '',
    message: 'Line 1, column 34: brackets are nested too deeply.',
  },
  'format-version': {
    file: { ...office, formatVersion: '1' },
    path: 'formatVersion',
    message: 'This has to be a whole number; this Atrium writes 2.',
  },
  'format-too-new': {
    file: { ...office, formatVersion: 3 },
    path: 'formatVersion',
    message: 'This file has format 3; this Atrium reads formats up to 2. Update Atrium to open it.',
  },

  'missing-key': {
    file: { ...office, worldId: undefined },
    path: 'worldId',
    message: 'The key "worldId" is missing.',
  },
  'unknown-key': {
    file: withItem('doors', 0, { leadsTo: 'meeting' }),
    path: 'doors[0].leadsTo',
    message: 'The key "leadsTo" is not known here.',
  },
  'wrong-type': {
    file: { ...office, map: { ...map, width: '14' } },
    path: 'map.width',
    message: 'This has to be a whole number, but it is "14".',
  },
  'wrong-value': {
    file: withItem('objects', 0, { rotation: 45 }),
    path: 'objects[0].rotation',
    message: 'This has to be 0, 90, 180 or 270, but it is 45.',
  },
  'wrong-text': {
    file: withItem('zones', 0, { id: 'my room' }),
    path: 'zones[0].id',
    message:
      '"my room" is not written as it has to be: use letters, digits, and . _ : - only, beginning with a letter or digit.',
  },
  'out-of-range': {
    file: withItem('zones', 0, { maxPeople: 0 }),
    path: 'zones[0].maxPeople',
    message: 'This has to be at least 1, but it is 0.',
  },
  'too-many': {
    file: {
      ...office,
      spawnPoints: Array.from({ length: 101 }, (_, x) => ({ id: `s${x}`, position: { x, y: 5 } })),
    },
    path: 'spawnPoints',
    message: 'This list has 101 entries; 100 at most are allowed.',
  },
  'too-few': {
    file: { ...office, spawnPoints: [] },
    path: 'spawnPoints',
    message: 'This list has to have at least 1 entry.',
  },
  'more-issues': {
    file: { ...office, objects: Array.from({ length: 1003 }, () => null) },
    path: '',
    message: 'There are 3 more.',
  },

  'tile-count': {
    file: {
      ...office,
      map: {
        ...map,
        layers: map.layers.map((layer) => ({
          ...layer,
          tiles: layer.tiles.slice(layer.id === 'walls' ? 1 : 0),
        })),
      },
    },
    path: 'map.layers[1].tiles',
    message: 'The layer "walls" has 139 tiles; a Map of 14 x 10 needs 140.',
  },
  'unknown-tile': {
    file: {
      ...office,
      map: {
        ...map,
        layers: map.layers.map((layer) => ({ ...layer, tiles: [4, ...layer.tiles.slice(1)] })).slice(1),
      },
    },
    path: 'map.layers[0].tiles[0]',
    message: 'The tile 4 is not in the palette of the layer "walls", which has 4 entries counted from 0.',
    about: { tiles: [box(0, 0)] },
  },
  'outside-map': {
    file: withItem('objects', objectIndex('sofa-8-6'), { position: { x: 13, y: 6 } }),
    path: `objects[${objectIndex('sofa-8-6')}].position`,
    message:
      'The Sofa "sofa-8-6" lies from (13, 6) to (14, 6), which is not all inside of the Map, which has 14 x 10 tiles.',
    about: { ids: ['sofa-8-6'], tiles: [box(13, 6, 2, 1)] },
  },
  'duplicate-id': {
    file: withItem('spawnPoints', 0, { id: 'meeting' }),
    path: 'spawnPoints[0].id',
    message: 'The id "meeting" is already taken by zones[0].id.',
    about: { ids: ['meeting'], tiles: [box(2, 6), box(1, 1, 4, 3)] },
  },
  'zone-area': {
    file: withItem('zones', 0, { bounds: undefined }),
    path: 'zones[0]',
    message: 'The Zone "Meeting" has no area: give it `bounds` or a `polygon`.',
    about: { ids: ['meeting'] },
  },
  'zone-overlap': {
    file: withMore('zones', { id: 'team', name: 'Team', type: 'TeamArea', bounds: box(1, 1, 1, 5) }),
    path: 'zones[2]',
    message:
      'The Zones "Meeting" and "Team" share 3 tiles; only a PrivateRoom may lie in another Zone, a TeamArea, and only as a whole.',
    about: { ids: ['team', 'meeting'], tiles: [box(1, 1, 1, 3)] },
  },
  'door-unknown-zone': {
    file: withItem('doors', 0, { leadsToZone: 'attic' }),
    path: 'doors[0].leadsToZone',
    message: 'The Door "meeting-door" leads to the Zone "attic", which does not exist.',
    about: { ids: ['meeting-door'], tiles: [box(3, 4)] },
  },
  'door-not-in-wall': {
    file: withMore('doors', {
      id: 'gate',
      bounds: box(4, 6),
      leadsToZone: 'ground',
      access: { type: 'open' },
    }),
    path: 'doors[2].bounds',
    message:
      'The Door "gate" is not in a wall: on two sides that face each other a wall has to begin right beside it.',
    about: { ids: ['gate'], tiles: [box(4, 6)] },
  },
  'door-beside-zone': {
    file: withItem('doors', 0, { leadsToZone: 'private' }),
    path: 'doors[0].bounds',
    message:
      'The Door "meeting-door" does not lead into the Zone "Private": the Zone has to begin right behind it, on one side only.',
    about: { ids: ['meeting-door', 'private'], tiles: [box(3, 4)] },
  },
  'door-without-roles': {
    file: withItem('doors', 0, { access: { type: 'role', allowedRoles: [] } }),
    path: 'doors[0].access',
    message: 'The Door "meeting-door" admits nobody: list the Roles that may enter in `allowedRoles`.',
    about: { ids: ['meeting-door'], tiles: [box(3, 4)] },
  },
  'gate-blocked': {
    file: withMore('objects', { id: 'box', type: 'Plant', position: { x: 3, y: 4 } }),
    path: 'doors[0].bounds',
    message: 'The Door "meeting-door" is blocked by the Object "box".',
    about: { ids: ['meeting-door', 'box'], tiles: [box(3, 4)] },
  },
  'gate-overlap': {
    file: withMore('passages', { id: 'gap', bounds: box(3, 4) }),
    path: 'passages[1].bounds',
    message: 'The passage "gap" and the Door "meeting-door" share a tile.',
    about: { ids: ['gap', 'meeting-door'], tiles: [box(3, 4), box(3, 4)] },
  },
  'unknown-object': {
    file: withItem('objects', objectIndex('computer'), { linkedObjects: ['chair-2-8', 'stool'] }),
    path: `objects[${objectIndex('computer')}].linkedObjects[1]`,
    message: 'The Object "computer" is linked to "stool", which does not exist.',
    about: { ids: ['computer'], tiles: [box(2, 7)] },
  },
  'link-cycle': {
    file: withItem('objects', objectIndex('chair-2-8'), { linkedObjects: ['computer'] }),
    path: `objects[${objectIndex('chair-2-8')}].linkedObjects`,
    message: 'The links lead round in a circle: "chair-2-8" -> "computer" -> "chair-2-8".',
    about: { ids: ['chair-2-8', 'computer'], tiles: [box(2, 8), box(2, 7)] },
  },
  'no-seat': {
    file: withItem('objects', objectIndex('plant-11-2'), { interaction: { action: 'sit' } }),
    path: `objects[${objectIndex('plant-11-2')}].interaction`,
    message: 'The Plant "plant-11-2" is for sitting, but a Plant has no place to sit.',
    about: { ids: ['plant-11-2'], tiles: [box(11, 2)] },
  },
  'spawn-blocked': {
    file: withItem('spawnPoints', 0, { position: { x: 2, y: 8 } }),
    path: 'spawnPoints[0].position',
    message: 'The SpawnPoint "spawn-1" is in the Object "chair-2-8".',
    about: { ids: ['spawn-1', 'chair-2-8'], tiles: [box(2, 8)] },
  },
  'spawn-in-private-room': {
    file: withItem('spawnPoints', 0, { position: { x: 6, y: 1 } }),
    path: 'spawnPoints[0].position',
    message: 'The SpawnPoint "spawn-1" is in the PrivateRoom "Private", which people enter by its Door.',
    about: { ids: ['spawn-1', 'private'], tiles: [box(6, 1)] },
  },
  'spawn-in-doorway': {
    file: withItem('spawnPoints', 0, { position: { x: 11, y: 4 } }),
    path: 'spawnPoints[0].position',
    message: 'The SpawnPoint "spawn-1" is in the passage "store-passage", which has to stay free.',
    about: { ids: ['spawn-1', 'store-passage'], tiles: [box(11, 4)] },
  },
  'private-room-open': {
    file: roomWithHole('.'),
    path: 'zones[0]',
    message: 'The PrivateRoom "Quiet" is open at (2, 2); walls and Doors that lead to it have to enclose it.',
    about: { ids: ['p'], tiles: [box(2, 2)] },
  },

  'more-warnings': {
    file: {
      ...office,
      objects: [
        ...office.objects,
        ...Array.from({ length: 1002 }, (_, place) => ({
          id: `rug-${place}`,
          type: 'Rug',
          position: { x: 2, y: 5 },
          occupancy: 'single',
        })),
      ],
    },
    path: '',
    message: 'There are 2 more.',
  },
  'unreachable-tiles': {
    file: withMore('objects', { id: 'box', type: 'Bookshelf', position: { x: 11, y: 3 } }),
    path: 'map',
    message: 'The 3 free tiles around (11, 1) cannot be reached from any SpawnPoint.',
    about: { tiles: [box(11, 1, 2, 1), box(12, 2)] },
  },
  'unreachable-seat': {
    file: worldFromPlan(['#####', '#C#.#', '#####']),
    path: 'objects[0]',
    message: 'Nobody can get to the seat of "chair-1-1" at (1, 1): no free tile beside it can be reached.',
    about: { ids: ['chair-1-1'], tiles: [box(1, 1)] },
  },
  'open-border': {
    file: worldFromPlan(['tttttt', '......'], { zones: { t: { type: 'TeamArea', name: 'Team' } } }),
    path: 'zones[0]',
    message:
      '"Team" and "Ground" border on each other openly for 6 tiles from (0, 0) to (5, 0); put walls, glass, shelves or Doors between them, as people there do not see each other.',
    about: { ids: ['t', 'ground'], tiles: [box(0, 0, 6, 2)] },
  },
  'computer-without-chair': {
    file: withItem('objects', objectIndex('computer'), { linkedObjects: ['desk-2-7'] }),
    path: `objects[${objectIndex('computer')}]`,
    message: 'The Computer "computer" is linked to no Chair, so nobody can use it.',
    about: { ids: ['computer'], tiles: [box(2, 7)] },
  },
  'occupancy-unused': {
    file: withItem('objects', objectIndex('plant-11-2'), { occupancy: 'single' }),
    path: `objects[${objectIndex('plant-11-2')}].occupancy`,
    message: 'The Plant "plant-11-2" says how many can use it, but has no `interaction` to use it by.',
    about: { ids: ['plant-11-2'], tiles: [box(11, 2)] },
  },
  'unknown-look': {
    file: withItem('objects', objectIndex('plant-11-2'), { look: 'beehive' }),
    path: `objects[${objectIndex('plant-11-2')}].look`,
    message: 'The Plant "plant-11-2" is shown as usual: a Plant has no look "beehive".',
    about: { ids: ['plant-11-2'], tiles: [box(11, 2)] },
  },
  'missing-image': {
    file: withItem('objects', objectIndex('plant-11-2'), { type: 'Custom' }),
    path: `objects[${objectIndex('plant-11-2')}].asset`,
    message: 'The Custom "plant-11-2" has no image.',
    about: { ids: ['plant-11-2'], tiles: [box(11, 2)] },
  },
  'custom-unused': {
    file: withItem('objects', objectIndex('plant-11-2'), { collision: false }),
    path: `objects[${objectIndex('plant-11-2')}].collision`,
    message: 'The Plant "plant-11-2" has a `collision`, which only Custom Objects have.',
    about: { ids: ['plant-11-2'], tiles: [box(11, 2)] },
  },
  'opens-unused': {
    file: withItem('objects', objectIndex(seat.id), {
      interaction: { action: 'sit', opens: 'https://example.org/' },
    }),
    path: `objects[${objectIndex(seat.id)}].interaction.opens`,
    message: `The Chair "${seat.id}" has a page to open, but is for sitting: give the page to a Computer that it is linked to.`,
    about: { ids: [seat.id], tiles: [box(seat.position.x, seat.position.y)] },
  },
  'persistent-unused': {
    file: withItem('objects', objectIndex('plant-11-2'), { persistent: true }),
    path: `objects[${objectIndex('plant-11-2')}].persistent`,
    message: 'The Plant "plant-11-2" is to be kept, but only what is drawn on a Whiteboard can be.',
    about: { ids: ['plant-11-2'], tiles: [box(11, 2)] },
  },
  'knock-without-roles': {
    file: withItem('doors', 0, { access: { type: 'knock' } }),
    path: 'doors[0].access',
    message: `Nobody can be the first to enter by the Door "${office.doors[0]?.id}": list in \`allowedRoles\` whom it lets into the empty room.`,
    about: { ids: ['meeting-door'], tiles: [box(3, 4)] },
  },
  'spawn-behind-door': {
    file: {
      ...worldFromPlan(['#######', '#mm1.@#', '#mm####', '#######'], {
        zones: { m: { type: 'MeetingRoom', name: 'Aurora' } },
        doors: { 1: { leadsToZone: 'm', access: { type: 'role', allowedRoles: ['Admin'] } } },
      }),
      spawnPoints: [{ id: 'inside', position: { x: 1, y: 1 } }],
    },
    path: 'spawnPoints[0].position',
    message:
      'The SpawnPoint "inside" is in the Zone "Aurora", whose Doors do not admit everybody: people who choose it get past them.',
    about: { ids: ['inside', 'm'], tiles: [box(1, 1)] },
  },
  'object-overlap': {
    file: withMore('objects', { id: 'box', type: 'Plant', position: { x: 2, y: 7 } }),
    path: `objects[${office.objects.length}].position`,
    message: 'The Plant "box" overlaps the Desk "desk-2-7".',
    about: { ids: ['box', 'desk-2-7'], tiles: [box(2, 7), box(2, 7, 2, 1)] },
  },
  'nothing-beneath': {
    file: withMore('objects', { id: 'fern', type: 'HangingPlant', position: { x: 6, y: 8 } }),
    path: `objects[${office.objects.length}].position`,
    message: 'The HangingPlant "fern" stands on other Objects, but there is none beneath it at (6, 8).',
    about: { ids: ['fern'], tiles: [box(6, 8)] },
  },
};

function parse(file: unknown) {
  if (file instanceof Uint8Array) return parseWorld(file);
  return parseWorld(new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file)));
}

describe('each code is given for its mistake, at its place, and for nothing else', () => {
  test.each(Object.entries(cases))('%s', (code, { file, path, message, about }) => {
    const parsed = parse(file);
    const isError = worldIssueCodes[code as WorldIssueCode].severity === 'error';
    expect(parsed.ok).toBe(!isError);
    const issues = parsed.ok ? parsed.warnings : parsed.errors;
    expect(issues.filter((issue) => issue.code === code)).toEqual([
      { path, code, message, about: { ids: [], tiles: [], ...about } },
    ]);
  });

  test('every code has a case', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(worldIssueCodes).sort());
  });

  test('a file without mistakes gets no code', () => {
    expect(parse(office)).toMatchObject({ ok: true, warnings: [] });
    expect(parse(roomWithHole('#'))).toMatchObject({ ok: true, warnings: [] });
  });
});

test('paths are written as people do', () => {
  expect(formatIssuePath([])).toBe('');
  expect(formatIssuePath(['zones', 2, 'bounds', 'x'])).toBe('zones[2].bounds.x');
});

test('an issue about very many things names only some of them', () => {
  const ids = Array.from({ length: 1000 }, (_, place) => `chair-${place}`);
  const tiles = ids.map((_, place) => box(place, 0));
  const { about } = worldIssue(['map'], 'unreachable-tiles', '', { ids, tiles });
  expect(about.ids).toHaveLength(subjectLimits.ids);
  expect(about.tiles).toHaveLength(subjectLimits.rectangles);
});
