import { formatIssuePath, worldIssue } from '../format/issues.ts';
import type { IssuePath, WorldIssue } from '../format/issues.ts';
import type { World } from '../format/world.ts';
import { seatsOf } from '../objects/seats.ts';

/** Ids are unique in the whole file; the second and further seats of an Object count as `<id>.1` and so on. */
export function* checkIds(world: World): Generator<WorldIssue> {
  const places = new Map<string, IssuePath>();
  for (const [id, path] of idsOf(world)) {
    const first = places.get(id);
    if (first === undefined) places.set(id, path);
    else {
      yield worldIssue(path, 'duplicate-id', `The id "${id}" is already taken by ${formatIssuePath(first)}.`);
    }
  }
}

function* idsOf(world: World): Generator<readonly [id: string, path: IssuePath]> {
  for (const [index, { id }] of world.map.layers.entries()) yield [id, ['map', 'layers', index, 'id']];
  yield [world.groundZone.id, ['groundZone', 'id']];
  for (const list of ['zones', 'doors', 'passages', 'objects', 'spawnPoints'] as const) {
    for (const [index, { id }] of world[list].entries()) yield [id, [list, index, 'id']];
  }
  for (const [index, object] of world.objects.entries()) {
    for (const seat of seatsOf(object).slice(1)) yield [seat.id, ['objects', index, 'id']];
  }
}
