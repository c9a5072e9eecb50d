import type { WorldIssueCode } from './issues.ts';
import type { JsonValue } from './json.ts';

/** Brackets within brackets; a World needs 7. */
export const maxJsonDepth = 32;
/** Keys in one pair of braces; a World needs 13. */
const maxJsonKeys = 50_000;

interface JsonFlaw {
  readonly code: WorldIssueCode;
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  /** Characters, counted from 1. */
  readonly column: number;
}

export type ReadJson =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly flaw: JsonFlaw };

/**
 * Reads JSON (RFC 8259) from untrusted text. Differs from `JSON.parse` in saying where a mistake is in the same words in
 * every engine, in refusing keys given twice, the key `__proto__`, and nesting that could exhaust the stack, and in
 * reading `-0` as 0.
 */
export function readJson(text: string): ReadJson {
  const source: Source = { text, at: 0 };
  try {
    const value = readValue(source, 0);
    skipSpace(source);
    if (source.at < text.length) throw new Flaw('not-json', 'there is more text after the end', source.at);
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    const before = text.slice(0, error.at);
    const line = before.split('\n').length;
    const column = error.at - before.lastIndexOf('\n');
    return { ok: false, flaw: { code: error.code, message: error.message, line, column } };
  }
}

interface Source {
  readonly text: string;
  /** The next character to be read. */
  at: number;
}

class Flaw extends Error {
  readonly code: WorldIssueCode;
  readonly at: number;

  constructor(code: WorldIssueCode, message: string, at: number) {
    super(message);
    this.code = code;
    this.at = at;
  }
}

function readValue(source: Source, depth: number): JsonValue {
  skipSpace(source);
  if (depth > maxJsonDepth) throw new Flaw('too-deep', 'brackets are nested too deeply', source.at);
  switch (source.text[source.at]) {
    case '{':
      return readObject(source, depth);
    case '[':
      return readList(source, depth);
    case '"':
      return readString(source);
    case 't':
      return readWord(source, 'true', true);
    case 'f':
      return readWord(source, 'false', false);
    case 'n':
      return readWord(source, 'null', null);
    default:
      return readNumber(source);
  }
}

function readObject(source: Source, depth: number): JsonValue {
  const entries = new Map<string, JsonValue>();
  source.at++;
  if (takes(source, '}')) return {};
  do {
    skipSpace(source);
    const start = source.at;
    if (source.text[start] === '}') throw new Flaw('not-json', 'there is a comma before this }', start);
    if (source.text[start] !== '"') throw unexpected(source, 'a key in double quotes');
    const key = readString(source);
    if (key === '__proto__') throw new Flaw('unknown-key', 'the key "__proto__" is not allowed', start);
    if (entries.has(key)) throw new Flaw('duplicate-key', `the key "${key}" is here a second time`, start);
    if (!takes(source, ':')) throw unexpected(source, `a colon after the key "${key}"`);
    if (entries.size >= maxJsonKeys) throw new Flaw('unknown-key', 'these braces hold too many keys', start);
    entries.set(key, readValue(source, depth + 1));
  } while (takes(source, ','));
  if (!takes(source, '}')) throw unexpected(source, 'a comma or }');
  return Object.fromEntries(entries);
}

function readList(source: Source, depth: number): JsonValue {
  const items: JsonValue[] = [];
  source.at++;
  if (takes(source, ']')) return items;
  do {
    skipSpace(source);
    if (source.text[source.at] === ']') {
      throw new Flaw('not-json', 'there is a comma before this ]', source.at);
    }
    items.push(readValue(source, depth + 1));
  } while (takes(source, ','));
  if (!takes(source, ']')) throw unexpected(source, 'a comma or ]');
  return items;
}

function readString(source: Source): string {
  const start = source.at;
  let end = start + 1;
  let escaped = false;
  for (; source.text[end] !== '"'; end++) {
    const character = source.text[end];
    if (character === undefined || character < ' ') {
      throw new Flaw('not-json', 'the text that begins here has no closing quote', start);
    }
    if (character !== '\\') continue;
    escaped = true;
    if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(source.text.slice(end, end + 6))) {
      throw new Flaw('not-json', 'a backslash in text has to be written twice', end);
    }
    end++;
  }
  source.at = end + 1;
  return escaped ? unescape(source.text.slice(start + 1, end)) : source.text.slice(start + 1, end);
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescape(text: string): string {
  return text.replace(/\\(?:u(.{4})|(.))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (escapes[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function readNumber(source: Source): number {
  const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  number.lastIndex = source.at;
  const match = number.exec(source.text);
  if (match === null) throw unexpected(source, 'a value');
  source.at += match[0].length;
  // -0 + 0 is 0: a zero with a sign is not equal to one without everywhere, and is written without.
  return Number(match[0]) + 0;
}

function readWord<T>(source: Source, word: string, value: T): T {
  if (!source.text.startsWith(word, source.at)) throw unexpected(source, 'a value');
  source.at += word.length;
  return value;
}

function takes(source: Source, character: string): boolean {
  skipSpace(source);
  if (source.text[source.at] !== character) return false;
  source.at++;
  return true;
}

function skipSpace(source: Source): void {
  const { text } = source;
  while (
    text[source.at] === ' ' ||
    text[source.at] === '\n' ||
    text[source.at] === '\r' ||
    text[source.at] === '\t'
  ) {
    source.at++;
  }
  if (text[source.at] === '/') throw new Flaw('not-json', 'JSON has no comments', source.at);
}

function unexpected(source: Source, wanted: string): Flaw {
  const found = source.text.codePointAt(source.at);
  const what =
    found === undefined ? 'the file ends' : `there is ${JSON.stringify(String.fromCodePoint(found))}`;
  return new Flaw('not-json', `${what} where ${wanted} should be`, source.at);
}
