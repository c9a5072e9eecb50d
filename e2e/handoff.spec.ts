import { expect, test } from '@playwright/test';
import { heard, startListening } from './support/mediaProbe.ts';
import { writeMediaWorld } from './support/mediaWorld.ts';
import { startAtrium } from './support/startAtrium.ts';
import type { RunningAtrium } from './support/startAtrium.ts';
import {
  enterTalking,
  hears,
  leaves,
  openConnections,
  pathsOf,
  press,
  seesPictures,
  startTalkingBrowser,
  topologyOf,
} from './support/talker.ts';
import type { TalkingBrowser } from './support/talker.ts';

/** What people may notice at most when a Zone changes its Topology. */
const gapMs = 200;

let atrium: RunningAtrium;
let talking: TalkingBrowser;
let world: Awaited<ReturnType<typeof writeMediaWorld>>;
test.beforeAll(async () => {
  world = await writeMediaWorld();
  talking = await startTalkingBrowser();
  atrium = await startAtrium({
    ATRIUM_WORLDS_DIR: world.folder,
    ATRIUM_DEFAULT_WORLD: 'media',
    ATRIUM_SFU_PORT: '0',
    ATRIUM_P2P_MAX_PEOPLE: '2',
    ATRIUM_P2P_RETURN_MARGIN: '0',
    ATRIUM_P2P_RETURN_SECONDS: '2',
  });
});
test.afterAll(async () => {
  await talking.close();
  await atrium.remove();
  await world.remove();
});

test('a Zone that grows beyond the limit and shrinks again is heard without a gap and never twice', async () => {
  const { url } = atrium;
  const ana = await enterTalking(talking.browser, { url, name: 'Ana', spawnPoint: 'Team table' });
  const ben = await enterTalking(talking.browser, { url, name: 'Ben', spawnPoint: 'Team table' });
  await press(ana, 'Microphone');
  await press(ana, 'Camera');
  await hears(ben);
  await seesPictures(ben);
  expect(await topologyOf(ben)).toBe('P2P_DIRECT');
  const usual = (await heard(ben.page)).level;

  await startListening(ben.page);
  const cleo = await enterTalking(talking.browser, { url, name: 'Cleo', spawnPoint: 'Team table' });
  await hears(cleo);
  await expect.poll(() => topologyOf(ben)).toBe('SFU');
  await expect.poll(() => pathsOf(ben)).toEqual(['sfu', 'sfu']);
  // The old connection ends once the new one lives at both ends; what is left is the one to the SFU.
  await expect.poll(() => openConnections(ben)).toBe(1);
  await seesPictures(ben);
  const up = await heard(ben.page);
  expect(up.longestGapMs).toBeLessThanOrEqual(gapMs);

  await startListening(ben.page);
  await cleo.page.getByRole('button', { name: /^Leave/ }).click();
  await expect.poll(() => topologyOf(ben)).toBe('P2P_DIRECT');
  await expect.poll(() => pathsOf(ben)).toEqual(['direct']);
  await expect.poll(() => openConnections(ben)).toBe(1);
  await seesPictures(ben);
  const down = await heard(ben.page);
  expect(down.longestGapMs).toBeLessThanOrEqual(gapMs);
  expect(Math.max(up.loudest, down.loudest)).toBeLessThan(usual * 3);
  test.info().annotations.push({
    type: 'gap',
    description: `up ${up.longestGapMs} ms, down ${down.longestGapMs} ms`,
  });

  await press(ana, 'Microphone');
  await expect.poll(async () => (await heard(ben.page)).level).toBeLessThan(0.001);
  expect(ana.problems.concat(ben.problems)).toEqual([]);
  for (const visitor of [ana, ben]) await leaves(visitor);
  await cleo.context.close();
});
