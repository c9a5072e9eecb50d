import { compareWorlds, packTiles, readPublishedWorld, unpackTiles, validateWorld } from '@atrium/world';
import type { World, WorldObject, Zone } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { expect, it } from 'vitest';
import { effectsBetween } from './publishEffects.ts';
import { gesture, started } from './testing/startedEditor.ts';
import { toolNames } from './tools.ts';

const office = unpackTiles(officeWorld());
const objects = (count: number, more: (place: number) => Partial<WorldObject>): World => ({
  ...office,
  objects: Array.from({ length: count }, (_, place) => ({
    id: `thing-${place}`,
    type: 'Desk',
    position: { x: 1, y: 1 },
    rotation: 0,
    ...more(place),
  })),
});
const zones = (count: number, more: (place: number) => Partial<Zone>): World => ({
  ...office,
  zones: Array.from({ length: count }, (_, place) => ({
    id: `zone-${place}`,
    name: '\u202E<img src=x onerror=alert(1)>',
    type: 'MeetingRoom',
    ...more(place),
  })),
});
const layers = (
  change: (tiles: World['map']['layers'][number]) => Partial<World['map']['layers'][number]>,
): World => ({
  ...office,
  map: { ...office.map, layers: office.map.layers.map((layer) => ({ ...layer, ...change(layer) })) },
});
const wholeMap = { x: 0, y: 0, width: 512, height: 512 };

/** What the server keeps as a draft: it has the shape of a World, and nothing more. */
const drafts: Readonly<Record<string, World>> = {
  'fewer tiles than the Map': layers(({ tiles }) => ({ tiles: tiles.slice(0, 3) })),
  'more tiles than the Map': layers(({ tiles }) => ({
    tiles: [...tiles, ...new Array<string>(999).fill('wall')],
  })),
  'sixteen layers of walls without a tile': {
    ...office,
    map: { ...office.map, layers: Array.from({ length: 16 }, () => ({ id: 'walls', tiles: [] })) },
  },
  'numbers of tiles that no palette has': layers(({ tiles }) => ({
    palette: ['oak'],
    tiles: tiles.map(() => 99),
  })),
  'tiles of no kind': layers(({ tiles }) => ({ tiles: tiles.map(() => '__proto__') })),
  'a Map of one tile': { ...office, map: { ...office.map, width: 1, height: 1 } },
  'Zones without tiles': zones(5, () => ({})),
  'Zones off the Map': zones(200, () => ({ bounds: { ...wholeMap, x: 512, y: 512 } })),
  'all Zones on all tiles': zones(200, () => ({ bounds: wholeMap })),
  'a Zone with slanting edges': zones(1, () => ({
    polygon: [
      [0, 0],
      [90, 13],
      [7, 80],
      [3, 3],
    ],
  })),
  'a Zone whose edges cross': zones(1, () => ({
    polygon: [
      [0, 0],
      [5, 0],
      [5, 5],
      [2, 5],
      [2, 2],
      [8, 2],
      [8, 8],
      [0, 8],
    ],
  })),
  'ids that are there twice': objects(5, () => ({ id: 'same' })),
  'ids that objects of the language have': objects(2, () => ({ id: 'constructor', look: 'toString' })),
  'all Objects on one tile': objects(2_000, () => ({})),
  'Objects off the Map': objects(2_000, (place) => ({ position: { x: 512, y: place % 512 } })),
  'links that go around': objects(100, (place) => ({
    linkedObjects: Array.from({ length: 16 }, (_, step) => `thing-${(place + step) % 100}`),
  })),
  'links to nothing': objects(20, () => ({ linkedObjects: ['nothing', 'nothing'] })),
  'images that are not there': objects(50, () => ({
    type: 'Custom',
    asset: '../../etc/passwd',
    footprint: { width: 16, depth: 16 },
    image: { width: 16, anchor: { x: -4, y: 4 } },
    placement: 'flat',
  })),
  'Doors everywhere to nowhere': {
    ...office,
    doors: Array.from({ length: 500 }, (_, place) => ({
      id: `door-${place}`,
      bounds: { x: place, y: 0, width: 16, height: 16 },
      leadsToZone: 'nowhere',
      access: { type: 'role' },
    })),
  },
  'a Zone that is the ground as well': {
    ...office,
    groundZone: { ...office.groundZone, id: office.zones[0]?.id ?? '' },
  },
};

it.each(Object.entries(drafts))(
  'a draft with %s can be opened, used with each tool, and emptied',
  (_what, sent) => {
    const read = readPublishedWorld(new TextEncoder().encode(JSON.stringify(sent)));
    expect(read).toBeDefined();
    const world = unpackTiles(read ?? office);
    const { editor } = started(world);
    const toId = world.objects[0]?.id ?? world.zones[0]?.id;
    for (const tool of toolNames) {
      editor.choose(tool);
      for (const to of [
        { x: 0, y: 0 },
        { x: 3, y: 4 },
      ]) {
        const done = gesture({ x: 0, y: 0 }, to, { toId });
        editor.hover(done, to);
        editor.finish(done);
        editor.undo();
      }
    }
    expect(() => validateWorld(editor.world)).not.toThrow();
    expect(() => compareWorlds(office, editor.world)).not.toThrow();
    expect(effectsBetween(office, editor.world)([], new Set())).toBeDefined();
    // All but the places where people arrive: one of them has to stay.
    const { objects: things, zones: areas, doors } = editor.world;
    editor.select({ ids: new Set([...things, ...areas, ...doors].map(({ id }) => id)) });
    editor.erase();
    expect(editor.world.objects).toEqual([]);
    expect(editor.world.zones).toEqual([]);
    expect(unpackTiles(packTiles(editor.world))).toEqual(editor.world);
  },
);
