import type { Layer, World } from '../format/world.ts';
import type { Position } from '../geometry/units.ts';
import { isSame } from './isSame.ts';
import { ItemLists } from './itemLists.ts';
import { placedAt } from './placedAt.ts';
import { worldLists } from './worldEdit.ts';
import type { EdgeTiles, EditChange, PutChange, ResizeChange, TileName, WorldEdit } from './worldEdit.ts';

export type AppliedEdit =
  | { readonly ok: true; readonly world: World }
  /** What an edit changes is not as it was when it was made. */
  | { readonly ok: false; readonly conflict: EditChange };

/** Makes an edit in a World: the one that it was made for, or another in which all that it changes is the same. */
export function applyEdit(world: World, { changes }: WorldEdit): AppliedEdit {
  let lists = new ItemLists(world);
  for (const change of changes) {
    if (change.kind === 'put') {
      if (!lists.put(change)) return { ok: false, conflict: change };
      continue;
    }
    const next = applyChange(lists.world, change);
    if (next === undefined) return { ok: false, conflict: change };
    lists = new ItemLists(next);
  }
  return { ok: true, world: lists.world };
}

/** `undefined`: the World is not as the change says that it was before. */
function applyChange(world: World, change: Exclude<EditChange, PutChange>): World | undefined {
  switch (change.kind) {
    case 'tiles':
      return applyTiles(world, change.layer, change.runs);
    case 'set':
      return applySet(world, change);
    case 'resize':
      return applyResize(world, change);
  }
}

function applySet(world: World, change: Extract<EditChange, { kind: 'set' }>): World | undefined {
  switch (change.key) {
    case 'name':
      if (world.meta.name !== change.before) return undefined;
      return { ...world, meta: { ...world.meta, name: change.after } };
    case 'groundZone':
      return isSame(world.groundZone, change.before) ? { ...world, groundZone: change.after } : undefined;
    case 'map':
      return isSame(world.map, change.before) ? { ...world, map: change.after } : undefined;
  }
}

function applyTiles(
  world: World,
  layerId: string,
  runs: readonly {
    readonly start: number;
    readonly before: readonly TileName[];
    readonly after: readonly TileName[];
  }[],
): World | undefined {
  const layer = world.map.layers.find(({ id }) => id === layerId);
  if (layer === undefined) return undefined;
  const tiles = [...layer.tiles];
  for (const { start, before, after } of runs) {
    for (const [place, name] of before.entries()) {
      if (tiles[start + place] !== name) return undefined;
      tiles[start + place] = after[place] ?? null;
    }
  }
  return withLayer(world, { ...layer, tiles });
}

function withLayer(world: World, layer: Layer): World {
  const layers = world.map.layers.map((other) => (other.id === layer.id ? layer : other));
  return { ...world, map: { ...world.map, layers } };
}

function applyResize(world: World, { before, after, offset, cut, added }: ResizeChange): World | undefined {
  const { width, height } = world.map;
  if (width !== before.width || height !== before.height) return undefined;
  const layers: Layer[] = [];
  for (const layer of world.map.layers) {
    const tiles = new Array<TileName | number>(after.width * after.height).fill(null);
    const gone = tilesByPlace(cut, layer.id);
    for (const [index, tile] of layer.tiles.entries()) {
      const x = (index % width) + offset.x;
      const y = Math.floor(index / width) + offset.y;
      const isInside = x >= 0 && y >= 0 && x < after.width && y < after.height;
      if (isInside) tiles[y * after.width + x] = tile;
      else if (tile !== (gone.get(index) ?? null)) return undefined;
    }
    for (const [index, name] of tilesByPlace(added, layer.id)) tiles[index] = name;
    layers.push({ ...layer, tiles });
  }
  const moved = worldLists.map((list) => [
    list,
    world[list].map((item) => placedAt(item, (place) => shifted(place, offset))),
  ]);
  const map = { ...world.map, ...after, layers };
  return { ...world, map, ...(Object.fromEntries(moved) as Pick<World, (typeof worldLists)[number]>) };
}

function shifted<Place extends Position>(place: Place, offset: Position): Place {
  return { ...place, x: place.x + offset.x, y: place.y + offset.y };
}

function tilesByPlace(edges: readonly EdgeTiles[], layerId: string): ReadonlyMap<number, TileName> {
  const runs = edges.filter(({ layer }) => layer === layerId).flatMap((edge) => edge.runs);
  return new Map(
    runs.flatMap(({ start, tiles }) => tiles.map((name, place) => [start + place, name] as const)),
  );
}
