import { hasLook } from '@atrium/world';
import type { ObjectLook, ObjectType, WorldObject } from '@atrium/world';

export interface ObjectWords {
  readonly objects: Readonly<Record<ObjectType, string>>;
  readonly looks: Readonly<Record<ObjectLook, string>>;
}

/** What people call an Object: by its look, or by its type where it looks as usual. */
export function objectName(words: ObjectWords, { type, look }: Pick<WorldObject, 'type' | 'look'>): string {
  return look !== undefined && hasLook(type, look) ? words.looks[look] : words.objects[type];
}
