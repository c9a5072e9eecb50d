import { afterAll, beforeAll, expect, test } from 'vitest';
import { managedWorldListSchema } from '@atrium/protocol';
import { officeWorld } from '@atrium/world/testing';
import { startPostgres, startS3 } from '@atrium/workspace/testing';
import type { RunningPostgres, RunningS3 } from '@atrium/workspace/testing';
import { startFreezableProxy } from './support/freezableProxy.ts';
import { RawWalker } from './support/rawWalker.ts';
import { realPng } from './support/realPng.ts';
import { password, startRestServer } from './support/restServer.ts';
import { until } from './support/until.ts';

const pictures = 12;

let postgres: RunningPostgres;
let s3: RunningS3;
beforeAll(async () => {
  [postgres, s3] = await Promise.all([startPostgres(), startS3()]);
});
afterAll(() => Promise.all([postgres.stop(), s3.stop()]));

test.each(['PostgreSQL', 'the embedded database'])(
  'with %s, people sign in, stay signed in and enter Worlds while many wait for an S3 store that hangs',
  async (kind) => {
    const proxy = await startFreezableProxy(Number(new URL(s3.options.endpoint).port));
    const databaseUrl = kind === 'PostgreSQL' ? await postgres.makeDatabase() : undefined;
    const endpoint = `http://127.0.0.1:${proxy.port}`;
    const server = await startRestServer({
      configuration: { databaseUrl, s3: { ...s3.options, endpoint } },
    });
    const stuck: Promise<unknown>[] = [];
    try {
      const admin = await server.makeWorkspace('Acme');
      const ben = await server.invite(admin, 'Member');
      const { token } = admin;
      const listed = await server.ask('GET', '/api/v1/managed-worlds', { token });
      const worldId = managedWorldListSchema.parse(listed.json).worlds[0]?.worldId ?? '';
      // What a World needs from the store, it reads when the first person enters.
      const inside = await RawWalker.enter(server, { worldId, token });
      const setupToken = await server.atrium.makeSetupLink();

      proxy.freeze();
      const untilHeld = (count: number) =>
        until(
          () => proxy.held() >= count,
          () => `${proxy.held()} of ${count} wait for the store`,
        );
      const order = { workspaceName: 'Second', name: 'Zoe', email: 'zoe@example.org', password };
      let isSetUp = false;
      const setup = server.ask('POST', '/api/v1/setup', { body: { ...order, token: setupToken } });
      stuck.push(setup.then(({ status }) => (isSetUp = status === 200)));
      await untilHeld(1);
      // One after the other: more pictures of one person at once are refused before they reach the store. Of colours far
      // apart: equal portraits would be one file, which is written once at a time.
      for (let index = 0; index < pictures; index++) {
        const body = realPng(index * 0x151515);
        stuck.push(server.ask('PUT', '/api/v1/account/picture', { token, body }));
        await untilHeld(index + 2);
      }
      stuck.push(
        server.ask('PUT', `/api/v1/managed-worlds/${worldId}/file?base=1`, {
          token,
          body: officeWorld(),
        }),
        server.ask('POST', '/api/v1/managed-worlds', { token, body: { name: 'New', file: officeWorld() } }),
      );

      const body = { email: ben.email, password };
      expect((await server.ask('POST', '/api/v1/session', { body })).status).toBe(200);
      const headers = { Cookie: ben.cookie };
      expect((await server.ask('POST', '/api/v1/session/refresh', { headers })).status).toBe(200);
      const walker = await RawWalker.enter(server, { worldId, token: ben.token });
      await walker.leave();
      expect(isSetUp).toBe(false);
      inside.vanish();
    } finally {
      proxy.thaw();
      await Promise.allSettled(stuck);
      await server.remove();
      await proxy.close();
    }
  },
);
