const rows = [
  '################',
  '#......#.......#',
  '#......#..dd...#',
  '#......#...dd..#',
  '#..............#',
  '########.......#',
  '#@............?#',
  '#..............#',
  '################',
];
const gids = { '#': 1, d: 2, '@': 3, '?': 101 } as const;

function layer(name: string, letters: string) {
  const data = rows.flatMap((row) =>
    [...row].map((letter) => (letters.includes(letter) ? gids[letter as keyof typeof gids] : 0)),
  );
  return {
    name,
    type: 'tilelayer',
    width: 16,
    height: 9,
    data,
    id: 1,
    opacity: 1,
    visible: true,
    x: 0,
    y: 0,
  };
}

const collides = (id: number) => ({ id, properties: [{ name: 'collides', type: 'bool', value: true }] });

function file(name: string, content: object) {
  return { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) };
}

/** A map as WorkAdventure's are, with what its editor keeps beside it, and without one of its tilesets. */
export function tiledMapFiles() {
  const map = {
    ...{ type: 'map', version: '1.10', orientation: 'orthogonal', infinite: false, width: 16, height: 9 },
    ...{ tilewidth: 32, tileheight: 32 },
    tilesets: [
      { firstgid: 1, name: 'office', tilecount: 3, tiles: [collides(0), collides(1)] },
      { firstgid: 101, source: 'annex.tsj' },
    ],
    layers: [layer('start', '@'), layer('walls', '#?'), layer('furniture', 'd')],
  };
  const area = { id: 'a', name: 'Huddle', x: 32, y: 32, width: 192, height: 128 };
  const wam = {
    ...{
      version: '1.0.0',
      mapUrl: 'https://maps.example.org/office.tmj',
      entities: {},
      entityCollections: [],
    },
    areas: [{ ...area, properties: [{ id: 'b', type: 'jitsiRoomProperty', roomName: 'huddle' }] }],
  };
  return [file('office.tmj', map), file('office.wam', wam)];
}
