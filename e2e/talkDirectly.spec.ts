import { expect, test } from '@playwright/test';
import { inbound } from './support/mediaProbe.ts';
import { writeMediaWorld } from './support/mediaWorld.ts';
import { startAtrium } from './support/startAtrium.ts';
import type { RunningAtrium } from './support/startAtrium.ts';
import {
  enterTalking,
  hears,
  hearsNothing,
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
  atrium = await startAtrium({ ATRIUM_WORLDS_DIR: world.folder, ATRIUM_DEFAULT_WORLD: 'media', SFU: 'off' });
});
test.afterAll(async () => {
  await talking.close();
  await atrium.remove();
  await world.remove();
});

test('two people in a TeamArea hear and see each other, directly', async () => {
  const { url } = atrium;
  const ana = await enterTalking(talking.browser, { url, name: 'Ana', spawnPoint: 'Team table' });
  const ben = await enterTalking(talking.browser, { url, name: 'Ben', spawnPoint: 'Team table' });
  await press(ana, 'Microphone');
  await hears(ben);
  await expect(ana.page.getByText('Ben').first()).toBeVisible();
  await hearsNothing(ana);
  await press(ben, 'Microphone');
  await hears(ana);

  await press(ana, 'Camera');
  await seesPictures(ben);
  await press(ben, 'Camera');
  await seesPictures(ana);
  expect((await inbound(ana.page)).paths).toEqual(['host']);

  await press(ana, 'Microphone');
  await hearsNothing(ben);
  await ben.context.close();
  await hearsNothing(ana);
  expect(ana.problems.concat(ben.problems)).toEqual([]);
  await ana.context.close();
});
