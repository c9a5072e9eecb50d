import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureChromium } from './setup/ensureChromium.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { ensureSfuWorker } from './setup/ensureSfuWorker.mjs';
import { inRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { giveUp, say } from './setup/say.mjs';

// npm run bench, bench:presence, bench:media, bench:render, bench:api, bench:build, bench:worst or bench:scale; what follows `--` goes to the benchmark itself.
const entries = {
  presence: { main: 'presence/main.ts', load: 'presence/load/main.ts' },
  media: { media: 'media/main.ts' },
  render: { render: 'render/main.ts', walkers: 'render/walkers.ts' },
  api: { api: 'api/main.ts' },
  build: { build: 'build/main.ts', crowd: 'build/crowd.ts', watchBuilding: 'build/watchBuilding.ts' },
  worst: { worst: 'worst/main.ts' },
  scale: { scale: 'scale/main.ts' },
};

const [first, ...rest] = process.argv.slice(2);
const names = first !== undefined && first in entries ? [first] : Object.keys(entries);
const args = names.length === 1 ? rest : process.argv.slice(2);

await ensureDependencies();
// What Atrium is compared with.
if (names.some((name) => name !== 'worst' && name !== 'scale')) await ensureDependencies(inRoot('bench'));
for (const name of names) {
  if (name === 'media' || name === 'scale') await ensureSfuWorker();
  const opensPages = ['media', 'render', 'build'].includes(name);
  if (opensPages) process.env.ATRIUM_CHROMIUM = await ensureChromium();
  if (opensPages) await ensureBuild();
  else if (name !== 'scale') await buildServer();
  await bundle(name);
  const main = inRoot('bench', 'dist', `${Object.keys(entries[name])[0]}.js`);
  const code = await run(process.execPath, [main, ...args]);
  process.exitCode ||= code;
}

/** The server alone: not every benchmark opens a page, and bench/scale needs no server. */
async function buildServer() {
  const code = await run(process.execPath, ['build.mjs'], { cwd: inRoot('packages', 'server') });
  if (code !== 0) giveUp('the server could not be built.');
}

/** Makes JavaScript of a benchmark and of what it imports of Atrium; the packages of the peers stay as they are. */
async function bundle(name) {
  say(`building bench/${name} ...`);
  const { build } = await import('esbuild');
  const source = (name, file) => inRoot('packages', name, 'src', file);
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(entries[name]).map(([out, file]) => [out, inRoot('bench', file)]),
    ),
    outdir: inRoot('bench', 'dist'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    alias: {
      '@atrium/world': source('world', 'index.ts'),
      '@atrium/protocol': source('protocol', 'index.ts'),
      '@atrium/world/testing': source('world', 'testing/index.ts'),
      '@atrium/signaling': source('signaling', 'index.ts'),
      '@atrium/sfu/testing': source('sfu', 'testing/index.ts'),
      '@atrium/sfu': source('sfu', 'index.ts'),
      '@atrium/client/core': source('client', 'core.ts'),
    },
    logLevel: 'warning',
  });
}
