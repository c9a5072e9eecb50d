import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from '../../src/testing/nodeFlags.ts';
import { until } from './until.ts';

const program = fileURLToPath(new URL('../../dist/atrium.js', import.meta.url));
/** A busy machine takes its time to make its first database. */
const startMs = 150_000;

/** `atrium start` in a process of its own, as a host runs it. */
export interface Program {
  readonly child: ChildProcess;
  /** Everything it has printed so far. */
  readonly output: { out: string; err: string };
  /** Where it listens; empty if it did not start. */
  readonly url: string;
  /** The secret of the link to the first Workspace, if it printed one. */
  readonly setupToken: string;
  /** Resolves with the exit code, or with the name of the signal that ended it. */
  readonly ended: () => Promise<number | NodeJS.Signals>;
}

/**
 * Runs `atrium start` until it has printed its welcome or has ended.
 *
 * @param environment added to the one of the tests
 * @param nodeOptions for Node itself, such as `--import`
 */
export async function startProgram(
  environment: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<Program> {
  const child = spawn(process.execPath, [...nodeFlags, ...nodeOptions, program, 'start'], {
    env: { ...process.env, ATRIUM_PORT: '0', ATRIUM_SFU_PORT: '0', ATRIUM_METRICS: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (bytes: Buffer) => (output.out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (output.err += bytes.toString()));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  await until(
    () => /is open at .*\n/.test(output.out) || isOver(),
    () => `a server; it said ${JSON.stringify(output)}`,
    startMs,
  );
  return {
    child,
    output,
    url: /https?:\/\/\S+/.exec(output.out)?.[0] ?? '',
    setupToken: /\/setup#(\S+)/.exec(output.out)?.[1] ?? '',
    async ended() {
      await until(isOver, () => `its end; it said ${JSON.stringify(output)}`, startMs);
      return child.exitCode ?? child.signalCode ?? 0;
    },
  };
}
