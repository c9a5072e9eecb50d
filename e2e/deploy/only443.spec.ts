import { expect, test } from '@playwright/test';
import { enterTalking, hears, press, startTalkingBrowser, topologyOf } from '../support/talker.ts';

/** The office of `npm run test:deploy`, seen from a network that lets nothing out but TCP to port 443. */
const url = process.env['ATRIUM_TEST_URL'] ?? 'https://office.test';

for (const { place, topology } of [
  { place: 'Meeting table', topology: 'SFU' },
  { place: 'Team table', topology: 'P2P_TURN' },
]) {
  test(`two people hear each other at the ${place}, and everything goes through port 443`, async () => {
    // The certificate to begin with is nobody's.
    const talking = await startTalkingBrowser(['--ignore-certificate-errors']);
    const [ana, ben] = [
      await enterTalking(talking.browser, { url, name: 'Ana', spawnPoint: place }),
      await enterTalking(talking.browser, { url, name: 'Ben', spawnPoint: place }),
    ];
    await press(ana, 'Microphone');
    await hears(ben);
    expect(await topologyOf(ana)).toBe(topology);
    await talking.close();
  });
}
