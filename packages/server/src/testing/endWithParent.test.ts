import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const module = fileURLToPath(new URL('endWithParent.ts', import.meta.url));
/** Starts a process that starts another one, says their ids, and waits for ever. */
const parentCode = `
  import { spawn } from 'node:child_process';
  import { endWithParent } from ${JSON.stringify(module)};
  const wait = 'setInterval(() => undefined, 1000)';
  const child = spawn(process.execPath, ['-e', \`
    const { pid } = require('node:child_process').spawn(process.execPath, ['-e', '\${wait}']);
    console.log(process.pid, pid);
    \${wait}\`], { stdio: ['ignore', 'inherit', 'ignore'], detached: true });
  endWithParent(child);
  setInterval(() => undefined, 1000);`;

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
  'processes end with the one that started them, and with what they started, on %s',
  async (signal) => {
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', parentCode], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await once(parent.stdout, 'data');
    const pids = String(said[0]).trim().split(' ').map(Number);
    expect(pids.map(isThere)).toEqual([true, true]);
    parent.kill(signal);
    await expect.poll(() => pids.map(isThere)).toEqual([false, false]);
  },
);
