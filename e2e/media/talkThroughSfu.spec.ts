import { expect, test } from '@playwright/test';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';
import { heard, inbound, startListening } from '../support/mediaProbe.ts';
import { hears, hearsNothing, leaves, pathsOf, press, seesPictures } from '../support/talker.ts';

let office: TalkingOffice;
test.beforeAll(async () => {
  office = await startTalkingOffice({});
});
test.afterAll(() => office.close());

test('four people in a MeetingRoom hear and see each other through the SFU', async () => {
  const people = [];
  for (const name of ['Ana', 'Ben', 'Cleo', 'Dan']) people.push(await office.enter(name, 'Meeting table'));
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
  const ana = await office.enter('Ana', 'Meeting table');
  const ben = await office.enter('Ben', 'Meeting table');
  await press(ana, 'Microphone');
  await press(ana, 'Camera');
  await hears(ben);
  await seesPictures(ben);
  await expect.poll(() => pathsOf(ben)).toEqual(['sfu']);

  await startListening(ben.page);
  expect(await office.atrium.killSfuWorkers()).toBeGreaterThan(0);
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
