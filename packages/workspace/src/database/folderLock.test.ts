import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../testing/holdFolder.mjs', import.meta.url));
const staleMs = 3_000;
const renewMs = 1_000;
const inNamespace = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
const mayUnshare = spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0;

let folder: string;
let path: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-lock-'));
  path = join(folder, 'lock');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A process that takes the lock, and what it says about it. */
class Holder {
  readonly child: ChildProcess;
  #said = '';
  readonly #waiting = new Set<() => void>();

  constructor(prefix: readonly string[] = [], limits: readonly number[] = [staleMs, renewMs]) {
    const [command = '', ...args] = [...prefix, process.execPath, program, path, ...limits.map(String)];
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(this.child);
    const changed = () => this.#waiting.forEach((check) => check());
    this.child.stdout?.on('data', (bytes: Buffer) => {
      this.#said += bytes.toString();
      changed();
    });
    this.child.once('exit', changed);
  }

  /** Resolves with the line that begins so. @throws Error where it ends without having said it */
  says(beginning: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const line = this.#said.split('\n').find((text) => text.startsWith(beginning));
        if (line !== undefined) resolve(line);
        else if (this.child.exitCode !== null || this.child.signalCode !== null)
          reject(new Error(`It ended, and said ${JSON.stringify(this.#said)}.`));
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Whether it has the lock, once it has said so or been refused. */
  async holds(): Promise<boolean> {
    return Promise.any([this.says('held').then(() => true), this.says('refused').then(() => false)]);
  }

  async release(): Promise<void> {
    this.child.stdin?.end();
    await new Promise((resolve) => this.child.once('exit', resolve));
  }
}

describe('the lock of a data folder', () => {
  test('is for one process, and free again when that has ended', async () => {
    const first = new Holder();
    await first.says('held');
    expect(await new Holder().says('refused')).toContain(`the process ${first.child.pid}`);
    await first.release();
    expect(await readdir(folder)).toEqual([]);
    await new Holder().says('held');
  });

  test('of a process that was killed is not waited for, even with the real limits', async () => {
    const limits = [30_000, 5_000];
    const killed = new Holder([], limits);
    await killed.says('held');
    killed.child.kill('SIGKILL');
    await new Promise((resolve) => killed.child.once('exit', resolve));
    expect(await new Holder([], limits).holds()).toBe(true);
  });

  test('of a process that was killed goes to one of many that start at the same moment', async () => {
    const killed = new Holder();
    await killed.says('held');
    killed.child.kill('SIGKILL');
    await new Promise((resolve) => killed.child.once('exit', resolve));
    const many = Array.from({ length: 8 }, () => new Holder());
    const held = await Promise.all(many.map((holder) => holder.holds()));
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  test('of a process that is stopped (SIGSTOP) is not taken by another one on the same machine', async () => {
    const stopped = new Holder();
    await stopped.says('held');
    stopped.child.kill('SIGSTOP');
    // Longer than the lock is fresh: what counts is that the process is there.
    await new Promise((resolve) => setTimeout(resolve, staleMs + renewMs));
    expect(await new Holder().says('refused')).toContain(`the process ${stopped.child.pid}`);
    stopped.child.kill('SIGCONT');
    await stopped.release();
    expect(stopped.child.exitCode).toBe(0);
  });
});

describe.skipIf(!mayUnshare)(
  'between containers (PID namespaces; skipped where they may not be made)',
  () => {
    test('the lock of a server that runs is respected', async () => {
      const first = new Holder();
      await first.says('held');
      const second = new Holder(inNamespace);
      expect(await second.says('refused')).toContain('in another container');
      expect(first.child.exitCode).toBeNull();
    });

    test('the lock of a server that was killed is free once it has not been renewed', async () => {
      const killed = new Holder(inNamespace);
      await killed.says('held');
      killed.child.kill('SIGKILL');
      const next = new Holder();
      await next.says('waiting');
      await next.says('held');
    });

    test('a server that was stopped for longer than that ends as soon as it goes on', async () => {
      const stopped = new Holder();
      await stopped.says('held');
      stopped.child.kill('SIGSTOP');
      const second = new Holder(inNamespace);
      await second.says('held');
      stopped.child.kill('SIGCONT');
      await stopped.says('compromised');
      expect(await new Holder(inNamespace).says('refused')).toContain('uses this data folder');
      expect(second.child.exitCode).toBeNull();
    });
  },
);
