import { writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { enterTalking, hears, openConnections, press } from '../support/talker.ts';
import { officeUrl, signs, startTrustingBrowser } from './office.ts';

/** Of a certificate of the tests' authority, and what a busy machine adds. */
const renewalMs = 600_000;

test('people go on talking through port 443 while the certificate is renewed, and a newcomer hears them', async () => {
  test.setTimeout(2 * renewalMs);
  const talking = await startTrustingBrowser();
  const visit = { url: officeUrl, spawnPoint: 'Meeting table' };
  const ana = await enterTalking(talking.browser, { ...visit, name: 'Ana' });
  const ben = await enterTalking(talking.browser, { ...visit, name: 'Ben' });
  await press(ana, 'Microphone');
  await hears(ben);
  const connections = await openConnections(ben);
  await writeFile(join(signs, 'talking'), '');
  await expect.poll(() => existsSync(join(signs, 'renewed')), { timeout: renewalMs }).toBe(true);

  await hears(ben);
  expect(await openConnections(ben)).toBe(connections);
  expect([...ana.problems, ...ben.problems]).toEqual([]);
  const cleo = await enterTalking(talking.browser, { ...visit, name: 'Cleo' });
  await hears(cleo);
  await talking.close();
});
