import { expect, test } from '@playwright/test';
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
