import type { ImportNotes } from './importReport.ts';
import { baseName } from './sortFiles.ts';
import type { TiledMapFile } from './sortFiles.ts';
import type { TiledProperties, TiledTileset } from './tiledShapes.ts';

/** What the tilesets say of the tiles of a map. */
export interface TileKinds {
  collides(gid: number): boolean;
  /** The name of the entry that a tile stands for. */
  startOf(gid: number): string | undefined;
  /** Tells which tilesets were needed and not there. */
  noteMissing(): void;
}

interface PlacedTileset {
  readonly firstgid: number;
  readonly name: string;
  readonly properties: ReadonlyMap<number, TiledProperties> | undefined;
  /** Of tiles that were asked for. */
  used: number;
}

/** Whether a property is set; older maps write it as text. */
export function isSet(properties: TiledProperties, name: string): boolean {
  const value = properties.get(name);
  return value === true || value === 'true' || value === 1;
}

export function textIn(properties: TiledProperties, name: string): string | undefined {
  const value = properties.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** @param files tilesets that were chosen beside the map, by file name */
export function readTileKinds(
  { tilesets }: TiledMapFile,
  files: ReadonlyMap<string, TiledTileset>,
  notes: ImportNotes,
): TileKinds {
  const placed = tilesets
    .map((tileset): PlacedTileset => {
      const { firstgid = 1, source, name } = tileset;
      const own = source === undefined ? tileset : files.get(baseName(source));
      return { firstgid, name: source ?? name ?? '', properties: own && propertiesByTile(own), used: 0 };
    })
    .sort((a, b) => b.firstgid - a.firstgid);
  const known = new Map<number, TiledProperties | undefined>();
  const of = (gid: number): TiledProperties | undefined => {
    const tileset = placed.find(({ firstgid }) => firstgid <= gid);
    if (tileset === undefined) return undefined;
    tileset.used++;
    if (known.has(gid)) return known.get(gid);
    const properties = tileset.properties?.get(gid - tileset.firstgid);
    known.set(gid, properties);
    return properties;
  };
  return {
    collides(gid) {
      const properties = of(gid);
      return properties !== undefined && isSet(properties, 'collides');
    },
    startOf(gid) {
      const properties = of(gid);
      return properties && textIn(properties, 'start');
    },
    noteMissing() {
      for (const { name, properties, used } of placed.toReversed())
        if (properties === undefined && used > 0) notes.add({ code: 'tileset-missing', name, count: used });
    },
  };
}

function propertiesByTile({
  tiles = [],
  tileproperties = {},
}: TiledTileset): ReadonlyMap<number, TiledProperties> {
  return new Map([
    ...Object.entries(tileproperties).map(([id, properties]) => [Number(id), properties] as const),
    ...tiles.map(({ id, properties }) => [id, properties] as const),
  ]);
}
