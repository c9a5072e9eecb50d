import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createWorldSpace,
  formatWorld,
  isError,
  parseWorld,
  unpackTiles,
  validateWorld,
} from '@atrium/world';
import type { World } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { importFiles } from './importFiles.ts';
import type { ImportFile, ImportResult } from './importReport.ts';
import {
  annexTileset,
  area,
  fileOf,
  gids,
  packed,
  tiledMap,
  tileLayer,
  tileset,
} from './testing/tiledFixtures.ts';
import type { MapPlan, Packing } from './testing/tiledFixtures.ts';

const names = { ground: 'Open area', meeting: 'Meeting room', silent: 'Quiet area', named: 'Area' };
const rooms = [
  '############',
  '#...#......#',
  '#...#..dd..#',
  '#...#..dd..#',
  '#..........#',
  '#####......#',
  '#@.........#',
  '############',
];

function read(files: readonly ImportFile[], isHalfSize = false): Promise<ImportResult> {
  let number = 0;
  const newId = (kind: string) => `${kind}-${++number}`;
  return importFiles(files, { isHalfSize, names }, { newId, nowMs: 0 });
}

async function made(files: readonly ImportFile[], isHalfSize = false) {
  const result = await read(files, isHalfSize);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return { ...result, world: unpackTiles(result.world) };
}

const importMap = (plan: MapPlan, ...others: readonly ImportFile[]) =>
  made([fileOf('office.tmj', tiledMap(plan)), ...others]);

async function refusal(...files: readonly ImportFile[]) {
  const result = await read(files);
  return result.ok ? undefined : result.reason;
}

/** A drawing of what blocks: `#` walls, `o` furniture. */
function planOf(world: World): readonly string[] {
  const { collision } = createWorldSpace(world);
  const letters: Readonly<Record<string, string>> = { wall: '#', object: 'o', seat: 's' };
  return Array.from({ length: world.map.height }, (_, y) =>
    Array.from({ length: world.map.width }, (_row, x) => {
      const blocker = collision.blockerAt(x, y);
      return blocker === undefined ? '.' : (letters[blocker.kind] ?? '?');
    }).join(''),
  );
}

const problemsOf = (world: World) => validateWorld(world).map(({ code, message }) => `${code}: ${message}`);

