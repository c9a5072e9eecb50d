import type { World, WorldObject } from '../format/world.ts';
import { worldSchema } from '../format/world.ts';
import { worldLimits } from '../format/limits.ts';
import { footprintOf } from '../objects/objectTypes.ts';
import type { Position } from '../geometry/units.ts';
import type { NewId } from './newIds.ts';
import { isOnMap, refuse, Sketch } from './sketch.ts';
import type { EditOutcome } from './sketch.ts';
import type { WorldItem, WorldListName } from './worldEdit.ts';

/** Puts Objects on the Map, such as a Desk with its Chair and Computer. Links count within the ones that are placed. */
export function placeObjects(
  world: World,
  objects: readonly (Omit<WorldObject, 'id' | 'linkedObjects'> & {
    /** Places in this list. */
    readonly linkedTo?: readonly number[];
  })[],
  newId: NewId,
): EditOutcome {
  if (objects.length === 0) return refuse('nothing-selected');
  if (objects.some((object) => !isOnMap(world, footprintOf(object)))) return refuse('outside-map');
  const sketch = new Sketch(world);
  const ids = objects.map(({ type }) => newId(type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()));
  for (const [place, { linkedTo = [], ...object }] of objects.entries()) {
    const links = linkedTo.flatMap((other) => ids[other] ?? []);
    const linked = links.length === 0 ? {} : { linkedObjects: links };
    sketch.put('objects', { ...object, id: ids[place] ?? '', ...linked });
  }
  return sketch.finish();
}

/** @param name what people read where they choose it */
export function placeSpawnPoint(
  world: World,
  position: Position,
  name: string | undefined,
  newId: NewId,
): EditOutcome {
  if (!isOnMap(world, { ...position, width: 1, height: 1 })) return refuse('outside-map');
  const sketch = new Sketch(world);
  sketch.put('spawnPoints', {
    id: newId('spawn'),
    ...(name === undefined ? {} : { name }),
    position: { x: position.x, y: position.y },
  });
  return sketch.finish();
}

/** Links an Object to another, as a Computer to its Chair; takes the link away where there is one. */
export function toggleLink(world: World, fromId: string, toId: string): EditOutcome {
  const sketch = new Sketch(world);
  const from = sketch.find('objects', fromId);
  if (from === undefined || sketch.find('objects', toId) === undefined) return refuse('unknown-id');
  const { linkedObjects = [], ...rest } = from;
  if (linkedObjects.includes(toId)) {
    const left = linkedObjects.filter((id) => id !== toId);
    sketch.put('objects', left.length === 0 ? rest : { ...rest, linkedObjects: left });
    return sketch.finish();
  }
  if (leadsTo(world, toId, fromId)) return refuse('link-cycle');
  if (linkedObjects.length >= worldLimits.linksPerObject) return refuse('too-many');
  sketch.put('objects', { ...rest, linkedObjects: [...linkedObjects, toId] });
  return sketch.finish();
}

function leadsTo({ objects }: World, fromId: string, toId: string): boolean {
  const byId = new Map(objects.map((object) => [object.id, object]));
  const seen = new Set<string>();
  const open = [fromId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === toId) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(byId.get(id)?.linkedObjects ?? []));
  }
  return false;
}

const itemSchemas = {
  zones: worldSchema.shape.zones.element,
  doors: worldSchema.shape.doors.element,
  passages: worldSchema.shape.passages.element,
  objects: worldSchema.shape.objects.element,
  spawnPoints: worldSchema.shape.spawnPoints.element,
} as const;

/** Gives something other properties, as the inspector does; `undefined` takes one away. Its id stays. */
export function changeItem<List extends WorldListName>(
  world: World,
  list: List,
  id: string,
  change: Partial<WorldItem<List>>,
): EditOutcome {
  const sketch = new Sketch(world);
  const item = sketch.find(list, id);
  if (item === undefined) return refuse('unknown-id');
  const parsed = itemSchemas[list].safeParse(changedBy(item, { ...change, id }));
  if (!parsed.success) return refuse('not-a-value');
  sketch.put(list, parsed.data);
  return sketch.finish();
}

/** What is `undefined` is gone, as it is in a file. */
function changedBy(before: object, change: object): object {
  return Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined),
  );
}

/** Gives the World or its groundZone another name or other rules; `undefined` takes a rule away. */
export function changeWorld(
  world: World,
  {
    name,
    groundZone,
  }: { readonly name?: string; readonly groundZone?: Partial<Omit<World['groundZone'], 'id'>> },
): EditOutcome {
  const sketch = new Sketch(world);
  const { shape } = worldSchema;
  if (name !== undefined) {
    const parsed = shape.meta.shape.name.safeParse(name);
    if (!parsed.success) return refuse('not-a-value');
    const before = world.meta.name;
    if (before !== parsed.data) sketch.change({ kind: 'set', key: 'name', before, after: parsed.data });
  }
  if (groundZone !== undefined) {
    const parsed = shape.groundZone.safeParse(changedBy(world.groundZone, groundZone));
    if (!parsed.success) return refuse('not-a-value');
    sketch.change({ kind: 'set', key: 'groundZone', before: world.groundZone, after: parsed.data });
  }
  return sketch.finish();
}
