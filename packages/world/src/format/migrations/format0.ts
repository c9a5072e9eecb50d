import { isJsonList, isJsonObject } from '../json.ts';
import type { JsonObject, JsonValue } from '../json.ts';

/**
 * Format 0 has no `formatVersion` and no `groundZone`, and leaves out lists that are empty. What no Zone covered belongs
 * to the OpenArea that is added here.
 */
export function migrateFormat0(file: JsonObject): JsonObject {
  return {
    zones: [],
    doors: [],
    passages: [],
    objects: [],
    ...file,
    groundZone: file['groundZone'] ?? { id: freeId('ground', file), name: 'Open area' },
  };
}

/** An id that nothing in the file has: `ground`, `ground-2` and so on. */
function freeId(wanted: string, file: JsonObject): string {
  const taken = new Set(idsIn(file));
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`;
  return id;
}

function* idsIn(value: JsonValue): Generator<JsonValue> {
  if (isJsonList(value)) {
    for (const item of value) if (typeof item === 'object') yield* idsIn(item);
  } else if (isJsonObject(value)) {
    if (value['id'] !== undefined) yield value['id'];
    for (const entry of Object.values(value)) yield* idsIn(entry);
  }
}
