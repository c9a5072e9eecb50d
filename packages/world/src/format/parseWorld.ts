import { validateWorld } from '../validate/validateWorld.ts';
import { boundLists } from './boundLists.ts';
import { checkShape } from './checkShape.ts';
import { decodeUtf8 } from './decodeUtf8.ts';
import { isError, worldIssue } from './issues.ts';
import type { WorldIssue } from './issues.ts';
import { isJsonObject } from './json.ts';
import type { JsonValue } from './json.ts';
import { worldLimits } from './limits.ts';
import { migrateFile } from './migrations/migrations.ts';
import { readJson } from './readJson.ts';
import { shapeIssues } from './shapeIssues.ts';
import { currentFormatVersion } from './world.ts';
import type { World } from './world.ts';

/** Errors and warnings that are listed of one file; each. */
const listedIssues = 1000;

interface FailedWorld {
  readonly ok: false;
  readonly errors: readonly WorldIssue[];
  readonly warnings: readonly WorldIssue[];
}
export type ParsedWorld =
  | { readonly ok: true; readonly world: World; readonly warnings: readonly WorldIssue[] }
  | FailedWorld;

/**
 * Reads a World file that nobody has checked: UTF-8, JSON, any format up to the current one. Never throws.
 *
 * @returns the World in the current format, or every error; warnings either way
 */
export function parseWorld(bytes: Uint8Array): ParsedWorld {
  if (bytes.byteLength > worldLimits.fileBytes) {
    const size = `The file has ${bytes.byteLength} bytes; ${worldLimits.fileBytes} at most are allowed.`;
    return failed([worldIssue([], 'file-too-large', size)]);
  }
  const read = readValue(bytes);
  return read.ok ? parseWorldValue(read.value) : read;
}

/**
 * Reads a World file in the making, of any size: as {@link parseWorld}, but whatever `validateWorld` would say of it. Never
 * throws.
 */
export function parseWorldShape(bytes: Uint8Array): ParsedWorld {
  const read = readValue(bytes);
  if (!read.ok) return read;
  const shaped = shapeOf(read.value);
  if (!shaped.ok) return shaped;
  const { world, issues } = shaped;
  return issues.some(isError) ? failed(issues) : { ok: true, world, warnings: [] };
}

function readValue(bytes: Uint8Array): { readonly ok: true; readonly value: JsonValue } | FailedWorld {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    return failed([
      worldIssue(
        [],
        'not-utf8',
        `The file is not UTF-8 text; line ${decoded.line} is the first that is not.`,
      ),
    ]);
  }
  const read = readJson(decoded.text);
  if (!read.ok) {
    const { code, message, line, column } = read.flaw;
    return failed([worldIssue([], code, `Line ${line}, column ${column}: ${message}.`)]);
  }
  return read;
}

/** Reads a World of which the JSON was read already, by `readJson`. Never throws. */
export function parseWorldValue(file: JsonValue): ParsedWorld {
  const shaped = shapeOf(file);
  if (!shaped.ok) return shaped;
  const { world } = shaped;
  const issues = [...shaped.issues, ...validateWorld(world)];
  const warnings = atMost(
    issues.filter((issue) => !isError(issue)),
    'more-warnings',
  );
  if (issues.some(isError)) return failed(issues.filter(isError), warnings);
  return { ok: true, world, warnings };
}

type ShapedWorld =
  | { readonly ok: true; readonly world: World; readonly issues: readonly WorldIssue[] }
  | FailedWorld;

/** The World in the current format. */
function shapeOf(file: JsonValue): ShapedWorld {
  if (!isJsonObject(file)) {
    return failed([worldIssue([], 'wrong-type', 'A World file has to be one object in { }.')]);
  }
  const formatVersion = file['formatVersion'] === undefined ? 0 : file['formatVersion'];
  if (typeof formatVersion !== 'number' || !Number.isInteger(formatVersion) || formatVersion < 0) {
    const wanted = `This has to be a whole number; this Atrium writes ${currentFormatVersion}.`;
    return failed([worldIssue(['formatVersion'], 'format-version', wanted)]);
  }
  if (formatVersion > currentFormatVersion) {
    const newer = `This file has format ${formatVersion}; this Atrium reads formats up to ${currentFormatVersion}. Update Atrium to open it.`;
    return failed([worldIssue(['formatVersion'], 'format-too-new', newer)]);
  }
  const bounded = boundLists(migrateFile(file, formatVersion));
  const shaped = checkShape(bounded.value);
  if (!shaped.ok) return failed([...bounded.issues, ...shapeIssues(shaped.issues, bounded.value)]);
  return { ok: true, world: shaped.world, issues: bounded.issues };
}

function failed(errors: readonly WorldIssue[], warnings: readonly WorldIssue[] = []): FailedWorld {
  return { ok: false, errors: atMost(errors, 'more-issues'), warnings };
}

/** Keeps a hostile file from filling memory and screens; nobody mends a thousand mistakes at once. */
function atMost(issues: readonly WorldIssue[], code: 'more-issues' | 'more-warnings'): readonly WorldIssue[] {
  if (issues.length <= listedIssues) return issues;
  const more = worldIssue([], code, `There are ${issues.length - listedIssues} more.`);
  return [...issues.slice(0, listedIssues), more];
}
