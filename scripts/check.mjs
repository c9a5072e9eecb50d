import { checks } from './checks.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { runQuietly } from './setup/run.mjs';

/** Runs every check; prints what the failed ones say. */
export async function runChecks() {
  let passed = 0;
  const failures = [];
  for (const { name, command } of checks) {
    const [program, ...args] = command;
    const { code, output } = await runQuietly(program, args);
    process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'}  ${name}\n`);
    if (code === 0) passed++;
    else failures.push({ name, output });
  }
  for (const { name, output } of failures) process.stdout.write(`\n--- ${name}\n${output}\n`);
  return { passed, failed: failures.length };
}

if (process.argv[1]?.endsWith('check.mjs')) {
  await ensureDependencies();
  const { failed } = await runChecks();
  process.exitCode = failed === 0 ? 0 : 1;
}
