import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort } from '@atrium/workspace/testing';
import { runCommand } from '../src/cli/runCommand.ts';
import { startCoturn } from '../src/testing/index.ts';
import type { RunningCoturn } from '../src/testing/index.ts';
import { startRestServer } from './support/restServer.ts';
import type { RestServer } from './support/restServer.ts';

let server: RestServer;
let coturn: RunningCoturn;

beforeAll(async () => {
  [server, coturn] = await Promise.all([startRestServer(), startCoturn()]);
});
afterAll(async () => {
  await server.remove();
  await coturn.stop();
});

/** Runs `atrium doctor`. */
async function examine(environment: Readonly<Record<string, string>> = {}) {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const settings = {
    ATRIUM_DATA_DIR: join(server.folder, 'data'),
    ATRIUM_PORT: String(server.port),
    ATRIUM_SFU: 'off',
  };
  const surroundings = {
    environment: { ...settings, ...environment },
    isTerminal: false,
    print: say,
    printError: say,
  };
  const code = await runCommand(['doctor'], surroundings);
  return { code, text: lines.join('\n') };
}

describe('atrium doctor', () => {
  test('finds nothing wrong with a server that runs, and has TURN make real allocations', async () => {
    const { code, text } = await examine({ ...coturn.environment, ATRIUM_PUBLIC_URL: '' });
    expect(text).toContain('Nothing is wrong.');
    expect(code).toBe(0);
    for (const transport of ['udp', 'tcp'])
      expect(text).toContain(`ok    TURN: turn:${coturn.host}:${coturn.port}?transport=${transport} relays.`);
    expect(text).toMatch(/^ok {4}Database: It answers/m);
    expect(text).toMatch(/^ok {4}Files: /m);
    expect(text).toMatch(/^ok {4}Disk: \d+ MiB are free/m);
    expect(text).toMatch(/^ok {4}Server: /m);
  });

  const wrongs: readonly (readonly [
    string,
    () => Promise<Record<string, string>> | Record<string, string>,
    string,
  ])[] = [
    [
      'a TURN secret',
      () => ({ ...coturn.environment, ATRIUM_TURN_SECRET: 'another secret of at least 32 characters' }),
      'does not know the secret.',
    ],
    [
      'a TURN server that is away',
      async () => ({
        ...coturn.environment,
        ATRIUM_TURN_URLS: `turn:127.0.0.1:${await findFreePort()}?transport=tcp`,
      }),
      'does not answer: connect ECONNREFUSED',
    ],
    ['a port', async () => ({ ATRIUM_PORT: String(await findFreePort()) }), 'Nothing answers at 127.0.0.1'],
    [
      'a name that nobody knows',
      () => ({ ATRIUM_PUBLIC_URL: 'https://office.invalid' }),
      'cannot be looked up',
    ],
    [
      'a page without HTTPS',
      () => ({ ATRIUM_PUBLIC_URL: `http://127.0.0.1:${server.port}` }),
      'is plain http',
    ],
    [
      'a PostgreSQL that is away',
      async () => ({ DATABASE_URL: `postgres://a:b@127.0.0.1:${await findFreePort()}/atrium` }),
      'nothing listens there',
    ],
    [
      'a store that is away',
      async () => ({
        ATRIUM_S3_ENDPOINT: `http://127.0.0.1:${await findFreePort()}`,
        ATRIUM_S3_BUCKET: 'b',
        ATRIUM_S3_ACCESS_KEY_ID: 'k',
        ATRIUM_S3_SECRET_ACCESS_KEY: 's',
      }),
      'cannot be used',
    ],
    ['a data folder', () => ({ ATRIUM_DATA_DIR: join(server.folder, 'none') }), 'There is no data folder'],
    ['a setting', () => ({ ATRIUM_PORT: 'x' }), 'give a whole number'],
  ];
  test.each(wrongs)('says what is wrong with %s, and ends with 1', async (_, environment, sentence) => {
    const { code, text } = await examine(await environment());
    expect(text).toContain(sentence);
    expect(code).toBe(1);
  });

  test('leaves a folder as it was', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atrium-doctor-'));
    const { text } = await examine({ ATRIUM_DATA_DIR: folder });
    expect(text).toContain('opened by the server alone, which does not run');
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
