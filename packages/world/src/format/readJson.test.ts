import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxJsonDepth, readJson } from './readJson.ts';

function flawOf(text: string) {
  const read = readJson(text);
  if (read.ok) throw new Error('This was to be refused.');
  return read.flaw;
}

test('reads what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      fc.pre(!text.includes('__proto__'));
      expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
    }),
  );
});

test('gives a zero no sign: what is written of it has none either', () => {
  expect(readJson('[-0, -0.0, -0e5, -1e-400]')).toEqual({ ok: true, value: [0, 0, 0, 0] });
});

test('accepts and refuses what JSON.parse accepts and refuses', () => {
  const part = fc.constantFrom('{', '}', '[', ']', '"a"', '"b"', ':', ',', '1', '-0.5e3', '01', '+1', '.5', '1.', 'true', 'null', 'nul', ' ', '\n', '\t', '"\\u00e9\\n\\/"', '"\\x"', '"\\u12"', '"', '\u00a0', '\\'); // prettier-ignore
  const valid = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const read = readJson(text);
      fc.pre(read.ok || read.flaw.code === 'not-json');
      expect(read.ok).toBe(valid(text));
    }),
    { numRuns: 3000 },
  );
});

describe('says where and what is wrong', () => {
  test.each([
    ['', 1, 1, 'the file ends where a value should be'],
    ['{\n  "a": 1,\n}', 3, 1, 'there is a comma before this }'],
    ['[1,]', 1, 4, 'there is a comma before this ]'],
    ['{ "a" 1 }', 1, 7, 'there is "1" where a colon after the key "a" should be'],
    ["{ 'a': 1 }", 1, 3, 'there is "\'" where a key in double quotes should be'],
    ['[1 2]', 1, 4, 'there is "2" where a comma or ] should be'],
    ['{"a": 1 "b": 2}', 1, 9, 'there is "\\"" where a comma or } should be'],
    ['[\n"abc\n"]', 2, 1, 'the text that begins here has no closing quote'],
    ['["C:\\maps"]', 1, 5, 'a backslash in text has to be written twice'],
    ['// Map\n{}', 1, 1, 'JSON has no comments'],
    ['{} {}', 1, 4, 'there is more text after the end'],
    ['[1.5.2]', 1, 5, 'there is "." where a comma or ] should be'],
    ['[😀]', 1, 2, 'there is "😀" where a value should be'],
  ])('%j', (text, line, column, message) => {
    expect(flawOf(text)).toEqual({ code: 'not-json', line, column, message });
  });
});

test('refuses a key given twice, where the second one stands', () => {
  expect(flawOf('{\n"a": 1,\n"a": 2 }')).toMatchObject({ code: 'duplicate-key', line: 3, column: 1 });
  expect(flawOf('{"a": 1, "\\u0061": 2 }').code).toBe('duplicate-key');
});

test('refuses keys that could reach a prototype, however they are written', () => {
  expect(flawOf('{"__proto__": {"admin": true}}').code).toBe('unknown-key');
  expect(flawOf('{"\\u005f_proto__": {"admin": true}}').code).toBe('unknown-key');
  const read = readJson('{"constructor": {"prototype": {"admin": true}}}');
  expect(read.ok && Object.getPrototypeOf(read.value)).toBe(Object.prototype);
  expect('admin' in {}).toBe(false);
});

test('refuses brackets nested deeper than the limit instead of exhausting the stack', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(readJson(nested(maxJsonDepth + 1)).ok).toBe(true);
  expect(flawOf(nested(maxJsonDepth + 2)).code).toBe('too-deep');
  expect(flawOf('[{"a":'.repeat(500_000)).code).toBe('too-deep');
});
