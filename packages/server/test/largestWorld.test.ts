import { afterAll, beforeAll, expect, test } from 'vitest';
import { managedWorldListSchema, managedWorldSchema } from '@atrium/protocol';
import { largestWorld } from '@atrium/world/testing';
import { RawWalker } from './support/rawWalker.ts';
import { password, startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';
import { until } from './support/until.ts';

/** Reading the largest World takes seconds, on a busy machine many. */
const patienceMs = 150_000;
const timeoutMs = 400_000;

let server: RestServer;
let admin: Member;
let worldId: string;
beforeAll(async () => {
  server = await startRestServer({
    limits: { verifyTimeoutMs: patienceMs, helloTimeoutMs: patienceMs },
    configuration: { trustedProxies: ['127.0.0.1'] },
  });
  admin = await server.makeWorkspace('Acme');
  const { token } = admin;
  const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
  worldId = worlds[0]?.worldId ?? '';
});
afterAll(() => server.remove());

const filePath = () => `/api/v1/managed-worlds/${worldId}/file`;

test(
  'people enter the largest World and draw in it right after it was published, whoever signs in',
  { timeout: timeoutMs },
  async () => {
    const { token } = admin;
    await server.read(managedWorldSchema, 'PUT', `${filePath()}?base=1`, { token, body: largestWorld() });
    const signIns = Promise.allSettled(
      Array.from({ length: 100 }, (_, index) =>
        server.ask('POST', '/api/v1/session', {
          body: { email: `nobody-${index}@acme.example`, password },
          headers: { 'X-Forwarded-For': `192.0.2.${index}` },
        }),
      ),
    );
    const walker = new RawWalker(server, { worldId });
    await walker.opened();
    await walker.hello({ token });
    const isAnswered = () => walker.zoneId !== '' || walker.closeCode !== undefined;
    await until(isAnswered, 'an answer to the hello', patienceMs);
    expect(walker.all('error')).toEqual([]);
    const [board] = largestWorld().objects;
    expect(await walker.reply(walker.send({ type: 'board.open', objectId: board?.id }))).toMatchObject({
      type: 'board.open.ok',
    });
    await signIns;
    await walker.leave();
    expect(server.errors).toEqual([]);
  },
);

test('the largest World can be downloaded and published again', { timeout: timeoutMs }, async () => {
  const { token } = admin;
  const file = await server.ask('GET', filePath(), { token });
  expect(file.status).toBe(200);
  const again = await server.ask('PUT', `${filePath()}?base=2`, { token, body: file.json });
  expect([again.status, again.json]).toMatchObject([200, { worldId }]);
});
