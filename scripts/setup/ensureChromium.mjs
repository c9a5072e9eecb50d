import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const debianPackages = ['chromium', 'fonts-dejavu-core'];

/**
 * Finds the browser that the browser tests run in, and installs Debian's if there is none and this machine lets us.
 *
 * @returns {Promise<string>} its path; `ATRIUM_CHROMIUM` if that is set
 */
export async function ensureChromium() {
  const found = process.env.ATRIUM_CHROMIUM ?? findOnPath(names);
  if (found !== undefined) return found;
  const command = `apt-get install -y --no-install-recommends ${debianPackages.join(' ')}`;
  if (findOnPath(['apt-get']) === undefined || process.getuid?.() !== 0) {
    giveUp(
      `the browser tests need Chromium. On Debian or Ubuntu, run as root: ${command}\n` +
        'Elsewhere, install Chromium or Chrome and set ATRIUM_CHROMIUM to its path.',
    );
  }
  say(`installing ${debianPackages.join(', ')} with apt-get ...`);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  await run('apt-get', ['update', '-qq'], options);
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...debianPackages];
  await run('apt-get', args, options);
  return findOnPath(names) ?? giveUp(`apt-get could not install Chromium. Try it by hand: ${command}`);
}

function findOnPath(programs) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return paths.find((path) => existsSync(path));
}
