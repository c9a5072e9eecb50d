import { spawnSync } from 'node:child_process';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leaseReplySchema, managedWorldListSchema, signedInSchema } from '@atrium/protocol';
import { officeWorld } from '@atrium/world/testing';
import { startS3 } from '@atrium/workspace/testing';
import { png } from './support/png.ts';
import { password, startRestServer } from './support/restServer.ts';
import type { RestServer } from './support/restServer.ts';

const listWorlds = async (server: RestServer, token: string) =>
  (await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token })).worlds;

/** What an Admin does that writes files. */
async function writes(server: RestServer, token: string): Promise<readonly string[]> {
  const [world] = await listWorlds(server, token);
  const path = `/api/v1/managed-worlds/${world?.worldId}/file?base=${world?.currentVersion}`;
  const draft = `/api/v1/managed-worlds/${world?.worldId}/draft`;
  const order = { token, body: { takeOver: true } };
  const { fence, revision } = await server.read(leaseReplySchema, 'POST', `${draft}/lease`, order);
  const save = `${draft}?fence=${fence}&revision=${revision}&base=1`;
  const answers = [
    await server.ask('PUT', path, { token, body: officeWorld() }),
    await server.ask('POST', '/api/v1/managed-worlds', { token, body: { name: 'New', file: officeWorld() } }),
    await server.ask('PUT', save, { token, body: officeWorld() }),
    await server.ask('PUT', '/api/v1/account/picture', { token, body: png(64, 64) }),
  ];
  return answers.map(({ status, code }) => `${status} ${code ?? ''}`.trim());
}

test('a full disk is named to those whose files it cannot take; nothing changes, and room is all it needs', async (context) => {
  const server = await startRestServer();
  const { token } = await server.makeWorkspace('Acme');
  const blobs = join(server.folder, 'data', 'blobs');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', blobs]);
  try {
    if (mounted.status !== 0) return context.skip('this account may not mount a disk');
    await writeFile(join(blobs, 'others'), Buffer.alloc(65_536)).catch(() => undefined);
    const before = await listWorlds(server, token);
    expect(await writes(server, token)).toEqual(Array(4).fill('507 storage_full'));
    expect(await listWorlds(server, token)).toEqual(before);
    // The host reads what is wrong, too.
    expect(server.errors.join('\n')).toContain('ENOSPC');
    spawnSync('umount', [blobs]);
    expect(await writes(server, token)).toEqual(Array(4).fill('200'));
  } finally {
    spawnSync('umount', ['-l', blobs]);
    await server.remove();
  }
});

test('an S3 store that is away is named; what waits for it can be done once it is back', async () => {
  const s3 = await startS3();
  let isAway = true;
  const { port } = new URL(s3.options.endpoint);
  const door = createServer((asked, answer) => {
    if (isAway) return void answer.writeHead(503).end('<Code>SlowDown</Code>');
    const { method, url, headers } = asked;
    const inner = request({ host: '127.0.0.1', port, method, path: url, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(answer);
    });
    asked.pipe(inner);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  const server = await startRestServer({ configuration: { s3: { ...s3.options, endpoint } } });
  try {
    const order = { workspaceName: 'Acme', name: 'Zoe', email: 'zoe@example.org', password };
    const body = { ...order, token: server.atrium.setupToken };
    const away = await server.ask('POST', '/api/v1/setup', { body });
    expect([away.status, away.code]).toEqual([503, 'storage_unavailable']);
    isAway = false;
    const token = signedInSchema.parse(
      (await server.ask('POST', '/api/v1/setup', { body })).json,
    ).accessToken;
    isAway = true;
    expect(await writes(server, token)).toEqual(Array(4).fill('503 storage_unavailable'));
    isAway = false;
    expect(await writes(server, token)).toEqual(Array(4).fill('200'));
  } finally {
    await server.remove();
    door.close();
    await s3.stop();
  }
});
