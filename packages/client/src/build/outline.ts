import { containsPosition, tilesTakenBy } from '@atrium/world';
import type { Position, World, WorldItem, Zone } from '@atrium/world';
import { objectName } from './objectName.ts';
import type { ObjectWords } from './objectName.ts';

/** What one can find in a World by its words. */
export interface OutlineWords extends ObjectWords {
  readonly kinds: { readonly doors: string; readonly passages: string; readonly spawnPoints: string };
}

interface OutlinedThing {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
}

/** A Zone with what is in it and what leads to it; the ground around all Zones comes last. */
export interface OutlinedZone {
  /** `undefined`: the ground, which cannot be selected. */
  readonly id: string | undefined;
  readonly name: string;
  readonly things: readonly OutlinedThing[];
}

/** All that is in a World, by Zones and by names, for those who do not see or point. Things that are in two Zones are in the inner. */
export function outlineOfWorld(world: World, words: OutlineWords): readonly OutlinedZone[] {
  const { zones, doors, passages, objects, spawnPoints, groundZone } = world;
  const inner = [...zones].sort(
    (a, b) => Number(b.type === 'PrivateRoom') - Number(a.type === 'PrivateRoom'),
  );
  const zoneAt = (place: Position): Zone | undefined =>
    inner.find((zone) => tilesTakenBy(zone).some((part) => containsPosition(part, place)));
  const things = new Map<string | undefined, OutlinedThing[]>();
  const add = (zoneId: string | undefined, id: string, name: string) => {
    const there = things.get(zoneId) ?? [];
    there.push({ id, name });
    things.set(zoneId, there);
  };
  const at = (item: WorldItem): Position => {
    const [{ x, y } = { x: 0, y: 0 }] = tilesTakenBy(item);
    return { x, y };
  };
  const zoneOf = (item: WorldItem) => zoneAt(at(item))?.id;
  for (const door of doors) add(door.leadsToZone, door.id, words.kinds.doors);
  for (const passage of passages) add(zoneOf(passage), passage.id, words.kinds.passages);
  for (const spawnPoint of spawnPoints)
    add(zoneOf(spawnPoint), spawnPoint.id, spawnPoint.name ?? words.kinds.spawnPoints);
  for (const object of objects) add(zoneOf(object), object.id, objectName(words, object));
  return [...zones, { id: undefined, name: groundZone.name }].map(({ id, name }) => ({
    id,
    name,
    things: things.get(id) ?? [],
  }));
}

/** What has a text in its name; a Zone with all in it where the text is in its own. */
export function searchOutline(outline: readonly OutlinedZone[], text: string): readonly OutlinedZone[] {
  const wanted = text.trim().toLowerCase();
  const isWanted = (name: string) => name.toLowerCase().includes(wanted);
  return outline.flatMap((zone) => {
    if (isWanted(zone.name)) return [zone];
    const things = zone.things.filter(({ name }) => isWanted(name));
    return things.length === 0 ? [] : [{ ...zone, things }];
  });
}
