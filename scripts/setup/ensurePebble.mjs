import { debianCommand, ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { giveUp } from './say.mjs';

const names = ['pebble'];
const debianPackages = ['pebble'];

/**
 * Finds the certificate authority that the tests of ACME run against, and installs Debian's if there is none and this
 * machine lets us.
 *
 * @returns {Promise<string>} its path; `ATRIUM_PEBBLE` if that is set. `pebble-challtestsrv` is beside it
 */
export async function ensurePebble() {
  const find = () => process.env.ATRIUM_PEBBLE ?? findOnPath(names);
  if (find() === undefined) await ensureDebianPackages(debianPackages);
  return (
    find() ??
    giveUp(
      `the tests of ACME need pebble. On Debian or Ubuntu, run as root: ${debianCommand(debianPackages)}\n` +
        'Elsewhere, install pebble and pebble-challtestsrv, and set ATRIUM_PEBBLE to the path of pebble.',
    )
  );
}
