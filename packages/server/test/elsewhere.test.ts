import { afterAll, beforeAll, expect, test } from 'vitest';
import { assetSchema, auditLogSchema, managedWorldListSchema } from '@atrium/protocol';
import { startPostgres, startS3 } from '@atrium/workspace/testing';
import type { RunningPostgres, RunningS3 } from '@atrium/workspace/testing';
import { RawWalker } from './support/rawWalker.ts';
import { password, startRestServer } from './support/restServer.ts';

let postgres: RunningPostgres;
let s3: RunningS3;
beforeAll(async () => {
  [postgres, s3] = await Promise.all([startPostgres(), startS3()]);
});
afterAll(() => Promise.all([postgres.stop(), s3.stop()]));

test.each([
  [
    'that is not there',
    { endpoint: 'http://127.0.0.1:2' },
    /http:\/\/127\.0\.0\.1:2, .*cannot be used: .*ECONNREFUSED/,
  ],
  ['without the bucket', { bucket: 'misspelt' }, /bucket "misspelt", cannot be used: .*NoSuchBucket/],
])('a store %s is told at start, and the server starts all the same', async (_, wrong, sentence) => {
  const databaseUrl = await postgres.makeDatabase();
  const server = await startRestServer({ configuration: { databaseUrl, s3: { ...s3.options, ...wrong } } });
  const { errors } = server;
  await server.remove();
  expect(errors.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    expect.stringMatching(sentence),
  ]);
});

test('a server that keeps everything in PostgreSQL and S3 can be replaced by another on an empty disk', async () => {
  const configuration = { databaseUrl: await postgres.makeDatabase(), s3: s3.options };
  const first = await startRestServer({ configuration });
  const admin = await first.makeWorkspace('Acme');
  const ben = await first.invite(admin, 'Editor');
  const { token } = admin;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8"/></svg>';
  const query = new URLSearchParams({ name: 'Line', metadata: '{"kind":"logo"}' });
  const body = new TextEncoder().encode(svg);
  const asset = await first.read(assetSchema, 'POST', `/api/v1/assets?${query}`, { token, body });
  const { worlds } = await first.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
  const worldId = worlds[0]?.worldId ?? '';
  const walker = await RawWalker.enter(first, { token, worldId });
  await first.remove();
  expect(walker.closeCode).toBe(1012);

  const second = await startRestServer({ configuration });
  const signedIn = await second.ask('POST', '/api/v1/session', { body: { email: ben.email, password } });
  expect(signedIn.status).toBe(200);
  expect(await (await fetch(`${second.url}${asset.url}`)).text()).toBe(svg);
  // The secret is the same: whoever was signed in still is, and is let in.
  const again = await RawWalker.enter(second, { token, worldId });
  const log = await second.read(auditLogSchema, 'GET', '/api/v1/audit-log', { token });
  expect(log.entries.map(({ action }) => action)).toContain('asset.add');
  again.webSocket.close();
  await second.remove();
});
