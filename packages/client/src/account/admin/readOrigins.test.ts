import { expect, test } from 'vitest';
import { readOrigins } from './readOrigins.ts';

test('addresses of pages count as their origins, each once', () => {
  const text =
    'https://wiki.example.com/start\nhttps://wiki.example.com, http://127.0.0.1:8080\n https://büro.example';
  expect(readOrigins(text)).toEqual({
    origins: ['https://wiki.example.com', 'http://127.0.0.1:8080', 'https://xn--bro-hoa.example'],
    wrong: [],
  });
});

test('what is no web address is named as it was typed', () => {
  expect(readOrigins('wiki.example.com ftp://files.example.com https://*.example.com')).toEqual({
    origins: [],
    wrong: ['wiki.example.com', 'ftp://files.example.com', 'https://*.example.com'],
  });
  expect(readOrigins(' \n ')).toEqual({ origins: [], wrong: [] });
});
