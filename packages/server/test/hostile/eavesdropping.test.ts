import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import { RawWalker } from '../support/rawWalker.ts';
import { enterTalking, linksOf, switches } from '../support/talking.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';

const inRoom = { spawnPointId: 'in-meeting' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ configuration: { sfu: { kind: 'off' } } });
});
afterAll(async () => {
  await expectNothingRemains(server);
  await server.remove();
});

const sees = (walker: RawWalker, { personId }: RawWalker) =>
  [...walker.peers.values()].some((peer) => peer.personId === personId);

/** Two in the room who have a link, and how the spy's connection ends. */
test.each<[string, (spy: RawWalker) => void]>([
  ['drops the socket', (spy) => spy.webSocket.terminate()],
  ['leaves', (spy) => void spy.send({ type: 'leave' })],
])('who %s and comes in elsewhere hears nothing of the room any more', async (_, end) => {
  const host = await enterTalking(server, { ...inRoom, personId: 'host' });
  const spy = await enterTalking(server, { ...inRoom, personId: 'spy' });
  await until(() => linksOf(host).length === 1, 'a link in the room');
  const [link] = linksOf(spy);
  end(spy);
  await until(() => !sees(host, spy), 'the Avatar to go');
  // No ticket, so that they come in at a SpawnPoint; and not a word of media.
  const again = await RawWalker.enter(server, { spawnPointId: 'in-the-open', personId: 'spy' });
  await until(() => linksOf(host).length === 0, 'the link to end with the Avatar');
  again.sendBytes(JSON.stringify({ type: 'media.signal', linkId: link?.linkId, candidate: null }));
  await again.reply(again.send({ ...switches, holds: [link?.linkId] }));
  await again.settled();
  expect([linksOf(again), linksOf(host), host.all('media.signal')]).toEqual([[], [], []]);
  await again.leave();
  await host.leave();
});
