import { startTalkingBrowser } from '../support/talker.ts';
import type { TalkingBrowser } from '../support/talker.ts';

/** The folder in which specs and `npm run test:deploy` tell each other how far they are. */
export const signs = process.env['ATRIUM_TEST_SIGNS'] ?? '';
/** Where `npm run test:deploy` has started an office. */
export const officeUrl = 'https://office.test';

/**
 * A browser that trusts the authority of the tests, and no other certificate that it does not know anyway.
 *
 * @param executablePath of a browser that is elsewhere, as in another network
 */
export function startTrustingBrowser(executablePath?: string): Promise<TalkingBrowser> {
  const trusted = process.env['ATRIUM_TEST_TRUST'] ?? '';
  return startTalkingBrowser([`--ignore-certificate-errors-spki-list=${trusted}`], executablePath);
}
