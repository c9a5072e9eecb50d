import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { checks, quickChecks } from './checks.mjs';
import { namePlaywrightFailures, nameVitestFailures } from './nameFailures.mjs';
import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureChromium } from './setup/ensureChromium.mjs';
import { ensureCoturn } from './setup/ensureCoturn.mjs';
import { ensurePebble } from './setup/ensurePebble.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { ensureFirefox } from './setup/ensureFirefox.mjs';
import { ensureHeadlessShell } from './setup/ensureHeadlessShell.mjs';
import { ensurePostgres } from './setup/ensurePostgres.mjs';
import { ensureProxies } from './setup/ensureProxies.mjs';
import { ensureSfuWorker } from './setup/ensureSfuWorker.mjs';
import { ensureWebKit } from './setup/ensureWebKit.mjs';
import { ensureXDisplay } from './setup/ensureXDisplay.mjs';
import { binary, inRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { say } from './setup/say.mjs';
import { makeTestFolder, removeTestFolder } from './setup/testFolder.mjs';

const isQuick = process.argv.includes('--quick');
const isLong = process.argv.includes('--long');
/** What may run at the same time; specs that measure gaps in sound are alone on the machine. */
const browserRuns = [['surface', 'media', 'firefox', 'webkit'], ['gaps']];

await ensureDependencies();
const folder = makeTestFolder();
const totals = { passed: 0, failed: 0, named: [] };
const add = ({ passed, failed, named }) => {
  totals.passed += passed;
  totals.failed += failed;
  totals.named.push(...named);
};

if (isQuick) await runQuickly();
else await runEverything();
removeTestFolder(folder);

// Last, since the end of a log is what is kept of it.
for (const name of totals.named) process.stdout.write(`FAILED ${name}\n`);
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** What needs no server, browser or database: for between two edits. */
async function runQuickly() {
  await timed('checking types and lint', () => runChecks(quickChecks));
  await timed('running the unit tests', () => runVitest(process.env, ['--project', 'unit']));
}

async function runEverything() {
  // On a new machine, much of the time for its programs is waiting for downloads: the checks run meanwhile.
  const [found] = await Promise.all([ensurePrograms(), ensureSfuWorker(), buildAndCheck()]);
  const env = {
    ...process.env,
    TMPDIR: folder,
    ...(isLong ? { ATRIUM_TEST_LONG: '1' } : {}),
    ...found,
  };
  await timed('running the unit and integration tests', () => runVitest(env));
  for (const projects of browserRuns)
    await timed(`running the browser tests (${projects.join(', ')})`, () => runPlaywright(env, projects));
}

async function buildAndCheck() {
  await ensureBuild();
  await timed('checking types, lint, format, imports and unused code', () => runChecks(checks));
}

/** @returns where the tests find what is not in npm's packages, by variable */
async function ensurePrograms() {
  const chromium = await ensureChromium();
  return {
    ATRIUM_CHROMIUM: chromium,
    ATRIUM_HEADLESS_SHELL: await ensureHeadlessShell(chromium),
    ATRIUM_FIREFOX: await ensureFirefox(),
    ATRIUM_WEBKIT_DRIVER: await ensureWebKit(),
    ATRIUM_XVFB: await ensureXDisplay(),
    ...(await ensureProxies()),
    ATRIUM_TURNSERVER: await ensureCoturn(),
    ATRIUM_PEBBLE: await ensurePebble(),
    ATRIUM_POSTGRES_BIN: await ensurePostgres(),
  };
}

/** Runs one part, adds what it counted, and says how long it took. */
async function timed(what, part) {
  say(`${what} ...`);
  const startMs = performance.now();
  add(await part());
  say(`${what}: ${Math.round((performance.now() - startMs) / 1_000)} s`);
}

async function runVitest(env, chosen = []) {
  const file = join(folder, 'vitest.json');
  const args = ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(binary('vitest'), args, { env });
  const report = readReport(file);
  const passed = report?.numPassedTests ?? 0;
  const named = nameVitestFailures(report);
  return { passed, failed: failures(named.length, code, passed), named };
}

async function runPlaywright(env, projects) {
  const file = join(folder, `${projects[0]}.json`);
  const args = ['test', ...projects.flatMap((project) => ['--project', project]), '--reporter=list,json'];
  const code = await run(binary('playwright'), args, {
    cwd: inRoot('e2e'),
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const report = readReport(file);
  const stats = report?.stats;
  const passed = (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  const named = namePlaywrightFailures(report);
  return { passed, failed: failures(named.length, code, passed), named };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A run that fails without naming a failed test, or that runs none, counts as one failure. */
function failures(named, code, passed) {
  return Math.max(named, code !== 0 || passed === 0 ? 1 : 0);
}
