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
  /** The first of its tiles. */
  readonly at: Position;
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
  const placeOf = (item: WorldItem): Position => {
    const [{ x, y } = { x: 0, y: 0 }] = tilesTakenBy(item);
    return { x, y };
  };
  const add = (item: WorldItem, name: string, zoneId = zoneAt(placeOf(item))?.id) => {
    const there = things.get(zoneId) ?? [];
    there.push({ id: item.id, name, at: placeOf(item) });
    things.set(zoneId, there);
  };
  for (const door of doors) add(door, words.kinds.doors, door.leadsToZone);
  for (const passage of passages) add(passage, words.kinds.passages);
  for (const spawnPoint of spawnPoints) add(spawnPoint, spawnPoint.name ?? words.kinds.spawnPoints);
  for (const object of objects) add(object, objectName(words, object));
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

/** One line of the outline as a tree. */
export type OutlineRow = {
  /** Unique in the tree. */
  readonly key: string;
  readonly name: string;
  /** Its place among those of its level, from 1, and how many they are. */
  readonly place: number;
  readonly of: number;
} & (
  | {
      readonly kind: 'zone';
      readonly id: string | undefined;
      readonly isOpen: boolean;
      readonly holds: number;
    }
  | { readonly kind: 'thing'; readonly id: string; readonly at: Position; readonly zoneKey: string }
  /** Things that are not listed yet. */
  | { readonly kind: 'rest'; readonly zoneKey: string; readonly count: number }
);

export const keyOfZone = (id: string | undefined): string => `zone ${id ?? ''}`;

/**
 * The lines of the tree that are seen.
 *
 * @param isOpen whether what is in a Zone is shown
 * @param listed of a Zone, how many of its things at most
 */
export function rowsOfOutline(
  outline: readonly OutlinedZone[],
  isOpen: (zoneKey: string) => boolean,
  listed: (zoneKey: string) => number,
): readonly OutlineRow[] {
  return outline.flatMap(({ id, name, things }, index): readonly OutlineRow[] => {
    const zoneKey = keyOfZone(id);
    const isShown = isOpen(zoneKey);
    const place = { place: index + 1, of: outline.length };
    const zone = {
      kind: 'zone',
      key: zoneKey,
      id,
      name,
      isOpen: isShown,
      holds: things.length,
      ...place,
    } as const;
    if (!isShown) return [zone];
    const shown = things.slice(0, listed(zoneKey));
    const count = things.length - shown.length;
    const of = shown.length + Math.min(count, 1);
    const rows = shown.map((thing, position) => ({
      kind: 'thing' as const,
      key: thing.id,
      zoneKey,
      place: position + 1,
      of,
      ...thing,
    }));
    const rest = { kind: 'rest', key: `rest ${zoneKey}`, name: '', zoneKey, count, place: of, of } as const;
    return count === 0 ? [zone, ...rows] : [zone, ...rows, rest];
  });
}

/** What a key does in the tree: another line is the one in hand, or a Zone opens or closes. */
export type TreeStep = { readonly go: string } | { readonly toggle: string } | undefined;

/** The keys of a tree as WAI-ARIA has them. @param key `KeyboardEvent.key`; a letter goes to the next name with it */
export function stepInTree(rows: readonly OutlineRow[], activeKey: string, key: string): TreeStep {
  const index = Math.max(
    0,
    rows.findIndex((row) => row.key === activeKey),
  );
  const row = rows[index];
  const goTo = (found: OutlineRow | undefined): TreeStep => found && { go: found.key };
  if (row === undefined) return undefined;
  switch (key) {
    case 'ArrowDown':
      return goTo(rows[index + 1]);
    case 'ArrowUp':
      return goTo(rows[index - 1]);
    case 'Home':
      return goTo(rows[0]);
    case 'End':
      return goTo(rows.at(-1));
    case 'ArrowRight':
      if (row.kind !== 'zone' || row.holds === 0) return undefined;
      return row.isOpen ? goTo(rows[index + 1]) : { toggle: row.key };
    case 'ArrowLeft':
      if (row.kind !== 'zone') return { go: row.zoneKey };
      return row.isOpen ? { toggle: row.key } : undefined;
    default: {
      if ([...key].length !== 1 || key === ' ') return undefined;
      const after = [...rows.slice(index + 1), ...rows.slice(0, index)];
      return goTo(after.find(({ name }) => name.toLowerCase().startsWith(key.toLowerCase())));
    }
  }
}
