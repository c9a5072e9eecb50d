import { isAssetName } from '../format/assetName.ts';
import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import { nearestWord } from '../format/nearestWord.ts';
import type { World, WorldObject } from '../format/world.ts';
import { hasLook, objectLooks } from '../objects/objectLooks.ts';
import { aboutObjects } from './aboutObjects.ts';

const ofCustom = ['footprint', 'placement', 'collision'] as const;

/** What Objects say of their pictures can be shown. */
export function* checkLooks({ objects }: World): Generator<WorldIssue> {
  for (const [index, object] of objects.entries()) {
    const { id, type, look } = object;
    const about = aboutObjects(object);
    if (look !== undefined && !hasLook(type, look)) {
      const meant = nearestWord(look, objectLooks[type]);
      const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
      const message = `The ${type} "${id}" is shown as usual: a ${type} has no look "${look}".${hint}`;
      yield worldIssue(['objects', index, 'look'], 'unknown-look', message, about);
    }
    const missing = missingImage(object);
    if (missing !== undefined) {
      const message = `The ${type} "${id}" ${missing}.`;
      yield worldIssue(['objects', index, 'asset'], 'missing-image', message, about);
    }
    const unused = type === 'Custom' ? undefined : ofCustom.find((key) => object[key] !== undefined);
    if (unused !== undefined) {
      const message = `The ${type} "${id}" has a \`${unused}\`, which only Custom Objects have.`;
      yield worldIssue(['objects', index, unused], 'custom-unused', message, about);
    }
  }
}

function missingImage({ type, asset, image }: WorldObject): string | undefined {
  if (asset !== undefined && !isAssetName(asset)) return 'names an image that is no file name of one';
  if (asset !== undefined) return undefined;
  if (type === 'Custom') return 'has no image';
  return image === undefined ? undefined : 'says how its image lies, but names none';
}
