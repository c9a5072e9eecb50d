import { expect, test } from '@playwright/test';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';
import { gapDuring, heard } from '../support/mediaProbe.ts';
import {
  hears,
  leaves,
  openConnections,
  pathsOf,
  press,
  seesPictures,
  topologyOf,
} from '../support/talker.ts';

/** What people may notice at most when a Zone changes its Topology. */
const gapMs = 200;

let office: TalkingOffice;
test.beforeAll(async () => {
  office = await startTalkingOffice({
    ATRIUM_P2P_MAX_PEOPLE: '2',
    ATRIUM_P2P_RETURN_MARGIN: '0',
    ATRIUM_P2P_RETURN_SECONDS: '2',
  });
});
test.afterAll(() => office.close());

test('a Zone that grows beyond the limit and shrinks again is heard without a gap and never twice', async () => {
  const ana = await office.enter('Ana', 'Team table');
  const ben = await office.enter('Ben', 'Team table');
  await press(ana, 'Microphone');
  await press(ana, 'Camera');
  await hears(ben);
  await seesPictures(ben);
  expect(await topologyOf(ben)).toBe('P2P_DIRECT');
  const usual = (await heard(ben.page)).level;

  let loudest = 0;
  const gap = await gapDuring([ben.page], gapMs, async () => {
    const cleo = await office.enter('Cleo', 'Team table');
    await hears(cleo);
    await expect.poll(() => topologyOf(ben)).toBe('SFU');
    await expect.poll(() => pathsOf(ben)).toEqual(['sfu', 'sfu']);
    // The old connection ends once the new one lives at both ends; what is left is the one to the SFU.
    await expect.poll(() => openConnections(ben)).toBe(1);
    await seesPictures(ben);
    await leaves(cleo);
    await expect.poll(() => topologyOf(ben)).toBe('P2P_DIRECT');
    await expect.poll(() => pathsOf(ben)).toEqual(['direct']);
    await expect.poll(() => openConnections(ben)).toBe(1);
    await seesPictures(ben);
    loudest = Math.max(loudest, (await heard(ben.page)).loudest);
  });
  test.info().annotations.push({ type: 'gap', description: `${gap} ms` });
  expect(gap).toBeLessThanOrEqual(gapMs);
  expect(loudest).toBeLessThan(usual * 3);

  await press(ana, 'Microphone');
  await expect.poll(async () => (await heard(ben.page)).level).toBeLessThan(0.001);
  expect(ana.problems.concat(ben.problems)).toEqual([]);
  for (const visitor of [ana, ben]) await leaves(visitor);
});
