import * as z from 'zod';
import { worldIssue } from './issues.ts';
import type { IssuePath, WorldIssue } from './issues.ts';
import { isJsonList, isJsonObject, jsonAt } from './json.ts';
import type { JsonValue } from './json.ts';
import { nearestWord } from './nearestWord.ts';
import { worldSchema } from './world.ts';

/** Unknown keys that are listed of one pair of braces. */
const listedKeys = 20;

/** Says in sentences, for the author of a file, what zod found wrong with its shape. */
export function shapeIssues(issues: readonly z.core.$ZodIssue[], file: JsonValue): readonly WorldIssue[] {
  return issues.flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    return issue.code === 'unrecognized_keys'
      ? unknownKeys(path, issue.keys)
      : [describeIssue(path, issue, jsonAt(file, path))];
  });
}

function unknownKeys(path: IssuePath, keys: readonly string[]): readonly WorldIssue[] {
  const known = knownKeysAt(path);
  const listed = keys.slice(0, listedKeys).map((key) => {
    const meant = nearestWord(shortened(key), known);
    const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
    return worldIssue(
      [...path, shortened(key)],
      'unknown-key',
      `The key "${shortened(key)}" is not known here.${hint}`,
    );
  });
  const rest = keys.length - listed.length;
  if (rest === 0) return listed;
  return [...listed, worldIssue(path, 'more-issues', `${rest} more keys here are not known.`)];
}

/** The keys that the schema has at a place of the file. */
function knownKeysAt(path: IssuePath): readonly string[] {
  let schema: unknown = worldSchema;
  for (const step of path) {
    schema = unwrapped(schema);
    if (typeof step === 'string' && schema instanceof z.ZodObject) schema = schema.shape[step];
    else if (schema instanceof z.ZodArray) schema = schema.element;
  }
  const here = unwrapped(schema);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() : schema;
}

function describeIssue(path: IssuePath, issue: z.core.$ZodIssue, value: JsonValue | undefined): WorldIssue {
  if (value === undefined) {
    const key = path.at(-1) ?? '';
    return worldIssue(
      path,
      'missing-key',
      `${typeof key === 'string' ? `The key "${key}"` : 'A value'} is missing.`,
    );
  }
  switch (issue.code) {
    case 'invalid_type':
      return worldIssue(
        path,
        'wrong-type',
        `This has to be ${kindNames[issue.expected] ?? issue.expected}, but it is ${shown(value)}.`,
      );
    case 'invalid_value':
      return wrongValue(path, issue.values, value);
    case 'invalid_union':
      return wrongValue(
        path,
        issue.errors.flat().flatMap((error) => (error.code === 'invalid_value' ? error.values : [])),
        value,
      );
    case 'too_big':
      return outOfRange(path, issue.origin, 'at most', issue.maximum, value);
    case 'too_small':
      return outOfRange(path, issue.origin, 'at least', issue.minimum, value);
    case 'invalid_format':
      return worldIssue(
        path,
        'wrong-text',
        `${shown(value)} is not written as it has to be: ${formatHints[issue.format] ?? issue.message}.`,
      );
    default:
      return worldIssue(path, 'wrong-value', `${shown(value)} is not possible here: ${issue.message}.`);
  }
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text in double quotes',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  tuple: 'a list in [ ]',
  object: 'an object in { }',
};

const formatHints: Readonly<Record<string, string>> = {
  datetime: 'use a date and a time, as in 2026-01-31T09:30:00Z',
  url: 'use a web address that begins with https:// or http://',
};

function wrongValue(path: IssuePath, values: readonly unknown[], value: JsonValue): WorldIssue {
  const names = values.map(String);
  const meant = typeof value === 'string' ? nearestWord(shortened(value), names) : undefined;
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return worldIssue(
    path,
    'wrong-value',
    `This has to be ${listed(names)}, but it is ${shown(value)}.${hint}`,
  );
}

function outOfRange(
  path: IssuePath,
  origin: string,
  bound: string,
  limit: number | bigint,
  value: JsonValue,
): WorldIssue {
  const amount = `${bound} ${limit}`;
  switch (origin) {
    case 'array':
      return worldIssue(
        path,
        bound === 'at most' ? 'too-many' : 'too-few',
        `This list has to have ${amount} ${limit === 1 ? 'entry' : 'entries'}.`,
      );
    case 'string':
      return worldIssue(
        path,
        'out-of-range',
        `This text has to have ${amount} ${limit === 1 ? 'character' : 'characters'}.`,
      );
    default:
      return worldIssue(path, 'out-of-range', `This has to be ${amount}, but it is ${shown(value)}.`);
  }
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function shown(value: JsonValue): string {
  if (isJsonList(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  return typeof value === 'string' ? `"${shortened(value)}"` : String(value);
}

/** Text of the file that is quoted in a message. */
function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
