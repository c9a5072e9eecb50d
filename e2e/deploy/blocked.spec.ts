import { test } from '@playwright/test';
import { openTestOfLobby, testsConnection } from '../support/connectionTest.ts';
import { officeUrl, startTrustingBrowser } from './office.ts';

// The office of `npm run test:deploy` without its TURN server, seen from a network that lets out TCP to port 443 alone.
test('the connection test of the lobby says “blocked”, and why', async () => {
  const talking = await startTrustingBrowser();
  const page = await openTestOfLobby(await talking.browser.newContext({ locale: 'en-GB' }), officeUrl);
  await testsConnection(page, {
    network: 'Your network: blocked',
    because: 'Your network lets neither UDP nor the office’s relay through.',
    tried: { 'Relay by TLS': 'not reached', 'Media server through the relay': 'not reached' },
  });
  await talking.close();
});
