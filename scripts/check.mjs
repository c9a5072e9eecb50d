import { availableParallelism } from 'node:os';
import { checks } from './checks.mjs';
import { nameCheckFailure } from './nameFailures.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { runQuietly } from './setup/run.mjs';

/** More at once would not be faster, and each check takes up to a gigabyte. */
const checksAtOnce = Math.min(2, availableParallelism());

/**
 * Runs checks, a few at a time, in their order; prints what the failed ones say at the end.
 *
 * @returns {Promise<{ passed: number, failed: number, named: string[] }>}
 */
export async function runChecks(chosen = checks) {
  let passed = 0;
  const failures = [];
  const waiting = chosen.values();
  const work = async () => {
    // One iterator for all workers: each takes the next check that nobody has begun.
    for (const { name, command } of waiting) {
      const [program, ...args] = command;
      const startMs = performance.now();
      const { code, output } = await runQuietly(program, args);
      const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)\n`);
      if (code === 0) passed++;
      else failures.push({ name, output });
    }
  };
  await Promise.all(Array.from({ length: checksAtOnce }, work));
  for (const { name, output } of failures) process.stdout.write(`\n--- ${name}\n${output}\n`);
  return { passed, failed: failures.length, named: failures.map(nameCheckFailure) };
}

if (process.argv[1]?.endsWith('check.mjs')) {
  await ensureDependencies();
  const { failed } = await runChecks();
  process.exitCode = failed === 0 ? 0 : 1;
}
