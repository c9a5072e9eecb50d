import { afterEach, expect, test } from 'vitest';
import { closeCodes, managedWorldListSchema } from '@atrium/protocol';
import { RawWalker } from './support/rawWalker.ts';
import { startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';
import { planOf, takePart } from './support/talking.ts';

/** Two servers start, and three people sign up, on whatever machine. */
const timeoutMs = 240_000;

let server: RestServer;
afterEach(() => server.remove());

test('a mute and a kick hold after a restart of the server', { timeout: timeoutMs }, async () => {
  server = await startRestServer();
  const admin = await server.makeWorkspace('Acme');
  const [ben, cem] = [await server.invite(admin, 'Member'), await server.invite(admin, 'Member')];
  const { token } = admin;
  const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
  const worldId = worlds[0]?.worldId ?? '';
  const enter = (member: Member) => RawWalker.enter(server, { token: member.token, worldId });

  const ada = await enter(admin);
  await enter(ben);
  await enter(cem);
  const { personId } = ben.account;
  expect(await ada.reply(ada.send({ type: 'moderation.mute', personId, muted: true }))).toMatchObject({
    type: 'moderation.mute.ok',
  });
  const kick = { type: 'moderation.kick', personId: cem.account.personId, reason: 'Shouting' };
  expect(await ada.reply(ada.send(kick))).toMatchObject({ type: 'moderation.kick.ok' });

  await server.stop();
  server = await startRestServer({ folder: server.folder });
  const ben2 = await enter(ben);
  await takePart(ben2);
  await ben2.settled();
  expect(planOf(ben2)?.rules.muted).toBe(true);
  const cem2 = new RawWalker(server, { worldId });
  await cem2.opened();
  await cem2.hello({ token: cem.token, worldId });
  expect(await cem2.closed()).toBe(closeCodes.kicked);
  await ben2.leave();
});
