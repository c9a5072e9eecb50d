import { expect, test } from 'vitest';
import { isOriginAllowed } from './originPolicy.ts';

test('pages of the same host may connect, default ports included', () => {
  expect(isOriginAllowed('http://office.example.com:3000', 'office.example.com:3000', [])).toBe(true);
  expect(isOriginAllowed('https://office.example.com', 'office.example.com:443', [])).toBe(true);
  expect(isOriginAllowed('https://office.example.com', 'OFFICE.example.com', [])).toBe(true);
});

test('pages of other hosts may not', () => {
  expect(isOriginAllowed('https://evil.example', 'office.example.com', [])).toBe(false);
  expect(isOriginAllowed('http://office.example.com:81', 'office.example.com', [])).toBe(false);
  expect(isOriginAllowed('null', 'office.example.com', [])).toBe(false);
  expect(isOriginAllowed('https://office.example.com', undefined, [])).toBe(false);
});

test('pages of origins that the host names may', () => {
  expect(isOriginAllowed('https://intra.example', 'office.example.com', ['https://intra.example'])).toBe(
    true,
  );
});

test('programs that send no Origin may', () => {
  expect(isOriginAllowed(undefined, 'office.example.com', [])).toBe(true);
});
