import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { managedWorldSchema } from '@atrium/protocol';
import { worldFromPlan } from '@atrium/world/testing';
import { RawWalker } from './support/rawWalker.ts';
import { startRestServer } from './support/restServer.ts';
import { until } from './support/until.ts';

const file = {
  ...worldFromPlan(['ttttttt', 't@..BBt', 'ttttttt'], {
    zones: { t: { type: 'TeamArea' } },
    objects: { B: { type: 'Whiteboard', persistent: true } },
  }),
  worldId: 'doomed',
};

test('nothing of a deleted World comes back, though a Whiteboard in it was yet to be kept', async () => {
  const server = await startRestServer();
  const admin = await server.makeWorkspace('Acme');
  const { token } = admin;
  const body = { name: 'Doomed', file };
  const { worldId } = await server.read(managedWorldSchema, 'POST', '/api/v1/managed-worlds', {
    token,
    body,
  });
  const walker = await RawWalker.enter(server, { token, worldId });
  const objectId = file.objects[0]?.id;
  expect(await walker.reply(walker.send({ type: 'board.open', objectId }))).toMatchObject({
    type: 'board.open.ok',
  });
  const doc = new Y.Doc();
  doc.getArray('strokes').push(['last words']);
  const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
  walker.sendBytes(JSON.stringify({ type: 'board.update', objectId, update }));
  await walker.settled();
  expect((await server.ask('DELETE', `/api/v1/managed-worlds/${worldId}`, { token })).status).toBe(204);
  await until(() => walker.closeCode !== undefined, 'the end of the visit');
  // Keeps whatever is still to be kept.
  await server.stop();
  const kept = await readdir(join(server.folder, 'data'), { recursive: true });
  expect(kept.filter((name) => name.includes(worldId) && /\.(yjs|json)$/.test(name))).toEqual([]);
  await rm(server.folder, { recursive: true });
});
