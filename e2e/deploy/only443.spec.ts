import { expect, test } from '@playwright/test';
import { testsConnection } from '../support/connectionTest.ts';
import { enterTalking, hears, press, topologyOf } from '../support/talker.ts';
import { officeUrl, startTrustingBrowser } from './office.ts';

// The office of `npm run test:deploy`, seen from a network that lets nothing out but TCP to port 443.
for (const { place, topology } of [
  { place: 'Meeting table', topology: 'SFU' },
  { place: 'Team table', topology: 'P2P_TURN' },
]) {
  test(`two people hear each other at the ${place}, and everything goes through port 443`, async () => {
    const talking = await startTrustingBrowser();
    const [ana, ben] = [
      await enterTalking(talking.browser, { url: officeUrl, name: 'Ana', spawnPoint: place }),
      await enterTalking(talking.browser, { url: officeUrl, name: 'Ben', spawnPoint: place }),
    ];
    await press(ana, 'Microphone');
    await hears(ben);
    expect(await topologyOf(ana)).toBe(topology);
    await talking.close();
  });
}

test('the connection test says “relayed”, and what goes through port 443', async () => {
  const talking = await startTrustingBrowser();
  const ana = await enterTalking(talking.browser, { url: officeUrl, name: 'Ana', spawnPoint: 'Team table' });
  await ana.page.setViewportSize({ width: 1280, height: 800 });
  await ana.page.getByRole('button', { name: 'Settings' }).click();
  await testsConnection(ana.page, {
    network: 'Your network: relayed',
    because: 'Your network blocks UDP. Calls go through the office’s relay instead.',
    tried: {
      'Relay by UDP': 'not reached',
      'Relay by TCP': 'not reached',
      'Relay by TLS': 'reached',
      'Media server by UDP': 'not reached',
      'Media server by TCP': 'not reached',
      'Media server through the relay': 'reached',
    },
  });
  await talking.close();
});
