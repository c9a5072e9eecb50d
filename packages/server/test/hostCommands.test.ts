import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { managedWorldListSchema, memberListSchema, worldListSchema } from '@atrium/protocol';
import { runCommand } from '../src/cli/runCommand.ts';
import { password, startRestServer } from './support/restServer.ts';
import type { RestServer } from './support/restServer.ts';

let folder: string;
let server: RestServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-host-'));
});
afterEach(async () => {
  await server?.remove();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** What a command line prints, and how it ends. */
async function command(dataFolder: string, ...args: string[]) {
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  const environment = { ATRIUM_DATA_DIR: dataFolder };
  const code = await runCommand(args, { environment, isTerminal: false, print, printError: print });
  return { code, text: lines.join('\n') };
}
const tokenIn = (text: string) => text.split('#')[1] ?? '';

test('a backup is made while the server runs, and restored into an empty folder, in which everybody is as before', async () => {
  server = await startRestServer();
  const admin = await server.makeWorkspace('Acme');
  const ben = await server.invite(admin, 'Editor');
  const file = join(folder, 'backup.tar.gz');
  const backup = await command(join(server.folder, 'data'), 'backup', file);
  expect(backup.code).toBe(0);
  expect(backup.text).toMatch(/backup\.tar\.gz holds \d+ rows and \d+ files\./);

  const data = join(folder, 'data');
  await mkdir(data);
  expect((await command(data, 'restore', file)).code).toBe(0);
  const twice = await command(data, 'restore', file);
  expect(twice.code).toBe(1);
  expect(twice.text).toContain('a Workspace here already');
  const restored = await startRestServer({ configuration: { dataFolder: data } });
  try {
    const body = { email: ben.email, password };
    const signedIn = await restored.ask('POST', '/api/v1/session', { body });
    expect(signedIn.status).toBe(200);
    const { accessToken: token } = signedIn.json as { accessToken: string };
    const { people } = await restored.read(memberListSchema, 'GET', '/api/v1/people', { token });
    expect(people.map(({ role }) => role).sort()).toEqual(['Admin', 'Editor']);
    const { worlds } = await restored.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', {
      token,
    });
    const listed = await restored.read(worldListSchema, 'GET', '/api/v1/worlds', { token });
    expect(listed.worlds[0]?.worldId).toBe(worlds[0]?.worldId);
    const world = await restored.ask('GET', listed.worlds[0]?.file ?? '');
    expect(world.status).toBe(200);
    // Nobody is signed in by what they had before.
    const headers = { Cookie: ben.cookie };
    expect((await restored.ask('POST', '/api/v1/session/refresh', { headers })).code).toBe('signed_out');
  } finally {
    await restored.remove();
  }
});

test('a further Workspace and a new password are to be had by links, with the server running or not', async () => {
  server = await startRestServer();
  const admin = await server.makeWorkspace('Acme');
  const data = join(server.folder, 'data');
  const running = await command(data, 'workspace', 'add');
  const setup = { workspaceName: 'Second', name: 'Zoe', email: 'zoe@example.org', password };
  const made = await server.ask('POST', '/api/v1/setup', {
    body: { ...setup, token: tokenIn(running.text) },
  });
  expect(made.status).toBe(200);
  expect((await command(data, 'password', 'nobody@example.org')).code).toBe(1);
  await server.stop();

  const stopped = await command(data, 'password', admin.email);
  expect(stopped.code).toBe(0);
  const again = await startRestServer({ folder: server.folder });
  const body = { token: tokenIn(stopped.text), password: 'an entirely new one' };
  expect((await again.ask('POST', '/api/v1/password', { body })).status).toBe(200);
  await again.stop();
});

test('a server that was killed does not stand in the way, and two of one folder do not get along', async () => {
  server = await startRestServer();
  await server.makeWorkspace('Acme');
  const data = join(server.folder, 'data');
  await expect(startRestServer({ folder: server.folder })).rejects.toThrow(/Two at once would spoil it/);
  await server.stop();
  await writeFile(join(data, 'control'), join(folder, 'no-such-socket'));
  // As an older Atrium has left it.
  const lock = join(data, 'database', 'lock');
  await writeFile(lock, JSON.stringify({ pid: 999_999_999, startedAt: '1' }));
  await utimes(lock, 1, 1);
  expect((await command(data, 'workspace', 'add')).code).toBe(0);
});
