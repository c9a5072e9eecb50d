import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RowSpool } from './rowSpool.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-spool-'));
  path = join(folder, 'rows');
});
afterEach(() => rm(folder, { recursive: true }));

async function read(spool: RowSpool): Promise<readonly (readonly [string, string])[]> {
  const parts: [string, string][] = [];
  for await (const { name, rows } of spool.parts()) parts.push([name, rows.toString()]);
  return parts;
}

test('gives back what was put aside, in its order, byte by byte', async () => {
  const spool = new RowSpool(path);
  await spool.add('users', Buffer.from('{"name":"Zoë 🙂"}\n'));
  await spool.add('empty', Buffer.alloc(0));
  await spool.add('audit', Buffer.from('{"id":1}\n'));
  expect(await read(spool)).toEqual([
    ['users', '{"name":"Zoë 🙂"}\n'],
    ['empty', ''],
    ['audit', '{"id":1}\n'],
  ]);
  await spool.remove();
  expect(await readdir(folder)).toEqual([]);
});

test('more than may wait for the disk is put aside, too', async () => {
  const spool = new RowSpool(path);
  const rows = Buffer.alloc(5 * 1024 * 1024);
  for (let part = 0; part < 10; part++) await spool.add(`part ${part}`, Buffer.alloc(rows.length, part));
  let count = 0;
  for await (const part of spool.parts()) {
    expect(part.rows.equals(Buffer.alloc(rows.length, count))).toBe(true);
    count++;
  }
  expect(count).toBe(10);
  await spool.remove();
});

test('where its file cannot be written, that is told, and nothing is left', async () => {
  const spool = new RowSpool(join(folder, 'missing', 'rows'));
  const adding = spool.add('users', Buffer.alloc(33 * 1024 * 1024));
  await expect(adding).rejects.toThrow('ENOENT');
  await expect(read(spool)).rejects.toThrow('ENOENT');
  await spool.remove();
});

test('a file that was there is not written over', async () => {
  const first = new RowSpool(path);
  await first.add('users', Buffer.from('first'));
  const second = new RowSpool(path);
  await expect(read(second)).rejects.toThrow('EEXIST');
  expect(await read(first)).toEqual([['users', 'first']]);
  await first.remove();
});

test('a file that somebody has made shorter is no backup', async () => {
  const spool = new RowSpool(path);
  await spool.add('users', Buffer.from('0123456789'));
  const parts = spool.parts();
  await spool.add('audit', Buffer.from('0123456789'));
  const first = await parts.next();
  if (first.done === true) throw new Error('There is no part.');
  expect(first.value.rows.toString()).toBe('0123456789');
  await truncate(path, 12);
  await expect(parts.next()).rejects.toThrow('has become shorter');
  await spool.remove();
});
