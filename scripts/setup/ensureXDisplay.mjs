import { debianCommand, ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { giveUp } from './say.mjs';

const names = ['Xvfb'];
const debianPackages = ['xvfb'];

/**
 * Finds Xvfb, on whose screen WebKitGTK draws and which Firefox shares in some browser tests, and installs Debian's if
 * there is none and this machine lets us.
 *
 * @returns {Promise<string>} its path; `ATRIUM_XVFB` if that is set
 */
export async function ensureXDisplay() {
  const find = () => process.env.ATRIUM_XVFB ?? findOnPath(names);
  if (find() === undefined) await ensureDebianPackages(debianPackages);
  return (
    find() ??
    giveUp(
      `the browser tests need Xvfb. On Debian or Ubuntu, run as root: ${debianCommand(debianPackages)}\n` +
        'Elsewhere, install Xvfb and set ATRIUM_XVFB to its path.',
    )
  );
}
