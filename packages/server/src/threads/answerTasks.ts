import { parentPort } from 'node:worker_threads';
import type { TransferListItem } from 'node:worker_threads';
import * as z from 'zod';
import type { ThreadReady } from './taskThread.ts';
import { findSystemThreadId } from './threadClock.ts';

const messageSchema = z.object({ id: z.int(), task: z.unknown() });

export interface TaskAnswer {
  readonly answer: unknown;
  /** What the other thread gets for good, instead of a copy. */
  readonly transfer: TransferListItem[];
}

/**
 * The other end of `TaskThread`.
 *
 * @param answer does a task; what it throws ends the thread
 */
export function answerTasks(answer: (task: unknown) => TaskAnswer): void {
  parentPort?.on('message', (message: unknown) => {
    const { id, task } = messageSchema.parse(message);
    const done = answer(task);
    parentPort?.postMessage({ id, answer: done.answer }, done.transfer);
  });
  const ready: ThreadReady = { systemId: findSystemThreadId() };
  parentPort?.postMessage(ready);
}
