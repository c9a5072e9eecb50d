import type { JsonObject } from '../json.ts';
import { migrateFormat0 } from './format0.ts';
import { migrateFormat1 } from './format1.ts';

/** One step from a format to the next. */
export interface Migration {
  readonly from: number;
  readonly to: number;
  /** Gets a file that nobody has checked yet, and leaves alone what it does not understand. */
  migrate(file: JsonObject): JsonObject;
}

/** Every step, from the oldest format to the current one. */
export const migrations: readonly Migration[] = [
  { from: 0, to: 1, migrate: migrateFormat0 },
  { from: 1, to: 2, migrate: migrateFormat1 },
];

/** Brings a file to the current format, step by step; sets its `formatVersion`. */
export function migrateFile(file: JsonObject, formatVersion: number): JsonObject {
  let migrated = file;
  let version = formatVersion;
  for (const step of migrations) {
    if (step.from !== version) continue;
    migrated = { ...step.migrate(migrated), formatVersion: step.to };
    version = step.to;
  }
  return migrated;
}
