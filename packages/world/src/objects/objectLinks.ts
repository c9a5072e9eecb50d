import type { WorldObject } from '../format/world.ts';

/**
 * Which Objects links join, whichever way they point and over however many others.
 *
 * @returns for each Object the number of its group; those of one group are joined
 */
export function groupLinked(objects: readonly WorldObject[]): Uint16Array<ArrayBuffer> {
  const linksOf = createObjectLinks(objects);
  const groups = new Uint16Array(objects.length);
  const seen = new Set<WorldObject>();
  const places = new Map(objects.map((object, place) => [object, place]));
  for (const [place, start] of objects.entries()) {
    if (seen.has(start)) continue;
    for (const object of [start, ...linksOf(start)]) {
      seen.add(object);
      groups[places.get(object) ?? place] = place;
    }
  }
  return groups;
}

/** Finds every Object that links join to one, whichever way they point; the nearest by links first. */
export function createObjectLinks(
  objects: readonly WorldObject[],
): (start: WorldObject) => Generator<WorldObject> {
  const byId = new Map(objects.map((object) => [object.id, object]));
  const namedBy = new Map<string, WorldObject[]>();
  for (const object of objects)
    for (const id of object.linkedObjects ?? []) {
      const others = namedBy.get(id);
      if (others === undefined) namedBy.set(id, [object]);
      else others.push(object);
    }
  return function* (start) {
    const found = new Set([byId.get(start.id) ?? start]);
    for (const object of found) {
      if (object.id !== start.id) yield object;
      for (const id of object.linkedObjects ?? []) {
        const linked = byId.get(id);
        if (linked !== undefined) found.add(linked);
      }
      for (const other of namedBy.get(object.id) ?? []) found.add(other);
    }
  };
}
