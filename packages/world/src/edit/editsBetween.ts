import type { World } from '../format/world.ts';
import { namesOf } from './editableTiles.ts';
import { isSame } from './isSame.ts';
import { worldLists } from './worldEdit.ts';
import type { EditChange, PutChange, TileRun, WorldEdit } from './worldEdit.ts';

/**
 * What turns one World into another: an edit for each thing that differs, so that those that do not fit a third World can
 * be left out alone. The order within lists does not count.
 *
 * @param before unpacked (`unpackTiles`), as `after`
 * @returns `undefined` where their Maps have another size or other layers
 */
export function editsBetween(before: World, after: World): readonly WorldEdit[] | undefined {
  const { map } = before;
  const isSameMap =
    map.width === after.map.width &&
    map.height === after.map.height &&
    isSame(
      map.layers.map(({ id }) => id),
      after.map.layers.map(({ id }) => id),
    );
  if (!isSameMap) return undefined;
  const changes: EditChange[] = [];
  if (before.meta.name !== after.meta.name)
    changes.push({ kind: 'set', key: 'name', before: before.meta.name, after: after.meta.name });
  if (!isSame(before.groundZone, after.groundZone))
    changes.push({ kind: 'set', key: 'groundZone', before: before.groundZone, after: after.groundZone });
  for (const [index, layer] of map.layers.entries()) {
    const next = after.map.layers[index];
    if (next === undefined) continue;
    for (const run of runsBetween(namesOf(layer), namesOf(next)))
      changes.push({ kind: 'tiles', layer: layer.id, runs: [run] });
  }
  for (const list of worldLists) changes.push(...putsBetween(list, before[list], after[list]));
  return changes.map((change) => ({ changes: [change] }));
}

function runsBetween(before: TileRun['before'], after: TileRun['after']): readonly TileRun[] {
  const runs: { start: number; before: (string | null)[]; after: (string | null)[] }[] = [];
  for (const [index, name] of before.entries()) {
    const next = after[index] ?? null;
    if (name === next) continue;
    let run = runs.at(-1);
    if (run === undefined || run.start + run.before.length !== index) {
      run = { start: index, before: [], after: [] };
      runs.push(run);
    }
    run.before.push(name);
    run.after.push(next);
  }
  return runs;
}

function putsBetween(
  list: PutChange['list'],
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): readonly PutChange[] {
  const next = new Map(after.map((item) => [item.id, item]));
  const known = new Set(before.map(({ id }) => id));
  const puts = before.flatMap((item, index) => {
    const now = next.get(item.id);
    if (now !== undefined && isSame(item, now)) return [];
    return [{ kind: 'put', list, id: item.id, index, before: item, ...(now && { after: now }) }];
  });
  const added = after.flatMap((item, index) =>
    known.has(item.id) ? [] : [{ kind: 'put', list, id: item.id, index, after: item }],
  );
  // Which list the entries are of, the parameter says.
  return [...puts, ...added] as unknown as readonly PutChange[];
}
