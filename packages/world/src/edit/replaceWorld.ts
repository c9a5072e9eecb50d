import type { World } from '../format/world.ts';
import { refuse, Sketch } from './sketch.ts';
import type { EditOutcome } from './sketch.ts';
import { worldLists } from './worldEdit.ts';

/**
 * Puts all that another World is made of in the place of what there is: Map, Zones, Doors, Objects, SpawnPoints. The name
 * stays, and whatever else says which World it is.
 *
 * @param other unpacked (`unpackTiles`)
 */
export function replaceWorld(world: World, other: World): EditOutcome {
  if (other.spawnPoints.length === 0) return refuse('last-spawn-point');
  const sketch = new Sketch(world);
  for (const list of worldLists) for (const { id } of world[list]) sketch.remove(list, id);
  sketch.change({ kind: 'set', key: 'map', before: world.map, after: other.map });
  sketch.change({ kind: 'set', key: 'groundZone', before: world.groundZone, after: other.groundZone });
  for (const list of worldLists) for (const item of other[list]) sketch.put(list, item);
  return sketch.finish();
}
