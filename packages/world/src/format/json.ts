/** What JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Narrows a value to an object with keys: neither a list nor null. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonList(value);
}

/** `Array.isArray`, which does not know lists that nobody may change. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** What stands at a path; `undefined` where nothing does. */
export function jsonAt(value: JsonValue, path: readonly PropertyKey[]): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const step of path) {
    if (typeof step === 'number' && isJsonList(current)) current = current[step];
    else if (typeof step === 'string' && isJsonObject(current) && Object.hasOwn(current, step)) {
      current = current[step];
    } else return undefined;
  }
  return current;
}
