import { worldLimits } from '../format/limits.ts';
import type { World } from '../format/world.ts';
import { containsPosition, overlaps, tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { areaOfZone, tilesTakenBy } from '../layout/zoneArea.ts';
import { areaFromTiles } from './areaFromTiles.ts';
import { namesOf } from './editableTiles.ts';
import { removeWhatMissesIts } from './moveSelection.ts';
import { Sketch, refuse } from './sketch.ts';
import type { EditOutcome } from './sketch.ts';
import type { EdgeTiles, TileName } from './worldEdit.ts';

/** Tiles that a Map grows by on each side; less than 0 cuts them off. Left and top are towards smaller x and y. */
export interface MapGrowth {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Makes the Map larger or smaller. What does not lie wholly on it any more goes; Zones keep the part that does. */
export function resizeMap(world: World, { left, top, right, bottom }: MapGrowth): EditOutcome {
  const { width, height } = world.map;
  const kept = { x: 0 - left, y: 0 - top, width: width + left + right, height: height + top + bottom };
  if (kept.width < 1 || kept.height < 1) return refuse('too-small');
  if (Math.max(kept.width, kept.height) > worldLimits.mapSideTiles) return refuse('too-large');
  const size = { x: 0, y: 0, width, height };
  if (!overlaps(kept, size)) return refuse('too-small');
  const sketch = new Sketch(world);
  const gone = new Set<string>();
  for (const list of ['doors', 'passages', 'objects', 'spawnPoints'] as const) {
    for (const item of world[list]) {
      if (tilesTakenBy(item).every((area) => isWithin(area, kept))) continue;
      gone.add(item.id);
      sketch.remove(list, item.id);
    }
  }
  if (sketch.world.spawnPoints.length === 0) return refuse('last-spawn-point');
  for (const zone of world.zones) {
    const areas = areaOfZone(zone);
    if (areas.every((area) => isWithin(area, kept))) continue;
    const covered = areas
      .flatMap((area) => [...tilesOf(area)])
      .filter((tile) => containsPosition(kept, tile));
    if (covered.length === 0) {
      gone.add(zone.id);
      sketch.remove('zones', zone.id);
      continue;
    }
    const area = areaFromTiles(covered.map(({ x, y }) => ({ x, y, width: 1, height: 1 })));
    if (area === undefined) return refuse('zone-shape');
    const { bounds, polygon, ...rest } = zone;
    sketch.put('zones', { ...rest, ...area });
  }
  removeWhatMissesIts(sketch, gone);
  sketch.change({
    kind: 'resize',
    before: { width, height },
    after: { width: kept.width, height: kept.height },
    offset: { x: left, y: top },
    cut: world.map.layers.map((layer): EdgeTiles => ({
      layer: layer.id,
      runs: runsOutside(namesOf(layer), width, kept),
    })),
    added: [],
  });
  return sketch.finish();
}

function isWithin(area: Rectangle, around: Rectangle): boolean {
  return (
    area.x >= around.x &&
    area.y >= around.y &&
    area.x + area.width <= around.x + around.width &&
    area.y + area.height <= around.y + around.height
  );
}

function runsOutside(names: readonly TileName[], width: number, kept: Rectangle): EdgeTiles['runs'] {
  const runs: { start: number; tiles: TileName[] }[] = [];
  for (const [index, name] of names.entries()) {
    if (name === null || containsPosition(kept, { x: index % width, y: Math.floor(index / width) })) continue;
    const run = runs.at(-1);
    if (run !== undefined && run.start + run.tiles.length === index) run.tiles.push(name);
    else runs.push({ start: index, tiles: [name] });
  }
  return runs;
}
