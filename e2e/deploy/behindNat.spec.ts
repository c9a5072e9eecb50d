import { expect, test } from '@playwright/test';
import { enterTalking, hears, hearsNothing, pathsOf, press } from '../support/talker.ts';
import { officeUrl, startTrustingBrowser } from './office.ts';

/** Of browsers in networks of their own: two behind one router, and one elsewhere in the Internet. */
const browsers = (process.env['ATRIUM_TEST_BROWSERS'] ?? '').split(',');

for (const spawnPoint of ['Team table', 'Meeting table']) {
  test(`two people behind one NAT and one outside hear each other at the ${spawnPoint}`, async () => {
    const talking = await Promise.all(browsers.map((path) => startTrustingBrowser(path)));
    const people = [];
    for (const [index, { browser }] of talking.entries())
      people.push(await enterTalking(browser, { url: officeUrl, name: `Person ${index}`, spawnPoint }));
    // One after the other, so that it is known whom the others hear.
    for (const speaker of people) {
      const others = people.filter((person) => person !== speaker);
      await press(speaker, 'Microphone');
      for (const other of others) await hears(other);
      await press(speaker, 'Microphone');
      for (const other of others) await hearsNothing(other);
    }
    if (spawnPoint === 'Team table')
      for (const person of people) expect(await pathsOf(person)).toEqual(['direct', 'direct']);
    await Promise.all(talking.map((each) => each.close()));
  });
}
