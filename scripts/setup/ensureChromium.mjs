import { debianCommand, ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { giveUp } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const debianPackages = ['chromium', 'fonts-dejavu-core'];

/**
 * Finds the browser that the browser tests run in, and installs Debian's if there is none and this machine lets us.
 *
 * @returns {Promise<string>} its path; `ATRIUM_CHROMIUM` if that is set
 */
export async function ensureChromium() {
  const find = () => process.env.ATRIUM_CHROMIUM ?? findOnPath(names);
  if (find() === undefined) await ensureDebianPackages(debianPackages);
  return (
    find() ??
    giveUp(
      `the browser tests need Chromium. On Debian or Ubuntu, run as root: ${debianCommand(debianPackages)}\n` +
        'Elsewhere, install Chromium or Chrome and set ATRIUM_CHROMIUM to its path.',
    )
  );
}