describe('a map of WorkAdventure', () => {
  it('becomes a World without errors in which what blocked blocks: lines as walls, all else as furniture', async () => {
    const { world, notes } = await importMap({ rows: rooms });
    expect(planOf(world)).toEqual(rooms.map((row) => row.replaceAll('@', '.').replaceAll('d', 'o')));
    expect(problemsOf(world)).toEqual([]);
    expect(notes).toEqual([]);
    expect(world.spawnPoints.map(({ position }) => position)).toEqual([{ x: 1, y: 6 }]);
    const written = parseWorld(new TextEncoder().encode(formatWorld(world)));
    expect(written.ok).toBe(true);
  });

  it('has walls of one tile where WorkAdventure draws them several tiles high', async () => {
    const plan = [
      ...['###########', '###########', '###########', '##...#....#', '##...#....#', '##........#'],
      ...['#####..####', '#####..####', '##........#', '##.@......#', '###########', '###########'],
    ];
    const { world, notes } = await importMap({ rows: plan, objects: [area('tiny', [2, 3, 1, 1])] });
    expect(planOf(world)).toEqual([
      ...['##########', '#...#....#', '#...#....#', '#........#', '#........#'],
      ...['####..####', '#........#', '#........#', '#........#', '##########'],
    ]);
    expect(problemsOf(world)).toEqual([]);
    expect(world.spawnPoints.map(({ position }) => position)).toEqual([{ x: 2, y: 7 }]);
    expect(notes).toMatchObject([{ place: { x: 1, y: 1 } }]);
  });

  it('tells walls from furniture by their shape where no layer says what they are', async () => {
    const plan = [
      '#########',
      '#.......#',
      '#.##....#',
      '#.##.####',
      '#.......#',
      '#...#...#',
      '#.......#',
      '#########',
    ];
    const { world } = await importMap({ rows: plan });
    expect(planOf(world)).toEqual([
      ...[
        '#########',
        '#.......#',
        '#.oo....#',
        '#.oo.####',
        '#.......#',
        '#...o...#',
        '#.......#',
        '#########',
      ],
    ]);
  });

  it('has whole walls where furniture stands in front of them, and no wall of what stands between two', async () => {
    const plan = [
      ...['############', '#....#.....#', '#....#.....#', '#....d.....#', '#....#.....#', '#.##dd##.###'],
      ...['#..........#', '#.dddd.....#', '#..........#', '#ddddddddd.#', '#@.........#', '############'],
    ];
    const { world } = await importMap({ rows: plan });
    expect(planOf(world)).toEqual([
      ...['############', '#....#.....#', '#....#.....#', '#....#.....#', '#....#.....#', '#.######.###'],
      ...['#..........#', '#.oooo.....#', '#..........#', '#ooooooooo.#', '#..........#', '############'],
    ]);
    const hidden = rooms.map((row, y) => (y >= 1 && y <= 3 ? '....d.......' : row.replace(/./g, '.')));
    const behind = await importMap({
      rows: rooms,
      layers: [tileLayer('furniture2', hidden, { d: gids.desk })],
    });
    expect(planOf(behind.world)).toEqual(planOf((await importMap({ rows: rooms })).world));
  });

  it('blocks where a layer is named collisions, whatever its tiles are', async () => {
    const open = rooms.map((row) => row.replace(/[#d]/g, '.'));
    const collisions = tileLayer('collisions', rooms, { '#': gids.floor, d: gids.floor });
    const { world } = await importMap({ rows: open, layers: [collisions] });
    expect(planOf(world)[0]).toBe('############');
    expect(planOf(world)[2]?.slice(7, 9)).toBe('oo');
  });

  it.each<Packing>(['list', 'csv', 'base64', 'gzip', 'zlib'])(
    'is read with layers written as %s',
    async (packing) => {
      const map = tiledMap({ rows: rooms });
      const layers = map.layers.map((layer) =>
        'width' in layer
          ? { ...layer, ...packed((layer as ReturnType<typeof tileLayer>).data, packing) }
          : layer,
      );
      const { world, notes } = await made([fileOf('office.tmj', { ...map, layers })]);
      expect(planOf(world)).toEqual(planOf((await importMap({ rows: rooms })).world));
      expect(notes).toEqual([]);
    },
  );

  it('is read with a layer packed as zstd', async () => {
    const walls = {
      ...tileLayer('walls', rooms, {}),
      ...{ encoding: 'base64', compression: 'zstd' },
      data: 'KLUv/QRo9QAAOAEAAAABAAAIIOA02gE44KMTKAPFo3MaqDE5zBRE+cRNJA==',
    };
    const { world } = await importMap({
      rows: rooms.map((row) => row.replace(/[#d]/g, '.')),
      layers: [walls],
    });
    expect(planOf(world)).toEqual(rooms.map((row) => row.replace(/[@d]/g, '.')));
  });

  it('may be infinite: its Map begins where something is drawn', async () => {
    const map = tiledMap({ rows: rooms });
    const { data, ...walls } = tileLayer('walls', rooms, { '#': gids.wall });
    const chunk = { x: -32, y: -16, width: 12, height: 8, data };
    const room = area('Room', [-31, -15, 3, 4], { jitsiRoom: 'room' });
    const layers = [
      { ...walls, chunks: [chunk] },
      { name: 'areas', type: 'objectgroup', objects: [room] },
    ];
    const { world } = await made([
      fileOf('office.tmj', { ...map, infinite: true, width: 16, height: 16, layers }),
    ]);
    expect(planOf(world)).toEqual(rooms.map((row) => row.replace(/[@d]/g, '.')));
    expect(world.zones).toMatchObject([{ name: 'Room', bounds: { x: 1, y: 1, width: 3, height: 4 } }]);
  });

  it('at half size has walls where half of a tile is blocked, and ways through stay', async () => {
    const [solid, open, way] = ['#'.repeat(16), `#${'.'.repeat(14)}#`, '########..######'];
    const plan = [solid, open, open, open, way, open, open, open.replace('.', '@'), open, solid];
    const { world } = await made([fileOf('office.tmj', tiledMap({ rows: plan }))], true);
    expect(planOf(world)).toEqual(['########', '#......#', '####.###', '#......#', '########']);
    expect(problemsOf(world)).toEqual([]);
  });

  it('makes Zones of its areas: meetings, silent ones, and others with a name', async () => {
    const objects = [
      area('Kitchen', [5, 1, 6, 4]),
      area('Board', [1, 1, 3, 4], { jitsiRoom: 'board', jitsiTrigger: 'onaction' }),
      area('Hush', [5, 5, 6, 2], { silent: true }),
      area('tiny', [1, 6, 1, 1]),
    ];
    const { world, notes } = await importMap({ rows: rooms, objects });
    expect(world.zones).toMatchObject([
      { name: 'Board', type: 'MeetingRoom', bounds: { x: 1, y: 1, width: 3, height: 4 } },
      { name: 'Hush', type: 'TeamArea', overrides: { audio: 'off' } },
      { name: 'Kitchen', type: 'TeamArea', bounds: { x: 5, y: 1, width: 6, height: 4 } },
    ]);
    expect(notes).toEqual([{ code: 'area-too-small', name: 'tiny', place: { x: 1, y: 6 } }]);
  });

  it('makes Zones of layers that have a meaning, too', async () => {
    const layer = {
      ...tileLayer(
        'boardroom',
        rooms.map((row, y) => (y > 0 && y < 5 ? `.${'m'.repeat(3)}${row.slice(4)}` : row)),
        {
          m: gids.floor,
        },
      ),
      properties: [{ name: 'jitsiRoom', type: 'string', value: 'board' }],
    };
    const { world } = await importMap({ rows: rooms, layers: [layer] });
    expect(world.zones).toMatchObject([
      { name: 'boardroom', type: 'MeetingRoom', bounds: { x: 1, y: 1, width: 3 } },
    ]);
  });

  it('keeps Zones apart: what a meeting has, an area around it gives up', async () => {
    const objects = [area('Floor', [1, 1, 10, 6]), area('Corner', [1, 1, 3, 3], { jitsiRoom: 'c' })];
    const { world, notes } = await importMap({ rows: rooms, objects });
    expect(world.zones).toMatchObject([
      { name: 'Corner' },
      { name: 'Floor', polygon: expect.anything() as unknown },
    ]);
    expect(notes).toMatchObject([{ code: 'area-overlaps', name: 'Floor', count: 9 }]);
    expect(validateWorld(world).filter(isError)).toEqual([]);
  });

  it('opens pages from the furniture that is there, or from a Screen; relative links are listed', async () => {
    const objects = [
      area('Wiki', [7, 2, 2, 1], { openWebsite: 'https://wiki.example.org/start' }),
      area('Board', [1, 1, 3, 3], { openWebsite: '//board.example.org/' }),
      area('Help', [5, 6, 2, 1], { openWebsite: './help.html' }),
    ];
    const { world, notes } = await importMap({ rows: rooms, objects });
    const pages = world.objects.flatMap(({ type, interaction }) =>
      interaction?.opens === undefined ? [] : [[type, interaction.opens]],
    );
    expect(pages).toEqual([
      ['Desk', 'https://wiki.example.org/start'],
      ['Screen', 'https://board.example.org/'],
    ]);
    expect(notes).toEqual([
      { code: 'link-relative', name: 'Help', detail: './help.html', place: { x: 5, y: 6 } },
    ]);
    expect(problemsOf(world)).toEqual([]);
  });

  it('lists exits, sounds and scripts with their places', async () => {
    const objects = [
      area('to-garden', [10, 6, 1, 1], { exitUrl: 'garden.tmj#from-office' }),
      area('music', [5, 1, 2, 2], { playAudio: 'song.mp3' }),
    ];
    const { notes } = await importMap({
      rows: rooms,
      objects,
      map: { properties: [{ name: 'script', value: 'a.js' }] },
    });
    expect(notes).toEqual([
      { code: 'exit', name: 'to-garden', detail: 'garden.tmj#from-office', place: { x: 10, y: 6 } },
      { code: 'feature', name: 'playAudio', detail: 'music', place: { x: 5, y: 1 } },
      { code: 'feature', name: 'script' },
    ]);
  });

  it('has a SpawnPoint for each entry, on free floor, and one where the map has none', async () => {
    const objects = [
      area('from-garden', [10, 1, 1, 1], { start: true }),
      area('in-wall', [0, 0, 1, 1], { start: true }),
    ];
    const { world, notes } = await importMap({ rows: rooms, objects });
    expect(world.spawnPoints).toMatchObject([
      { position: { x: 1, y: 6 } },
      { name: 'from-garden', position: { x: 10, y: 1 } },
      { name: 'in-wall', position: { x: 1, y: 1 } },
    ]);
    expect(notes).toMatchObject([{ code: 'start-moved', name: 'in-wall' }]);
    const without = await importMap({ rows: rooms.map((row) => row.replace('@', '.')) });
    expect(without.notes).toMatchObject([{ code: 'start-missing' }]);
    expect(problemsOf(without.world)).toEqual([]);
  });
});

describe('files beside a map', () => {
  const plan = rooms.map((row) => row.replace('#####......#', '#???#......#'));

  it('names a tileset that is missing and how many tiles it leaves unknown, and uses it where it is there', async () => {
    const missing = await importMap({ rows: plan });
    expect(missing.notes).toEqual([{ code: 'tileset-missing', name: '../tilesets/Annex.tsj', count: 3 }]);
    expect(planOf(missing.world)[5]).toBe('#...o......#');
    const there = await importMap({ rows: plan }, fileOf('annex.tsj', annexTileset));
    expect(there.notes).toEqual([]);
    expect(planOf(there.world)[5]).toBe('#####......#');
  });

  it('are not stopped for where they are something else, such as the image of a tileset', async () => {
    const image = { name: 'office.png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff) };
    const { notes } = await importMap({ rows: rooms }, image, fileOf('package.json', { name: 'office' }));
    expect(notes.map(({ code, name }) => [code, name])).toEqual([
      ['file-unused', 'office.png'],
      ['file-unused', 'package.json'],
    ]);
  });

  it('may be a .wam: its areas, entries and furniture count, and what Atrium has not is listed', async () => {
    const square = { x: 32, y: 32, width: 96, height: 128 };
    const wam = {
      version: '1.0.0',
      mapUrl: 'http://maps.example.org/office.tmj',
      metadata: { name: 'The office' },
      entityCollections: [],
      areas: [
        {
          id: 'a',
          name: 'Huddle',
          ...square,
          properties: [{ id: '1', type: 'jitsiRoomProperty', roomName: 'h' }],
        },
        {
          ...{ id: 'b', name: 'Stage', x: 160, y: 32, width: 64, height: 96 },
          properties: [{ id: '2', type: 'speakerMegaphone', name: 'stage' }],
        },
        {
          ...{ id: 'c', name: 'Lobby', x: 64, y: 192, width: 32, height: 32 },
          properties: [{ id: '3', type: 'start', isDefault: true }],
        },
      ],
      entities: {
        e1: { x: 320, y: 160, prefabRef: { collectionName: 'Furniture', id: 'Plant:green:Down' } },
        e2: {
          x: 288,
          y: 192,
          prefabRef: { collectionName: 'Furniture', id: 'Chair:red:Left' },
          properties: [],
        },
        e3: { x: 64, y: 64, prefabRef: { collectionName: 'Party', id: 'Balloon:red' } },
      },
    };
    const { world, notes } = await importMap({ rows: rooms }, fileOf('office.wam', wam));
    expect(world.meta.name).toBe('The office');
    expect(world.zones).toMatchObject([
      { name: 'Huddle', type: 'MeetingRoom' },
      { name: 'Stage', type: 'TeamArea' },
    ]);
    expect(world.spawnPoints).toMatchObject([
      { position: { x: 1, y: 6 } },
      { name: 'Lobby', position: { x: 2, y: 6 } },
    ]);
    const added = world.objects.filter(({ type }) => type === 'Plant' || type === 'Chair');
    expect(added).toMatchObject([
      { type: 'Plant', position: { x: 10, y: 5 } },
      { type: 'Chair', position: { x: 9, y: 6 }, rotation: 90, interaction: { action: 'sit' } },
    ]);
    expect(notes).toEqual([
      { code: 'feature', name: 'speakerMegaphone', detail: 'Stage', place: { x: 5, y: 1 } },
      { code: 'entity-unknown', name: 'Balloon:red', place: { x: 2, y: 2 } },
    ]);
    expect(validateWorld(world).filter(isError)).toEqual([]);
  });
});

describe('a map as XML', () => {
  const csv = (letter: string, gid: number) =>
    rooms.map((row) => [...row].map((tile) => (tile === letter ? gid : 0)).join(',')).join(',\n');
  const tmx = `<?xml version="1.0" encoding="UTF-8"?>
<map version="1.10" orientation="orthogonal" width="12" height="8" tilewidth="32" tileheight="32" infinite="0">
 <properties><property name="mapName" value="&lt;Office&gt; &amp; more"/></properties>
 <tileset firstgid="1" source="office.tsx"/>
 <layer id="1" name="start" width="12" height="8"><data encoding="csv">${csv('@', gids.start)}</data></layer>
 <group name="walls">
  <layer id="2" name="walls1" width="12" height="8"><data encoding="csv">${csv('#', gids.wall)}</data></layer>
  <layer id="3" name="desks" width="12" height="8"><data>${rooms
    .flatMap((row) => [...row].map((tile) => `<tile gid="${tile === 'd' ? gids.desk : 0}"/>`))
    .join('')}</data></layer>
 </group>
 <objectgroup name="areas">
  <object id="4" name="Board" type="area" x="32" y="32" width="96" height="128">
   <properties><property name="jitsiRoom" value="board"/><property name="silent" type="bool" value="false"/></properties>
  </object>
 </objectgroup>
</map>`;
  const tsx = `<tileset name="office" tilecount="4" tilewidth="32" tileheight="32">
 <tile id="0"><properties><property name="collides" type="bool" value="true"/></properties></tile>
 <tile id="2"><properties><property name="collides" type="bool" value="true"/></properties></tile>
</tileset>`;

  it('is the same World as one of JSON', async () => {
    const { world, notes } = await made([fileOf('office.tmx', tmx), fileOf('office.tsx', tsx)]);
    expect(planOf(world)).toEqual(planOf((await importMap({ rows: rooms })).world));
    expect(world.zones).toMatchObject([{ name: 'Board', type: 'MeetingRoom' }]);
    expect(notes).toEqual([]);
  });

  it.each([
    ['a document type', '<!DOCTYPE map [<!ENTITY a "b">]>\n<map/>', { code: 'has-doctype', file: 'a.tmx' }],
    ['an unknown entity', '<map name="&nbsp;"/>', { code: 'not-xml', file: 'a.tmx', line: 1 }],
    ['an element that is not closed', '<map>\n<layer></map>', { code: 'not-xml', file: 'a.tmx', line: 2 }],
    ['another root', '<svg/>', { code: 'not-known', file: 'a.tmx' }],
    ['a depth that no map has', '<map>'.repeat(50_000), { code: 'too-complex', file: 'a.tmx' }],
    ['attributes that are missing', '<map/>', { code: 'wrong-shape', file: 'a.tmx', path: 'width' }],
  ])('is refused for %s', async (_, text, reason) => {
    expect(await refusal(fileOf('a.tmx', text))).toMatchObject(reason);
  });
});

describe('what cannot be opened is said in a code, and nothing is made', () => {
  const map = tiledMap({ rows: rooms });

  it.each([
    ['no JSON', fileOf('a.tmj', '{"layers": [1,}'), { code: 'not-json', file: 'a.tmj', line: 1, column: 15 }],
    ['JSON of something else', fileOf('a.json', [1, 2]), { code: 'not-known', file: 'a.json' }],
    ['no text', { name: 'a.tmj', bytes: Uint8Array.of(0xff, 0xfe) }, { code: 'not-text', file: 'a.tmj' }],
    ['a tileset alone', fileOf('a.tsj', { ...tileset, type: 'tileset' }), { code: 'no-map' }],
    ['a map of hexagons', fileOf('a.tmj', { ...map, orientation: 'hexagonal' }), { code: 'not-orthogonal' }],
    [
      'a width that is none',
      fileOf('a.tmj', { ...map, width: 'wide' }),
      { code: 'wrong-shape', path: 'width' },
    ],
    ['a map without a tile', fileOf('a.tmj', { ...map, layers: [] }), { code: 'map-empty' }],
    [
      'a World with mistakes',
      fileOf('a.world.json', { worldId: 'a', formatVersion: 1 }),
      { code: 'world-invalid' },
    ],
    [
      'a World of a later format',
      fileOf('a.json', { worldId: 'a', formatVersion: 99 }),
      { code: 'world-invalid' },
    ],
    ['brackets without end', fileOf('a.tmj', '['.repeat(100_000)), { code: 'too-complex' }],
  ])('%s', async (_, file, reason) => {
    expect(await refusal(file)).toMatchObject(reason);
  });

  it('two maps at once, and more files than anyone means', async () => {
    const two = await refusal(fileOf('a.tmj', map), fileOf('b.tmj', map));
    expect(two).toEqual({ code: 'several-maps', names: ['a.tmj', 'b.tmj'] });
    const many = Array.from({ length: 101 }, (_, index) => fileOf(`${index}.tmj`, map));
    expect(await refusal(...many)).toEqual({ code: 'too-many-files' });
  });

  it('a map that is larger than a World may be, at half size perhaps not', async () => {
    const far = { x: 700, y: 0, width: 1, height: 1, data: [1] };
    const near = { ...far, x: 0 };
    const layer = { name: 'walls', type: 'tilelayer', width: 1, height: 1, chunks: [near, far] };
    const wide = fileOf('a.tmj', { ...map, infinite: true, layers: [layer] });
    expect(await refusal(wide)).toEqual({ code: 'map-too-large', width: 701, height: 1 });
    expect((await made([wide], true)).world.map.width).toBe(351);
  });

  it.each<Packing>(['gzip', 'zlib'])(
    'a layer that unpacks to more than it should (%s) is named, and left out',
    async (packing) => {
      const bomb = packed(new Array<number>(4_000_000).fill(1), packing);
      const layer = { ...tileLayer('bomb', rooms, {}), ...bomb };
      const { notes } = await importMap({ rows: rooms, layers: [layer] });
      expect(notes).toEqual([{ code: 'layer-unreadable', name: 'bomb', count: 1 }]);
    },
  );

  it('layers that together are larger than 64 MB unpacked', async () => {
    const layer = {
      name: 'huge',
      type: 'tilelayer',
      width: 5_000,
      height: 5_000,
      data: '',
      encoding: 'base64',
    };
    expect(await refusal(fileOf('a.tmj', { ...map, layers: [layer] }))).toEqual({
      code: 'unpacked-too-large',
    });
  });
});

describe('a World file', () => {
  it('of any format is opened as it is, though it has errors', async () => {
    const world = worldFromPlan(['####', '#@.#', '####']);
    const { formatVersion, groundZone, ...format0 } = {
      ...world,
      spawnPoints: [{ id: 'a', position: { x: 0, y: 0 } }],
    };
    const result = await made([fileOf('old.world.json', format0)]);
    expect(result.kind).toBe('world');
    expect(result.world.groundZone.name).toBe('Open area');
    expect(validateWorld(result.world).filter(isError)).toMatchObject([{ code: 'spawn-blocked' }]);
  });
});

describe('whatever is in the files', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  /** A map with some of its parts replaced by anything. */
  const damaged = fc
    .tuple(
      fc.array(fc.tuple(fc.nat(400), fc.oneof(json, fc.integer(), fc.string(), fc.constant(1e9))), {
        maxLength: 6,
      }),
      fc.array(fc.record({ x: fc.integer(), y: fc.integer(), width: fc.integer(), height: fc.integer() }), {
        maxLength: 4,
      }),
    )
    .map(([damages, boxes]) => {
      const objects = boxes.map((box, index) => ({
        ...box,
        name: `area ${index}`,
        type: 'area',
        properties: [],
      }));
      const map = structuredClone(tiledMap({ rows: rooms, objects })) as unknown;
      for (const [place, value] of damages) replaceAt(map, { left: place }, value);
      return map;
    });

  it('a World without errors comes of it, or a reason why none does', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, fc.boolean(), async (map, isHalfSize) => {
        const result = await read([fileOf('a.tmj', map as object)], isHalfSize);
        if (result.ok) expect(validateWorld(unpackTiles(result.world)).filter(isError)).toEqual([]);
        else expect(result.reason.code).toEqual(expect.any(String));
      }),
      { numRuns: 80 },
    );
  });

  it('nothing is thrown for bytes and texts', async () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string().map((text) => new TextEncoder().encode(text)),
      fc.string().map((text) => new TextEncoder().encode(`<map ${text}><layer>${text}</layer></map>`)),
    );
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        expect((await read([{ name: 'a', bytes }])).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

/** Replaces the value at a place, counted depth first. */
function replaceAt(value: unknown, count: { left: number }, replacement: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    if (count.left-- === 0) {
      holder[key] = replacement;
      return;
    }
    if (count.left < 0) return;
    replaceAt(holder[key], count, replacement);
  }
}
