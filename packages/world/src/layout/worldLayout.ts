import { layerCollides, tileNameAt } from '../format/layers.ts';
import type { World, WorldObject, Zone } from '../format/world.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { groupLinked } from './objectLinks.ts';
import { footprintOf, kindOf } from '../objects/objectTypes.ts';
import { areaOfZone } from './zoneArea.ts';
import { zoneTypes } from '../format/zoneRules.ts';

/**
 * A World but for its long lists: without the tiles of its layers, the shapes of its Zones and the links between its
 * Objects. A `WorldLayout` says what follows from those.
 */
export type WorldOutline = Omit<World, 'map' | 'zones' | 'objects'> & {
  readonly map: Omit<World['map'], 'layers'>;
  readonly zones: readonly Omit<Zone, 'bounds' | 'polygon'>[];
  readonly objects: readonly Omit<WorldObject, 'linkedObjects'>[];
};

/**
 * What is on each tile of a Map. It takes long to work out for a large one, so it is plain memory, which one thread can
 * hand to another. Tiles lie row by row.
 */
export interface WorldLayout {
  /** 0: free. 1: a wall. Else two more than the place of an Object in the World. */
  readonly solids: Uint16Array<ArrayBuffer>;
  /** 0: no gate. Else one more than the place of a gate, Doors first, then passages. */
  readonly gates: Uint16Array<ArrayBuffer>;
  /** The most specific Zone: 0 is the groundZone, else one more than its place in the World. */
  readonly upperZones: Uint16Array<ArrayBuffer>;
  /** The Zone beneath that, likewise. */
  readonly lowerZones: Uint16Array<ArrayBuffer>;
  /** What each Zone lies in, the groundZone first; numbered like the Zones of tiles, 0 where that is the groundZone. */
  readonly containers: Uint16Array<ArrayBuffer>;
  /** Rectangles that cover the Zones, but for the groundZone, and do not overlap: x, y, width and height of each. */
  readonly areas: Uint16Array<ArrayBuffer>;
  /** Where the rectangles of each Zone begin among them, the groundZone first, and where the last ends. */
  readonly areaStarts: Uint32Array<ArrayBuffer>;
  /** For each Object, by its place in the World, the number of those that links join with it. */
  readonly linkGroups: Uint16Array<ArrayBuffer>;
  /** 1 for each tile that can be walked to from a SpawnPoint, Doors taken as open; else 0. */
  readonly reach: Uint8Array<ArrayBuffer>;
}

/** @returns a World as far as it is needed beside its layout: small, whatever is drawn */
export function outlineOf({ map, zones, objects, ...world }: World): WorldOutline {
  const { tileSet, width, height } = map;
  return {
    ...world,
    map: { tileSet, width, height },
    zones: zones.map(({ bounds, polygon, ...zone }) => zone),
    objects: objects.map(({ linkedObjects, ...object }) => object),
  };
}

/** Works out what is on each tile of a World. A Door or passage opens the wall that it lies in. */
export function layOutWorld(world: World): WorldLayout {
  const { width } = world.map;
  const solids = layOutSolids(world);
  const areas = world.zones.map((zone) => areaOfZone(zone));
  const { upperZones, lowerZones } = layOutZones(world, areas);
  const allAreas = [[], ...areas];
  const areaStarts = new Uint32Array(allAreas.length + 1);
  for (const [place, { length }] of allAreas.entries())
    areaStarts[place + 1] = (areaStarts[place] ?? 0) + length;
  return {
    solids,
    gates: layOutGates(world),
    upperZones,
    lowerZones,
    containers: Uint16Array.from(allAreas, ([corner], place) => {
      if (corner === undefined || world.zones[place - 1]?.type !== 'PrivateRoom') return 0;
      return lowerZones[corner.y * width + corner.x] ?? 0;
    }),
    areas: Uint16Array.from(
      allAreas.flat().flatMap(({ x, y, width: tilesX, height: tilesY }) => [x, y, tilesX, tilesY]),
    ),
    areaStarts,
    linkGroups: groupLinked(world.objects),
    reach: layOutReach(world, solids),
  };
}

/** Each tile is looked at once: there may be many. */
function layOutReach({ map, spawnPoints }: World, solids: Uint16Array): Uint8Array<ArrayBuffer> {
  const { width, height } = map;
  const reach = new Uint8Array(width * height);
  const waiting = new Uint32Array(width * height);
  let count = 0;
  const see = (tile: number) => {
    if (reach[tile] !== 0 || solids[tile] !== 0) return;
    reach[tile] = 1;
    waiting[count++] = tile;
  };
  for (const { position } of spawnPoints) {
    if (position.x < width && position.y < height) see(position.y * width + position.x);
  }
  while (count > 0) {
    const tile = waiting[--count] ?? 0;
    const x = tile % width;
    if (x + 1 < width) see(tile + 1);
    if (x > 0) see(tile - 1);
    if (tile + width < reach.length) see(tile + width);
    if (tile >= width) see(tile - width);
  }
  return reach;
}

function layOutSolids({ map, doors, passages, objects }: World): Uint16Array<ArrayBuffer> {
  const { width, height } = map;
  const solids = new Uint16Array(width * height);
  for (const layer of map.layers) {
    if (!layerCollides(layer)) continue;
    const { length } = layer.tiles;
    for (let index = 0; index < length; index++)
      if (tileNameAt(layer, index) !== undefined) solids[index] = 1;
  }
  for (const { bounds } of [...doors, ...passages]) {
    for (const { x, y } of tilesOf(bounds)) if (x < width && y < height) solids[y * width + x] = 0;
  }
  for (const [place, object] of objects.entries()) {
    if (!kindOf(object).blocks) continue;
    for (const { x, y } of tilesOf(footprintOf(object))) {
      const index = y * width + x;
      if (x < width && y < height && solids[index] === 0) solids[index] = place + 2;
    }
  }
  return solids;
}

function layOutGates({ map: { width, height }, doors, passages }: World): Uint16Array<ArrayBuffer> {
  const gates = new Uint16Array(width * height);
  for (const [place, { bounds }] of [...doors, ...passages].entries()) {
    for (const { x, y } of tilesOf(bounds)) if (x < width && y < height) gates[y * width + x] = place + 1;
  }
  return gates;
}

function layOutZones({ map, zones }: World, areas: readonly (readonly Rectangle[])[]) {
  const { width, height } = map;
  const upperZones = new Uint16Array(width * height);
  const lowerZones = new Uint16Array(width * height);
  const fromLeastSpecific = zones
    .map(({ type }, index) => ({ rank: zoneTypes.indexOf(type), area: areas[index] ?? [], place: index + 1 }))
    .sort((a, b) => b.rank - a.rank);
  for (const { area, place } of fromLeastSpecific) {
    for (const rectangle of area) {
      const right = Math.min(width, rectangle.x + rectangle.width);
      const bottom = Math.min(height, rectangle.y + rectangle.height);
      for (let y = rectangle.y; y < bottom; y++) {
        for (let tile = y * width + rectangle.x; tile < y * width + right; tile++) {
          lowerZones[tile] = upperZones[tile] ?? 0;
          upperZones[tile] = place;
        }
      }
    }
  }
  return { upperZones, lowerZones };
}
