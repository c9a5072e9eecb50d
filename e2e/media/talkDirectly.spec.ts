import { expect, test } from '@playwright/test';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';
import { heard, inbound } from '../support/mediaProbe.ts';
import {
  hears,
  hearsNothing,
  leaves,
  isSending,
  openConnections,
  press,
  seesPictures,
} from '../support/talker.ts';
import { walkTo } from '../support/visitor.ts';

let office: TalkingOffice;
test.beforeAll(async () => {
  office = await startTalkingOffice({ SFU: 'off' });
});
test.afterAll(() => office.close());

test('two people in a TeamArea hear and see each other, directly', async () => {
  const ana = await office.enter('Ana', 'Team table');
  const ben = await office.enter('Ben', 'Team table');
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
  await leaves(ben);
  await hearsNothing(ana);
  expect(ana.problems.concat(ben.problems)).toEqual([]);
  await leaves(ana);
});

test('in an OpenArea people hear each other as far as earshot reaches, and no further', async () => {
  const ana = await office.enter('Ana', 'Hall');
  const ben = await office.enter('Ben', 'Far end');
  await press(ana, 'Microphone');
  await expect.poll(() => isSending(ana)).toBe(true);
  await walkTo(ben, { x: 10.5, y: 7.5 });
  // Connected already, and silently: nothing goes out to where nobody hears it.
  await expect.poll(() => openConnections(ben)).toBe(1);
  const { audioPackets } = await inbound(ben.page);
  expect([audioPackets, (await heard(ben.page)).level]).toEqual([0, 0]);

  await walkTo(ben, { x: 4.5, y: 7.5 });
  await hears(ben);
  const near = (await heard(ben.page)).level;
  await walkTo(ben, { x: 6.5, y: 7.5 });
  await expect.poll(async () => (await heard(ben.page)).level).toBeLessThan(near * 0.8);
  await walkTo(ben, { x: 18.5, y: 7.5 });
  await hearsNothing(ben);
  const beyond = (await inbound(ben.page)).audioPackets;
  await walkTo(ben, { x: 19.5, y: 7.5 });
  expect((await inbound(ben.page)).audioPackets).toBe(beyond);
  for (const visitor of [ana, ben]) await leaves(visitor);
});

test('what is said in a PrivateRoom reaches nobody outside, not even as packets', async () => {
  const ana = await office.enter('Ana', 'Far end');
  const ben = await office.enter('Ben', 'Far end');
  const eve = await office.enter('Eve', 'Far end');
  await press(ana, 'Microphone');
  await hears(eve);
  // Side by side with the wall between them: three tiles apart, well within earshot.
  await walkTo(ana, { x: 25.5, y: 4.5 });
  await walkTo(ben, { x: 23.5, y: 4.5 });
  await walkTo(eve, { x: 24.5, y: 7.5 });
  await hears(ben);
  await hearsNothing(eve);
  const before = await inbound(eve.page);
  await hears(ben);
  await press(ana, 'Camera');
  await seesPictures(ben);
  expect(await inbound(eve.page)).toEqual(before);
  expect([before.paths, await openConnections(eve)]).toEqual([[], 0]);

  await walkTo(ana, { x: 25.5, y: 7.5 });
  await hears(eve);
  await hearsNothing(ben);
  for (const visitor of [ana, ben, eve]) await leaves(visitor);
});

test('a modified Client that sends although it is muted is not heard', async () => {
  const spawnPoint = 'Team table';
  const mallory = await office.enter('Mallory', spawnPoint, 'ignoreMute');
  const ben = await office.enter('Ben', spawnPoint);
  await press(mallory, 'Microphone');
  await hears(ben);
  await press(mallory, 'Microphone');
  await hearsNothing(ben);
  const before = (await inbound(ben.page)).audioPackets;
  await expect.poll(async () => (await inbound(ben.page)).audioPackets).toBeGreaterThan(before + 20);
  expect((await heard(ben.page)).level).toBeLessThan(0.001);
  for (const visitor of [mallory, ben]) await leaves(visitor);
});
