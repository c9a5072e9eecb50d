import { debianCommand, ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { giveUp } from './say.mjs';

const names = ['WebKitWebDriver'];
const debianPackages = ['webkit2gtk-driver'];

/**
 * Finds what drives WebKitGTK in some browser tests, and installs Debian's if there is none and this machine lets us. It
 * comes with the browser that it drives.
 *
 * @returns {Promise<string>} its path; `ATRIUM_WEBKIT_DRIVER` if that is set
 */
export async function ensureWebKit() {
  const find = () => process.env.ATRIUM_WEBKIT_DRIVER ?? findOnPath(names);
  if (find() === undefined) await ensureDebianPackages(debianPackages);
  return (
    find() ??
    giveUp(
      `the browser tests need WebKitGTK. On Debian or Ubuntu, run as root: ${debianCommand(debianPackages)}\n` +
        'Elsewhere, install WebKitGTK with its WebKitWebDriver and set ATRIUM_WEBKIT_DRIVER to its path.',
    )
  );
}
