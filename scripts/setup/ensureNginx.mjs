import { existsSync } from 'node:fs';
import { ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { runQuietly } from './run.mjs';

const debianPackages = ['nginx-light'];
const usual = '/usr/sbin/nginx';

/**
 * Finds the nginx that the sample configuration is tried with, and installs Debian's if there is none and this machine
 * lets us. Its test is skipped where there is none.
 *
 * @returns {Promise<string | undefined>} its path; `ATRIUM_NGINX` if that is set
 */
export async function ensureNginx() {
  const find = () =>
    process.env.ATRIUM_NGINX ?? findOnPath(['nginx']) ?? (existsSync(usual) ? usual : undefined);
  if (find() === undefined) await installWithoutService();
  return find();
}

/** Debian starts a web server on port 80 with the package, which nobody has asked for. */
async function installWithoutService() {
  const hasSystemd = existsSync('/run/systemd/system');
  if (hasSystemd) await runQuietly('systemctl', ['mask', 'nginx']);
  await ensureDebianPackages(debianPackages);
  if (!hasSystemd) return;
  await runQuietly('systemctl', ['unmask', 'nginx']);
  await runQuietly('systemctl', ['disable', 'nginx']);
}
