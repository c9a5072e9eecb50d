import { expect, test } from '@playwright/test';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';
import { heard, startListening } from '../support/mediaProbe.ts';
import { hears, hearsNothing, openConnections, press } from '../support/talker.ts';

let office: TalkingOffice;
test.beforeAll(async () => {
  office = await startTalkingOffice({ SFU: 'off' });
});
test.afterAll(() => office.close());

test('without the Signaling Server people hear each other for half a minute, and then no more', async () => {
  const ana = await office.enter('Ana', 'Team table');
  const ben = await office.enter('Ben', 'Team table');
  await press(ana, 'Microphone');
  await hears(ben);
  await startListening(ben.page);
  await office.atrium.kill();
  await expect
    .poll(async () => (await heard(ben.page)).listenedMs, { timeout: 40_000 })
    .toBeGreaterThan(20_000);
  await hears(ben);
  await expect.poll(() => openConnections(ben), { timeout: 40_000 }).toBe(0);
  await hearsNothing(ben);
  await office.atrium.startAgain();
  for (const { context } of [ana, ben]) await context.close();
});
