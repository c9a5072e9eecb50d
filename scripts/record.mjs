import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureChromium } from './setup/ensureChromium.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { ensureHeadlessShell } from './setup/ensureHeadlessShell.mjs';
import { ensureSfuWorker } from './setup/ensureSfuWorker.mjs';
import { binary, inRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';

// Takes the pictures of README.md and of the guide (docs/use). Best on a machine that does nothing else.
await ensureDependencies();
await ensureSfuWorker();
const chromium = await ensureChromium();
const env = {
  ...process.env,
  ATRIUM_CHROMIUM: chromium,
  ATRIUM_HEADLESS_SHELL: await ensureHeadlessShell(chromium),
};
await ensureBuild();
const args = ['test', '--project', 'record', '--reporter', 'list', ...process.argv.slice(2)];
process.exitCode = await run(binary('playwright'), args, { cwd: inRoot('e2e'), env });
