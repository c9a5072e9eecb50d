import { findOnPath } from './findOnPath.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** What somebody types to install packages on Debian or Ubuntu. */
export function debianCommand(packages) {
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Installs packages of Debian or Ubuntu, where this machine has apt-get and lets us.
 *
 * @param {string[]} packages
 * @returns {Promise<boolean>} whether they are there now
 */
export async function ensureDebianPackages(packages) {
  if (findOnPath(['apt-get']) === undefined || process.getuid?.() !== 0) return false;
  say(`installing ${packages.join(', ')} with apt-get ...`);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  await run('apt-get', ['update', '-qq'], options);
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  return (await run('apt-get', args, options)) === 0;
}
