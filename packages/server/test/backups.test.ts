import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../src/cli/runCommand.ts';
import { startProgram } from './support/program.ts';
import type { Program } from './support/program.ts';

const run = promisify(execFile);
let folder: string;
let server: Program;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-backups-'));
  server = await startProgram({ ATRIUM_DATA_DIR: join(folder, 'data'), ATRIUM_SFU: 'off' });
  const account = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
  const body = JSON.stringify({ ...account, token: server.setupToken, workspaceName: 'Acme' });
  const headers = { 'Content-Type': 'application/json' };
  const made = await fetch(`${server.url}/api/v1/setup`, { method: 'POST', headers, body });
  expect(made.status).toBe(200);
});
afterAll(async () => {
  server.child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** What a command line prints, and how it ends. */
async function command(environment: Readonly<Record<string, string>>, ...args: string[]) {
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  const code = await runCommand(args, { environment, isTerminal: false, print, printError: print });
  return { code, text: lines.join('\n') };
}

/** Mounts a small disk. @returns `undefined` where this account may not mount */
async function smallDisk(name: string): Promise<string | undefined> {
  const path = join(folder, name);
  await mkdir(path);
  return run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path]).then(
    () => path,
    () => undefined,
  );
}

describe('a backup that cannot be written is refused with a sentence, and the server goes on', () => {
  const refused = async (file: string, sentence: RegExp) => {
    const { code, text } = await command({ ATRIUM_DATA_DIR: join(folder, 'data') }, 'backup', file);
    expect(text).toMatch(sentence);
    expect(text).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(server.child.exitCode).toBeNull();
  };

  test('where its folder is missing', () =>
    refused(join(folder, 'nowhere', 'backup.tar.gz'), /There is no folder .*nowhere/));

  test('where its folder is a file', async () => {
    await writeFile(join(folder, 'note'), '');
    await refused(join(folder, 'note', 'backup.tar.gz'), /.*note is not a folder/);
  });

  test('where its folder is read-only', async ({ skip }) => {
    const disk = await smallDisk('read-only');
    if (disk === undefined) return skip('this account may not mount a disk');
    try {
      await run('mount', ['-o', 'remount,ro', disk]);
      await refused(join(disk, 'backup.tar.gz'), /may not write into .*read-only/);
    } finally {
      await run('umount', [disk]);
    }
  });

  test('where the disk is full', async ({ skip }) => {
    const disk = await smallDisk('full');
    if (disk === undefined) return skip('this account may not mount a disk');
    try {
      await writeFile(join(disk, 'others'), Buffer.alloc(65_536)).catch(() => undefined);
      await refused(join(disk, 'backup.tar.gz'), /disk .* is full/);
      expect(await readdir(disk)).toEqual(['others']);
    } finally {
      await run('umount', [disk]);
    }
  });
});

test('a server that ends while it is asked is not taken for one that does not run', async () => {
  const data = join(folder, 'ending');
  await mkdir(data);
  const socket = join(folder, 'socket');
  const ending = createServer((asking) => asking.once('data', () => asking.destroy()));
  await new Promise<void>((resolve) => ending.listen(socket, resolve));
  await writeFile(join(data, 'control'), socket);
  const { code, text } = await command({ ATRIUM_DATA_DIR: data }, 'backup', join(folder, 'ended.tar.gz'));
  expect(code).toBe(1);
  expect(text).toMatch(/The server ended before it had answered/);
  ending.close();
});

describe('a data folder that is not there', () => {
  test.each([
    ['backup', '/nowhere/backup.tar.gz'],
    ['password', 'ada@example.org'],
    ['workspace', 'add'],
  ])('is refused by `atrium %s`, and not made', async (...args) => {
    const data = join(folder, 'misspelt');
    const { code, text } = await command({ ATRIUM_DATA_DIR: data }, ...args);
    expect(code).toBe(1);
    expect(text).toMatch(/ATRIUM_DATA_DIR/);
    expect(text).toContain(data);
    await expect(stat(data)).rejects.toThrow('ENOENT');
  });

  test('is refused by `atrium restore`, and not made', async () => {
    const file = join(folder, 'good.tar.gz');
    const backup = await command({ ATRIUM_DATA_DIR: join(folder, 'data') }, 'backup', file);
    expect(backup).toMatchObject({ code: 0 });
    const data = join(folder, 'misspelt');
    const { code, text } = await command({ ATRIUM_DATA_DIR: data }, 'restore', file);
    expect(code).toBe(1);
    expect(text).toMatch(/There is no folder .*misspelt.*ATRIUM_DATA_DIR/);
    await expect(stat(data)).rejects.toThrow('ENOENT');
    await mkdir(data);
    expect(await command({ ATRIUM_DATA_DIR: data }, 'restore', file)).toMatchObject({ code: 0 });
  });

  test('a folder without a database is refused by `atrium backup` too', async () => {
    const data = join(folder, 'other');
    await mkdir(data);
    const { code, text } = await command({ ATRIUM_DATA_DIR: data }, 'backup', join(folder, 'empty.tar.gz'));
    expect(code).toBe(1);
    expect(text).toMatch(/There is no database in .*other/);
    expect(await readdir(data)).toEqual([]);
  });
});
