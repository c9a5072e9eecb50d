import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const setup = (name: string) => fileURLToPath(new URL(`../../../scripts/setup/${name}`, import.meta.url));
const isRoot = process.getuid?.() === 0;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-setup-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Puts a program in front of the one of the machine. */
async function fake(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}

/** Runs a statement with a script of the setup. @returns what it printed */
async function run(script: string, statement: string): Promise<string> {
  const code = `import * as script from '${setup(script)}'; ${statement}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return said;
}
const install = `console.log('installed', await script.ensureDebianPackages(['some-package']))`;

test.skipIf(!isRoot)('a package manager that is busy is waited for, with a word (only as root)', async () => {
  await fake(
    'apt-get',
    `[ "$1" = update ] && exit 0
if [ ! -e ${folder}/tried ]; then
  touch ${folder}/tried
  echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (unattended-upgr)' >&2
  exit 100
fi
echo "$@" >${folder}/args`,
  );
  const said = await run('ensureDebianPackages.mjs', install);
  expect(said).toMatch(/process 4711 \(unattended-upgr\) is installing packages; waiting/);
  expect(said).toMatch(/installed true/);
  expect(await readFile(join(folder, 'args'), 'utf8')).toMatch(/^install .* some-package\n$/);
});

test.skipIf(!isRoot)(
  'what a package manager says is one sentence, and not all of it (only as root)',
  async () => {
    await fake(
      'apt-get',
      `for i in 1 2 3 4 5; do echo "W: noise $i" >&2; done; echo 'E: Unable to locate package some-package' >&2; exit 100`,
    );
    const said = await run('ensureDebianPackages.mjs', install);
    expect(said.split('\n').filter((line) => line.includes('noise'))).toEqual([]);
    expect(said).toMatch(/could not install them: Unable to locate package some-package/);
    expect(said).toMatch(/installed false/);
  },
);
