import { formatIssuePath, worldIssue } from '../format/issues.ts';
import type { IssuePath, WorldIssue } from '../format/issues.ts';
import type { World } from '../format/world.ts';
import { seatsOf } from '../layout/seats.ts';
import { tilesTakenBy } from '../layout/zoneArea.ts';

/** Ids are unique in the whole file; the second and further seats of an Object count as `<id>.1` and so on. */
export function* checkIds(world: World): Generator<WorldIssue> {
  const places = new Map<string, Named>();
  for (const named of idsOf(world)) {
    const { id, path } = named;
    const first = places.get(id);
    if (first === undefined) {
      places.set(id, named);
      continue;
    }
    const message = `The id "${id}" is already taken by ${formatIssuePath(first.path)}.`;
    const tiles = [named.item, first.item].flatMap((item) => (item === undefined ? [] : tilesTakenBy(item)));
    yield worldIssue(path, 'duplicate-id', message, { ids: [id], tiles });
  }
}

interface Named {
  readonly id: string;
  readonly path: IssuePath;
  /** `undefined`: it has no place on the Map. */
  readonly item?: Parameters<typeof tilesTakenBy>[0];
}

function* idsOf(world: World): Generator<Named> {
  for (const [index, { id }] of world.map.layers.entries())
    yield { id, path: ['map', 'layers', index, 'id'] };
  yield { id: world.groundZone.id, path: ['groundZone', 'id'] };
  for (const list of ['zones', 'doors', 'passages', 'objects', 'spawnPoints'] as const) {
    for (const [index, item] of world[list].entries()) yield { id: item.id, path: [list, index, 'id'], item };
  }
  for (const [index, item] of world.objects.entries()) {
    for (const { id } of seatsOf(item).slice(1)) yield { id, path: ['objects', index, 'id'], item };
  }
}
