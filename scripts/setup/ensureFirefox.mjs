import { debianCommand, ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { giveUp } from './say.mjs';

const names = ['firefox-esr', 'firefox'];
const debianPackages = ['firefox-esr'];

/**
 * Finds the Firefox that some browser tests run in, and installs Debian's if there is none and this machine lets us.
 *
 * @returns {Promise<string>} its path; `ATRIUM_FIREFOX` if that is set
 */
export async function ensureFirefox() {
  const find = () => process.env.ATRIUM_FIREFOX ?? findOnPath(names);
  if (find() === undefined) await ensureDebianPackages(debianPackages);
  return (
    find() ??
    giveUp(
      `the browser tests need Firefox. On Debian, run as root: ${debianCommand(debianPackages)}\n` +
        "Elsewhere, install Firefox (on Ubuntu not the snap: Mozilla's own package) and set ATRIUM_FIREFOX to its path.",
    )
  );
}
