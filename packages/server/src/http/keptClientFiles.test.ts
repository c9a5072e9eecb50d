import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fastify } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addClientFiles } from './clientFiles.ts';
import { keepClientFiles, keptVersionMs } from './keptClientFiles.ts';

const log = pino({ level: 'silent' });
const dayMs = keptVersionMs;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A built Client with these parts, and nothing else. */
async function build(version: string, parts: Readonly<Record<string, string>>): Promise<string> {
  const client = join(folder, version);
  await mkdir(join(client, 'assets'), { recursive: true });
  await writeFile(join(client, 'index.html'), version);
  for (const [name, text] of Object.entries(parts)) await writeFile(join(client, 'assets', name), text);
  return client;
}

const keptFolder = () => join(folder, 'kept');
const keep = (clientFolder: string, nowMs: number, maxBytes?: number) =>
  keepClientFiles({
    clientFolder,
    keptFolder: keptFolder(),
    nowMs,
    log,
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
const kept = async () => (await readdir(join(keptFolder(), 'assets'))).sort();

test('parts of the version before are kept for a day after the upgrade, however long it ran', async () => {
  const first = await build('first', { 'a-1.js': 'a', 'b-1.js': 'b' });
  const second = await build('second', { 'a-2.js': 'a', 'b-1.js': 'b' });
  await keep(first, 0);
  const upgradeMs = 30 * dayMs;
  await keep(second, upgradeMs);
  expect(await kept()).toEqual(['a-1.js', 'a-2.js', 'b-1.js']);
  await keep(second, upgradeMs + dayMs - 1);
  expect(await kept()).toEqual(['a-1.js', 'a-2.js', 'b-1.js']);
  await keep(second, upgradeMs + dayMs);
  expect(await kept()).toEqual(['a-2.js', 'b-1.js']);
});

test('they are served from a folder that is given as a relative path, as the data folder is by default', async () => {
  const client = await build('first', { 'a-1.js': 'first' });
  await keep(client, 0);
  const http = fastify();
  await addClientFiles(http, relative(process.cwd(), client), relative(process.cwd(), keptFolder()));
  expect((await http.inject('/assets/a-1.js')).body).toBe('first');
  expect((await http.inject('/index.json')).statusCode).toBe(404);
  await http.close();
});

test('a part that a later version has again is current again', async () => {
  const first = await build('first', { 'a-1.js': 'a' });
  const second = await build('second', { 'a-2.js': 'a' });
  await keep(first, 0);
  await keep(second, 1);
  await keep(first, 2);
  await keep(first, 2 + 2 * dayMs);
  expect(await kept()).toEqual(['a-1.js']);
});

test('they are bounded: the oldest go first', async () => {
  for (const [count, version] of ['one', 'two', 'three', 'four'].entries())
    await keep(await build(version, { [`${version}.js`]: 'x'.repeat(100) }), count, 200);
  expect(await kept()).toEqual(['four.js', 'three.js', 'two.js']);
});

test('a damaged list loses nothing: what is there counts from now on', async () => {
  await keep(await build('first', { 'a-1.js': 'a' }), 0);
  await writeFile(join(keptFolder(), 'index.json'), '{"a-1.js":');
  const second = await build('second', { 'a-2.js': 'a' });
  await keep(second, 10 * dayMs);
  expect(await kept()).toEqual(['a-1.js', 'a-2.js']);
});

test('where nothing can be written, the server starts all the same', async () => {
  await writeFile(keptFolder(), 'a file where the folder should be');
  expect(await keep(await build('first', { 'a-1.js': 'a' }), 0)).toBeUndefined();
});

test('the parts of both versions are served, immutable and compressed; the page is the current one', async () => {
  const parts = { 'a-1.js': 'export const a = 1;', 'a-1.js.br': 'pretend brotli' };
  await keep(await build('first', parts), 0);
  const second = await build('second', { 'a-2.js': 'a' });
  const folderKept = await keep(second, 1);
  const http = fastify();
  await addClientFiles(http, second, folderKept);
  const headers = { 'accept-encoding': 'br' };
  const earlier = await http.inject({ url: '/assets/a-1.js', headers });
  expect([earlier.statusCode, earlier.body]).toEqual([200, 'pretend brotli']);
  expect(earlier.headers).toMatchObject({
    'cache-control': expect.stringContaining('immutable') as unknown,
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript') as unknown,
  });
  expect((await http.inject({ url: '/assets/a-1.js' })).body).toBe('export const a = 1;');
  expect((await http.inject({ url: '/assets/a-2.js', headers })).body).toBe('a');
  expect((await http.inject({ url: '/' })).body).toBe('second');
  for (const url of ['/index.json', '/assets/none.js', '/assets/..%2findex.json'])
    expect((await http.inject({ url })).statusCode).toBe(404);
  await http.close();
});
