import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { TaskLostError, TaskThread } from './taskThread.ts';

/** Waits without work for so long, works for so long, in ms, and answers. */
const program = `
  import { answerTasks } from './answerTasks.ts';
  import { createThreadClock } from './threadClock.ts';
  const clockMs = createThreadClock();
  const never = new Int32Array(new SharedArrayBuffer(4));
  answerTasks(({ waitMs = 0, workMs = 0 }) => {
    if (waitMs > 0) Atomics.wait(never, 0, 0, waitMs);
    const startedMs = clockMs();
    while (clockMs() - startedMs < workMs) JSON.parse('[1, 2, 3]');
    return { answer: 'done', transfer: [] };
  });
`;
const deadlineMs = 200;

let folder: string;
let file: URL;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-thread-'));
  const outfile = join(folder, 'thread.mjs');
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const stdin = { contents: program, resolveDir, loader: 'ts' } as const;
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm' });
  file = pathToFileURL(outfile);
});
afterAll(() => rm(folder, { recursive: true }));

function startThread(): TaskThread {
  const thread = new TaskThread({ file, deadlineMs, heapMiB: 64 });
  onTestFinished(() => thread.close());
  return thread;
}

describe('the deadline of a task', () => {
  test('does not count the time that its thread waits for a core, as on a busy machine', async () => {
    expect(await startThread().run({ waitMs: 4 * deadlineMs })).toBe('done');
  });

  test('counts what its thread works; the next task gets a new one', async () => {
    const thread = startThread();
    expect(await thread.run({})).toBe('done');
    await expect(thread.run({ workMs: Infinity })).rejects.toThrow(TaskLostError);
    expect(await thread.run({})).toBe('done');
  });

  test('ends a thread that neither works nor answers, too', async () => {
    await expect(startThread().run({ waitMs: Infinity })).rejects.toThrow(TaskLostError);
  });
});
