import { setTimeout as sleep } from 'node:timers/promises';
import { findOnPath } from './findOnPath.mjs';
import { runQuietly } from './run.mjs';
import { say } from './say.mjs';

/** What apt-get and dpkg say while another program has their locks. */
const busy =
  /Could not get lock|Unable to lock|Unable to acquire the dpkg|Resource temporarily unavailable|is another process using it/;
const busyPollMs = 2_000;
const busyLimitMs = 10 * 60_000;

/** What to type to install packages on Debian or Ubuntu. */
export function debianCommand(packages) {
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Installs packages of Debian or Ubuntu, where this machine has apt-get and lets us. Where another program is installing
 * at this moment, as new machines do for minutes, it is waited for.
 *
 * @param {string[]} packages
 * @returns {Promise<boolean>} whether they are there now
 */
export async function ensureDebianPackages(packages) {
  if (findOnPath(['apt-get']) === undefined || process.getuid?.() !== 0) return false;
  say(`installing ${packages.join(', ')} with apt-get ...`);
  // The packages may be known already: that they could not be looked up anew is told by what comes next.
  await runPatiently(['update', '-qq']);
  const { code, output } = await runPatiently([
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...packages,
  ]);
  if (code !== 0) {
    const [first = `apt-get ended with ${code}`] = output.match(/^E: .+/gm) ?? [];
    say(`apt-get could not install them: ${first.replace(/^E: /, '')}`);
  }
  return code === 0;
}

async function runPatiently(args) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } };
  const endMs = performance.now() + busyLimitMs;
  for (let isFirst = true; ; isFirst = false) {
    const result = await runQuietly('apt-get', args, options);
    if (result.code === 0 || !busy.test(result.output) || performance.now() > endMs) return result;
    if (isFirst) {
      const holder = /held by process (\d+(?: \([^)]*\))?)/.exec(result.output)?.[1];
      const who = holder === undefined ? 'another program' : `process ${holder}`;
      say(`${who} is installing packages; waiting until it has finished (10 minutes at most) ...`);
    }
    await sleep(busyPollMs);
  }
}
