import { isAssetName } from '../format/assetName.ts';
import { subjectLimits, worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { World } from '../format/world.ts';
import { aboutObjects } from './aboutObjects.ts';

/** The file names of all images that a World under edit shows: those of Objects, and floors. */
export function imagesOf({ objects, map }: World): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { asset } of objects) if (asset !== undefined) names.add(asset);
  for (const { tiles } of map.layers) {
    // Neighbours are mostly alike.
    let before: string | number | null = null;
    for (const tile of tiles) {
      if (tile === before) continue;
      before = tile;
      if (typeof tile === 'string') names.add(tile);
    }
  }
  return new Set([...names].filter(isAssetName));
}

/** Says where a World shows images that the server does not have: what shows them is drawn in another way. */
export function missingImages(world: World, missing: ReadonlySet<string>): readonly WorldIssue[] {
  if (missing.size === 0) return [];
  return [...missingOnObjects(world, missing), ...missingOnFloors(world, missing)];
}

function* missingOnObjects({ objects }: World, missing: ReadonlySet<string>): Generator<WorldIssue> {
  for (const [index, object] of objects.entries()) {
    const { id, type, asset } = object;
    if (asset === undefined || !missing.has(asset)) continue;
    const message = `The ${type} "${id}" names an image that this Workspace does not have.`;
    yield worldIssue(['objects', index, 'asset'], 'missing-image', message, aboutObjects(object));
  }
}

function* missingOnFloors({ map }: World, missing: ReadonlySet<string>): Generator<WorldIssue> {
  for (const [place, { id, tiles }] of map.layers.entries()) {
    for (const file of missing) {
      const about = [];
      for (let index = tiles.indexOf(file); index >= 0 && about.length < subjectLimits.rectangles;) {
        about.push({ x: index % map.width, y: Math.floor(index / map.width), width: 1, height: 1 });
        index = tiles.indexOf(file, index + 1);
      }
      if (about.length === 0) continue;
      const message = `The layer "${id}" has tiles with an image that this Workspace does not have.`;
      yield worldIssue(['map', 'layers', place, 'tiles'], 'missing-image', message, { tiles: about });
    }
  }
}
