import { checkShape } from './checkShape.ts';
import { decodeUtf8 } from './decodeUtf8.ts';
import { isJsonObject } from './json.ts';
import type { JsonValue } from './json.ts';
import { migrateFile } from './migrations/migrations.ts';
import { currentFormatVersion } from './world.ts';
import type { World } from './world.ts';

/**
 * Reads a World file that a server gives out: it was validated when it was published, so that its shape alone is checked.
 * For Clients, which would carry the rules and their messages for nobody.
 *
 * @returns `undefined` where it has not the shape of a World, or a newer format
 */
export function readPublishedWorld(bytes: Uint8Array): World | undefined {
  const decoded = decodeUtf8(bytes);
  const file = decoded.ok ? parseJson(decoded.text) : undefined;
  if (!isJsonObject(file)) return undefined;
  const { formatVersion = 0 } = file;
  if (typeof formatVersion !== 'number' || formatVersion > currentFormatVersion) return undefined;
  const shaped = checkShape(migrateFile(file, formatVersion));
  return shaped.ok ? shaped.world : undefined;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    // What JSON.parse gives is what JSON can hold.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // The caller says that the file cannot be read.
  }
}
