import { expect, test } from '@playwright/test';
import { enterInSecondTab, hears, leaves, pathsOf, press, startsPage } from '../support/talker.ts';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';
import { becomesOnline } from '../support/visitor.ts';

let office: TalkingOffice;
test.beforeAll(async () => {
  office = await startTalkingOffice({});
});
test.afterAll(() => office.close());

for (const [how, spawnPoint, path] of [
  ['directly', 'Team table', 'direct'],
  ['through the SFU', 'Meeting table', 'sfu'],
] as const) {
  test(`who reloads hears those who were talking already, ${how}`, async () => {
    const ana = await office.enter('Ana', spawnPoint);
    const ben = await office.enter('Ben', spawnPoint);
    await press(ana, 'Microphone');
    await hears(ben);
    for (let time = 0; time < 3; time++) {
      await ben.page.reload();
      await becomesOnline(ben);
      await startsPage(ben);
      await hears(ben);
      await expect.poll(() => pathsOf(ben)).toEqual([path]);
    }
    for (const visitor of [ana, ben]) await leaves(visitor);
  });

  test(`a second tab that takes over hears those who were talking already, ${how}`, async () => {
    const ana = await office.enter('Ana', spawnPoint);
    const ben = await office.enter('Ben', spawnPoint);
    await press(ana, 'Microphone');
    await hears(ben);
    const second = await enterInSecondTab(ben, { url: office.atrium.url, name: 'Ben', spawnPoint });
    await expect(ben.page.getByText('You’re here in another tab')).toBeVisible();
    await hears(second);
    await press(second, 'Microphone');
    await hears(ana);
    await leaves(ana);
    await leaves(second);
  });
}
