import { existsSync } from 'node:fs';
import { debianCommand, ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { runQuietly } from './run.mjs';
import { giveUp } from './say.mjs';

const names = ['turnserver'];
const debianPackages = ['coturn'];

/**
 * Finds the TURN server that the tests of relaying run against, and installs Debian's if there is none and this machine
 * lets us.
 *
 * @returns {Promise<string>} its path; `ATRIUM_TURNSERVER` if that is set
 */
export async function ensureCoturn() {
  const find = () => process.env.ATRIUM_TURNSERVER ?? findOnPath(names);
  if (find() === undefined) await installWithoutService();
  return (
    find() ??
    giveUp(
      `the tests of relaying need coturn. On Debian or Ubuntu, run as root: ${debianCommand(debianPackages)}\n` +
        'Elsewhere, install coturn and set ATRIUM_TURNSERVER to the path of turnserver.',
    )
  );
}

/** Debian starts a TURN server, open to the network, with the package: nobody asked for that. */
async function installWithoutService() {
  const hasSystemd = existsSync('/run/systemd/system');
  if (hasSystemd) await runQuietly('systemctl', ['mask', 'coturn']);
  await ensureDebianPackages(debianPackages);
  if (!hasSystemd) return;
  await runQuietly('systemctl', ['unmask', 'coturn']);
  await runQuietly('systemctl', ['disable', 'coturn']);
}
