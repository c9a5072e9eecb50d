import { expect, test } from '@playwright/test';
import * as z from 'zod';
import { managedWorldListSchema, signedInSchema } from '@atrium/protocol';
import type { World } from '@atrium/world';
import { gapDuring } from '../support/mediaProbe.ts';
import { mediaWorld, movedMediaWorld } from '../support/mediaWorld.ts';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import {
  enterTalking,
  hears,
  hearsNothing,
  leaves,
  openConnections,
  press,
  seesPictures,
  startTalkingBrowser,
} from '../support/talker.ts';
import type { TalkingBrowser } from '../support/talker.ts';
import type { Visitor } from '../support/visitor.ts';

/** What people may notice at most when their room is moved. */
const gapMs = 200;

let atrium: RunningAtrium;
let talking: TalkingBrowser;
/** Of the Admin. */
let headers: Readonly<Record<string, string>>;

test.beforeAll(async () => {
  atrium = await startAtrium({ ATRIUM_ACCOUNTS: 'on' });
  talking = await startTalkingBrowser();
  const token = /#(.+)$/.exec(atrium.setupUrl ?? '')?.[1];
  const account = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
  const { accessToken } = await ask(signedInSchema, 'POST', 'setup', {
    ...account,
    token,
    workspaceName: 'Acme',
  });
  headers = { Authorization: `Bearer ${accessToken}` };
  await ask(z.unknown(), 'PATCH', 'workspace', { settings: { guests: 'everybody' } });
  await publish(mediaWorld);
});
test.afterAll(async () => {
  await talking.close();
  await atrium.remove();
});

async function ask<T>(schema: z.ZodType<T>, method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${atrium.url}/api/v1/${path}`, {
    method,
    headers: { ...headers, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status, `${method} ${path}`).toBeLessThan(300);
  return schema.parse(await answer.json());
}

async function publish(world: World): Promise<void> {
  const { worlds } = await ask(managedWorldListSchema, 'GET', 'managed-worlds');
  const { worldId, currentVersion } = worlds[0] ?? { worldId: '', currentVersion: 0 };
  const path = `managed-worlds/${worldId}/file?base=${currentVersion}`;
  await ask(z.unknown(), 'PUT', path, { ...world, worldId });
}

/** Where a person's own page shows them, in tiles from the left. */
function columnOf({ page }: Visitor): Promise<number> {
  return page.evaluate(() => {
    const own = window.atrium?.session.avatars(performance.now()).find(({ isSelf }) => isSelf);
    return own?.x ?? Number.NaN;
  });
}

test('who talks while their room is moved goes on talking; another kind of Door around them mutes them', async () => {
  const enter = (name: string, spawnPoint: string) =>
    enterTalking(talking.browser, { url: atrium.url, name, spawnPoint });
  const [ana, ben] = [await enter('Ana', 'Team table'), await enter('Ben', 'Team table')];
  const [cleo, dan] = [await enter('Cleo', 'Meeting table'), await enter('Dan', 'Meeting table')];
  const sockets: string[] = [];
  for (const { name, page } of [ana, ben, cleo, dan]) page.on('websocket', () => sockets.push(name));
  for (const speaker of [ana, cleo]) {
    await press(speaker, 'Microphone');
    await press(speaker, 'Camera');
  }
  for (const listener of [ben, dan]) {
    await hears(listener);
    await seesPictures(listener);
  }
  const connections = [await openConnections(ben), await openConnections(dan)];
  const before = await columnOf(ben);

  let columns = 0;
  const movedGapMs = await gapDuring([ben.page, dan.page], gapMs, async () => {
    columns += 3;
    await publish(movedMediaWorld(columns));
    for (const { page } of [ana, ben, cleo, dan]) {
      await expect(
        page.getByText('Ada changed the office. You moved along with your room.').first(),
      ).toBeVisible();
    }
    await expect.poll(() => columnOf(ben)).toBeCloseTo(before + columns, 3);
    for (const listener of [ben, dan]) await seesPictures(listener);
  });
  test.info().annotations.push({ type: 'gap', description: `${movedGapMs} ms` });
  expect(movedGapMs).toBeLessThanOrEqual(gapMs);
  expect([await openConnections(ben), await openConnections(dan)]).toEqual(connections);

  const moved = movedMediaWorld(columns);
  const [first, ...others] = moved.doors ?? [];
  if (first === undefined) throw new Error('The team has no Door.');
  // The meeting next door hears nothing of it.
  const nextDoorGapMs = await gapDuring([dan.page], gapMs, async (time) => {
    const type = time % 2 === 0 ? 'knock' : 'open';
    await publish({ ...moved, doors: [{ ...first, access: { type } }, ...others] });
    await expect(
      ana.page.getByText('You are muted because a door of your room has changed.').first(),
    ).toBeVisible();
    await hearsNothing(ben);
    await hears(dan);
  });
  expect(nextDoorGapMs).toBeLessThanOrEqual(gapMs);
  expect(sockets).toEqual([]);
  for (const visitor of [ana, ben, cleo, dan]) await leaves(visitor);
});
