import { expect, test } from '@playwright/test';
import { startCoturn } from '@atrium/server/testing';
import type { RunningCoturn } from '@atrium/server/testing';
import { inbound } from './support/mediaProbe.ts';
import { writeMediaWorld } from './support/mediaWorld.ts';
import { startAtrium } from './support/startAtrium.ts';
import type { RunningAtrium } from './support/startAtrium.ts';
import { enterTalking, hears, press, startTalkingBrowser, topologyOf } from './support/talker.ts';
import type { Modification } from './support/talker.ts';

let atrium: RunningAtrium;
let coturn: RunningCoturn;
let world: Awaited<ReturnType<typeof writeMediaWorld>>;
test.beforeAll(async () => {
  world = await writeMediaWorld();
  coturn = await startCoturn({ relaysToLoopback: true, lines: ['verbose'] });
  atrium = await startAtrium({
    ...coturn.environment,
    ATRIUM_WORLDS_DIR: world.folder,
    ATRIUM_DEFAULT_WORLD: 'media',
    SFU: 'off',
  });
});
test.afterAll(async () => {
  await atrium.remove();
  await coturn.stop();
  await world.remove();
});

async function twoTalk(modification?: Modification) {
  const talking = await startTalkingBrowser();
  const entry = { url: atrium.url, spawnPoint: 'Team table', ...(modification && { modification }) };
  const ana = await enterTalking(talking.browser, { ...entry, name: 'Ana' });
  const ben = await enterTalking(talking.browser, { ...entry, name: 'Ben' });
  await press(ana, 'Microphone');
  await hears(ben);
  return { talking, ana, ben };
}

test('nothing is relayed while people reach each other directly', async () => {
  const { talking, ana, ben } = await twoTalk();
  for (const { page } of [ana, ben]) expect((await inbound(page)).paths).toEqual(['host']);
  expect([await topologyOf(ana), await topologyOf(ben)]).toEqual(['P2P_DIRECT', 'P2P_DIRECT']);
  expect(coturn.log()).not.toMatch(/ALLOCATE processed, success/);
  await talking.close();
});

test('people whose direct way is blocked talk through TURN', async () => {
  const { talking, ana, ben } = await twoTalk('blockDirectWays');
  expect([await topologyOf(ana), await topologyOf(ben)]).toEqual(['P2P_TURN', 'P2P_TURN']);
  const paths = (await Promise.all([ana, ben].map(({ page }) => inbound(page)))).flatMap((all) => all.paths);
  // Where one end sends to the other's relay, its own side of the path is an ordinary one.
  expect(paths).toContain('relay');
  expect(coturn.log()).toMatch(/ALLOCATE processed, success/);
  await talking.close();
});
