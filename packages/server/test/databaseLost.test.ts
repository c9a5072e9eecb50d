import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { nodeFlags } from '../src/testing/nodeFlags.ts';
import { until } from './support/until.ts';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
/** A busy machine takes its time. */
const startMs = 150_000;

test(
  'a server whose database thread dies says why, ends with 1, and can be started again',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atrium-lost-'));
    const trigger = join(folder, 'trigger');
    const start = () => {
      const args = ['--import', pathToFileURL(pathOf('support/dyingThread.mjs')).href];
      const child = spawn(process.execPath, [...nodeFlags, ...args, pathOf('../dist/atrium.js'), 'start'], {
        env: {
          ...process.env,
          ATRIUM_PORT: '0',
          ATRIUM_METRICS: 'off',
          ATRIUM_SFU: 'off',
          ATRIUM_DATA_DIR: join(folder, 'data'),
          TEST_TRIGGER: trigger,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = { out: '', err: '' };
      child.stdout.on('data', (bytes: Buffer) => (said.out += bytes.toString()));
      child.stderr.on('data', (bytes: Buffer) => (said.err += bytes.toString()));
      const isOpen = () => said.out.includes('is open at') || child.exitCode !== null;
      return {
        child,
        said,
        opened: () => until(isOpen, () => `a server; it said ${JSON.stringify(said)}`, startMs),
      };
    };
    const first = start();
    try {
      await first.opened();
      await writeFile(trigger, '');
      await until(() => first.child.exitCode !== null, 'its end', startMs);
      expect(first.child.exitCode).toBe(1);
      expect(first.said.err).toBe(
        'Atrium cannot go on, and ends. The embedded database has ended: there is no memory left.\n',
      );
    } finally {
      first.child.kill('SIGKILL');
    }
    await rm(trigger);
    const second = start();
    try {
      await second.opened();
      second.child.kill('SIGTERM');
      await until(() => second.child.exitCode !== null, 'its end', startMs);
      expect(second.child.exitCode).toBe(0);
    } finally {
      second.child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    }
  },
  3 * startMs,
);
