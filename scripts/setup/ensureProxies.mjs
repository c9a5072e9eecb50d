import { existsSync } from 'node:fs';
import { ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { runQuietly } from './run.mjs';

/** What the tests take them from, the packages that bring them, and where these put them, also outside of the path. */
const proxies = {
  nginx: { variable: 'ATRIUM_NGINX', debianPackage: 'nginx-light', usual: '/usr/sbin/nginx' },
  caddy: { variable: 'ATRIUM_CADDY', debianPackage: 'caddy', usual: '/usr/bin/caddy' },
  haproxy: { variable: 'ATRIUM_HAPROXY', debianPackage: 'haproxy', usual: '/usr/sbin/haproxy' },
};

/**
 * Finds the proxies that the sample configurations are tried with, and installs Debian's where there are none and this
 * machine lets us. The tests of those that are missing are skipped.
 *
 * @returns {Promise<Record<string, string | undefined>>} variables with their paths; those that are set stay
 */
export async function ensureProxies() {
  const found = {};
  for (const [name, { variable, debianPackage, usual }] of Object.entries(proxies)) {
    const find = () => process.env[variable] ?? findOnPath([name]) ?? (existsSync(usual) ? usual : undefined);
    if (find() === undefined) await installWithoutService(name, debianPackage);
    found[variable] = find();
  }
  return found;
}

/** Debian starts a web server on port 80 with the package, which nobody has asked for. */
async function installWithoutService(service, debianPackage) {
  const hasSystemd = existsSync('/run/systemd/system');
  if (hasSystemd) await runQuietly('systemctl', ['mask', service]);
  await ensureDebianPackages([debianPackage]);
  if (!hasSystemd) return;
  await runQuietly('systemctl', ['unmask', service]);
  await runQuietly('systemctl', ['disable', service]);
}
