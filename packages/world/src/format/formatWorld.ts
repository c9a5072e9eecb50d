import type { World } from './world.ts';

/**
 * A World as the text of its file: one row of the Map, and one Zone, Door, passage, Object or SpawnPoint per line, so
 * that a change shows as the line it is in. Ends with a line break.
 */
export function formatWorld(world: World): string {
  return `${formatWorldHead(world)}${formatWorldRest(world)}`;
}

/** What a World file begins with: all that says which World it is. */
export type WorldHead = Pick<
  World,
  '$schema' | 'formatVersion' | 'worldId' | 'workspaceId' | 'version' | 'meta'
>;

/** The first lines of a World file. `formatWorldRest` follows. */
export function formatWorldHead({
  $schema,
  formatVersion,
  worldId,
  workspaceId,
  version,
  meta,
}: WorldHead): string {
  const head = { $schema, formatVersion, worldId, workspaceId, version, meta };
  const entries = Object.entries(head).filter(([, value]) => value !== undefined);
  return `{\n  ${entries.map(([key, value]) => `${quoted(key)}: ${inline(value)},\n  `).join('')}`;
}

/** A World file from its Map on. */
export function formatWorldRest(world: World): string {
  const { map, groundZone, zones, doors, passages, objects, spawnPoints } = world;
  const entries = [
    `"map": ${formatMap(map)}`,
    `"groundZone": ${inline(groundZone)}`,
    `"zones": ${lines(zones)}`,
    `"doors": ${lines(doors)}`,
    `"passages": ${lines(passages)}`,
    `"objects": ${lines(objects)}`,
    `"spawnPoints": ${lines(spawnPoints)}`,
  ];
  return `${entries.join(',\n  ')}\n}\n`;
}

/** The same on one line without spaces, where it has to be small. */
export function formatWorldRestTightly(world: World): string {
  const { map, groundZone, zones, doors, passages, objects, spawnPoints } = world;
  return `${JSON.stringify({ map, groundZone, zones, doors, passages, objects, spawnPoints }).slice(1)}\n`;
}

function formatMap(map: World['map']): string {
  const { layers, ...rest } = map;
  const entries = Object.entries(rest).map(([key, value]) => `    ${quoted(key)}: ${inline(value)},\n`);
  const formatted = layers.map((layer) => formatLayer(layer, map.width));
  return `{\n${entries.join('')}    "layers": [\n      ${formatted.join(',\n      ')}\n    ]\n  }`;
}

function formatLayer(layer: World['map']['layers'][number], width: number): string {
  const { tiles, ...rest } = layer;
  const entries = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `        ${quoted(key)}: ${inline(value)},\n`);
  const rows: string[] = [];
  for (let start = 0; start < tiles.length; start += width) {
    rows.push(
      tiles
        .slice(start, start + width)
        .map(quoted)
        .join(','),
    );
  }
  return `{\n${entries.join('')}        "tiles": [\n          ${rows.join(',\n          ')}\n        ]\n      }`;
}

function lines(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n    ${items.map(inline).join(',\n    ')}\n  ]`;
}

/** JSON on one line, with the spaces that people write. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return quoted(value);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, entry]) => `${quoted(key)}: ${inline(entry)}`).join(', ')} }`;
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}
