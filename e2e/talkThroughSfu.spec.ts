import { expect, test } from '@playwright/test';
import { heard, inbound, startListening } from './support/mediaProbe.ts';
import { writeMediaWorld } from './support/mediaWorld.ts';
import { startAtrium } from './support/startAtrium.ts';
import type { RunningAtrium } from './support/startAtrium.ts';
import {
  enterTalking,
  hears,
  hearsNothing,
  leaves,
  pathsOf,
  press,
  seesPictures,
  startTalkingBrowser,
} from './support/talker.ts';
import type { TalkingBrowser } from './support/talker.ts';

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
  });
});
test.afterAll(async () => {
  await talking.close();
  await atrium.remove();
  await world.remove();
});

test('four people in a MeetingRoom hear and see each other through the SFU', async () => {
  const { url } = atrium;
  const people = [];
  for (const name of ['Ana', 'Ben', 'Cleo', 'Dan'])
    people.push(await enterTalking(talking.browser, { url, name, spawnPoint: 'Meeting table' }));
  const [ana, ben, cleo, dan] = people;
  if (ana === undefined || ben === undefined || cleo === undefined || dan === undefined) return;
  await press(ana, 'Microphone');
  for (const other of [ben, cleo, dan]) await hears(other);
  await hearsNothing(ana);
  await press(ben, 'Camera');
  for (const other of [ana, cleo, dan]) await seesPictures(other);
  await press(ana, 'Microphone');
  for (const other of [ben, cleo, dan]) await hearsNothing(other);
  // Two transports to the SFU each, and none to each other.
  for (const { page } of people) expect((await inbound(page)).paths.length).toBeLessThanOrEqual(2);
  expect((await heard(ana.page)).level).toBeLessThan(0.001);
  for (const visitor of people) {
    expect(visitor.problems).toEqual([]);
    await leaves(visitor);
  }
});

test('a meeting goes on when the worker of the SFU is killed', async () => {
  const { url } = atrium;
  const ana = await enterTalking(talking.browser, { url, name: 'Ana', spawnPoint: 'Meeting table' });
  const ben = await enterTalking(talking.browser, { url, name: 'Ben', spawnPoint: 'Meeting table' });
  await press(ana, 'Microphone');
  await press(ana, 'Camera');
  await hears(ben);
  await seesPictures(ben);
  await expect.poll(() => pathsOf(ben)).toEqual(['sfu']);

  await startListening(ben.page);
  expect(await atrium.killSfuWorkers()).toBeGreaterThan(0);
  // Heard again within seconds, peer to peer for a moment or through the next worker at once.
  await expect.poll(async () => (await heard(ben.page)).longestGapMs).toBeGreaterThan(0);
  await hears(ben);
  await expect.poll(() => pathsOf(ben)).toEqual(['sfu']);
  await seesPictures(ben);
  await hears(ben);
  expect((await heard(ben.page)).longestGapMs).toBeLessThan(5_000);
  for (const visitor of [ana, ben]) {
    expect(visitor.problems).toEqual([]);
    await leaves(visitor);
  }
});
