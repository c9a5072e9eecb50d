import { isAssetName } from '@atrium/world';
import type { World } from '@atrium/world';

/** File names of the assets that a World file names, wherever it does. */
export function assetsUsedBy(world: World): string[] {
  const found = new Set<string>();
  const search = (value: unknown): void => {
    if (typeof value === 'string') {
      if (isAssetName(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const part of Object.values(value)) search(part);
    }
  };
  search(world);
  return [...found];
}
