import { expect, test } from '@playwright/test';
import { hears, hearsNothing, leaves, pathsOf, press, topologyOf } from '../support/talker.ts';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';

let office: TalkingOffice;
test.afterEach(() => office.close());

test('people whose direct path is blocked talk through the SFU where no TURN is set up', async () => {
  office = await startTalkingOffice({});
  const ana = await office.enter('Ana', 'Team table', 'blockDirectWays');
  const ben = await office.enter('Ben', 'Team table', 'blockDirectWays');
  const metAtMs = Date.now();
  for (const visitor of [ana, ben]) await press(visitor, 'Microphone');
  await hears(ben);
  await hears(ana);
  test.info().annotations.push({ type: 'sound after', description: `${Date.now() - metAtMs} ms` });
  for (const visitor of [ana, ben]) {
    expect([await pathsOf(visitor), await topologyOf(visitor)]).toEqual([['sfu'], 'SFU']);
    expect(visitor.problems).toEqual([]);
  }
  for (const visitor of [ana, ben]) await leaves(visitor);
});

test('people who do not reach each other at all are told so, and not that they are heard', async () => {
  office = await startTalkingOffice({ SFU: 'off' });
  const ana = await office.enter('Ana', 'Team table', 'blockDirectWays');
  const ben = await office.enter('Ben', 'Team table', 'blockDirectWays');
  await press(ana, 'Microphone');
  await expect(ana.page.getByText('No one hears you')).toBeVisible();
  const notice = ana.page.getByRole('button', { name: /^You and Ben can’t hear each other: .* VPN/ });
  await expect(notice).toBeVisible();
  await expect(ana.page.getByText('No one hears you')).toBeVisible();
  await hearsNothing(ben);
  for (const visitor of [ana, ben]) await leaves(visitor);
});
