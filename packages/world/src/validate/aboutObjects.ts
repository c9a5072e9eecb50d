import type { IssueSubject } from '../format/issues.ts';
import type { WorldObject } from '../format/world.ts';
import { footprintOf } from '../objects/objectTypes.ts';

/** What an issue is about: Objects, where they stand. */
export function aboutObjects(...objects: readonly WorldObject[]): IssueSubject {
  return { ids: objects.map(({ id }) => id), tiles: objects.map((object) => footprintOf(object)) };
}
