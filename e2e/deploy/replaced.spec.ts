import { writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { heard, startListening } from '../support/mediaProbe.ts';
import { enterTalking, hears, press } from '../support/talker.ts';
import { becomesOnline } from '../support/visitor.ts';
import { officeUrl, signs, startTrustingBrowser } from './office.ts';

/** Until another server answers, with what a busy machine adds. */
const replacementMs = 180_000;
/** The server is away for longer. What a busy machine adds to the sound is shorter. */
const mostGapMs = 1_000;

test('people in a MeetingRoom go on hearing each other while the server is replaced', async () => {
  test.setTimeout(2 * replacementMs);
  const talking = await startTrustingBrowser();
  const visit = { url: officeUrl, spawnPoint: 'Meeting table' };
  const ana = await enterTalking(talking.browser, { ...visit, name: 'Ana' });
  const ben = await enterTalking(talking.browser, { ...visit, name: 'Ben' });
  await press(ana, 'Microphone');
  await hears(ben);
  await startListening(ben.page);
  await writeFile(join(signs, 'listening'), '');
  const kindOfState = () => ben.page.evaluate(() => window.atrium?.session.state.kind);
  await expect.poll(kindOfState, { timeout: replacementMs }).not.toBe('online');
  await expect.poll(() => existsSync(join(signs, 'replaced')), { timeout: replacementMs }).toBe(true);
  for (const visitor of [ana, ben]) await becomesOnline(visitor);
  await hears(ben);
  const { longestGapMs } = await heard(ben.page);
  test.info().annotations.push({ type: 'gap', description: `${longestGapMs} ms` });
  expect(longestGapMs).toBeLessThanOrEqual(mostGapMs);
  await talking.close();
});
