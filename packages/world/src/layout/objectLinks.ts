import type { WorldObject } from '../format/world.ts';

/**
 * Which Objects links join, whichever way they point and over however many others.
 *
 * @returns for each Object the number of its group; those of one group are joined
 */
export function groupLinked(objects: readonly WorldObject[]): Uint16Array<ArrayBuffer> {
  const places = new Map(objects.map(({ id }, place) => [id, place]));
  // Of each Object another of its group, or itself where it is the first of it.
  const groups = Uint16Array.from(objects.keys());
  const firstOf = (place: number): number => {
    for (let at = place; ;) {
      const next = groups[at] ?? at;
      if (next === at) return at;
      // The way there is half as long the next time.
      at = groups[at] = groups[next] ?? next;
    }
  };
  for (const [place, { linkedObjects = [] }] of objects.entries())
    for (const id of linkedObjects) {
      const linked = places.get(id);
      if (linked === undefined) continue;
      const [one, other] = [firstOf(place), firstOf(linked)];
      groups[Math.max(one, other)] = Math.min(one, other);
    }
  return groups.map((_, place) => firstOf(place));
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
