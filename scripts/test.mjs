import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureChromium } from './setup/ensureChromium.mjs';
import { ensureCoturn } from './setup/ensureCoturn.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { ensurePostgres } from './setup/ensurePostgres.mjs';
import { ensureSfuWorker } from './setup/ensureSfuWorker.mjs';
import { binary, inRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { say } from './setup/say.mjs';

await ensureDependencies();
await ensureSfuWorker();
const chromium = await ensureChromium();
const turnserver = await ensureCoturn();
const postgres = await ensurePostgres();
await ensureBuild();

const env = {
  ...process.env,
  ATRIUM_CHROMIUM: chromium,
  ATRIUM_TURNSERVER: turnserver,
  ATRIUM_POSTGRES_BIN: postgres,
};
const reports = mkdtempSync(join(tmpdir(), 'atrium-reports-'));
const totals = { passed: 0, failed: 0 };
const add = ({ passed, failed }) => {
  totals.passed += passed;
  totals.failed += failed;
};

say('checking types, lint, format, imports and unused code ...');
add(await runChecks());
say('running the unit and integration tests ...');
add(await runVitest());
say('running the browser tests ...');
add(await runPlaywright());
rmSync(reports, { recursive: true, force: true });

process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;

async function runVitest() {
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(binary('vitest'), args, { env });
  const report = readReport(file);
  const passed = report?.numPassedTests ?? 0;
  return { passed, failed: failures(report?.numFailedTests ?? 0, code, passed) };
}

async function runPlaywright() {
  const file = join(reports, 'playwright.json');
  const code = await run(binary('playwright'), ['test', '--reporter=list,json'], {
    cwd: inRoot('e2e'),
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const stats = readReport(file)?.stats;
  const passed = (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  return { passed, failed: failures(stats?.unexpected ?? 0, code, passed) };
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
