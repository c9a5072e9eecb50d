import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addAssetRoute } from './assetRoute.ts';

const mebibyte = 1024 * 1024;
const nameOf = (number: number) => `${number.toString(16).padStart(64, '0')}.png`;

let http: FastifyInstance;
let reads: string[];
let isThere: boolean;
beforeEach(() => {
  http = fastify();
  reads = [];
  isThere = true;
  addAssetRoute(http, async (file) => {
    reads.push(file);
    await new Promise((resolve) => setImmediate(resolve));
    return isThere ? new Uint8Array(mebibyte) : undefined;
  });
});
afterEach(() => http.close());
const ask = async (number: number) => (await http.inject(`/asset/${nameOf(number)}`)).statusCode;

test('an image that many ask for at once is read once', async () => {
  const statuses = await Promise.all(Array.from({ length: 100 }, () => ask(1)));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(reads).toHaveLength(1);
});

test('images stay at hand, however often they were asked for at once', async () => {
  for (let number = 0; number < 20; number++)
    await Promise.all(Array.from({ length: 10 }, () => ask(number)));
  reads.length = 0;
  for (let number = 0; number < 20; number++) await ask(number);
  expect(reads).toEqual([]);
});

test('of more images than there is room for, those asked for last stay', async () => {
  for (let number = 0; number < 100; number++) await ask(number);
  reads.length = 0;
  for (let number = 99; number > 50; number--) await ask(number);
  expect(reads).toEqual([]);
  await ask(0);
  expect(reads).toEqual([nameOf(0)]);
});

test('an image that is not there is asked for again the next time, and one that cannot be read too', async () => {
  isThere = false;
  expect(await ask(1)).toBe(404);
  isThere = true;
  expect(await ask(1)).toBe(200);
});
