import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

/** Programs that the tests use as they are, and the Debian packages that bring them. */
const needs = [{ program: 'chromium', packages: ['chromium', 'fonts-dejavu-core'] }];

/** Installs what the tests need of Debian's packages, if it is missing and this machine lets us. */
export async function ensureDebianPackages() {
  const missing = needs.filter((need) => !onPath(need.program)).flatMap((need) => need.packages);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!onPath('apt-get') || process.getuid?.() !== 0) {
    giveUp(`the tests need ${missing.join(', ')}. On Debian or Ubuntu, run as root: ${command}`);
  }
  say(`installing ${missing.join(', ')} with apt-get ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
  const code = await run('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (code !== 0) giveUp(`apt-get could not install them. Try it by hand: ${command}`);
}

function onPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}
