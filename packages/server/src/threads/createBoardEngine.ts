import type { BoardAnswer, BoardEngine, BoardTask } from '@atrium/signaling';
import type { CountedBoardAnswer } from './boardThread.ts';
import { threadFile } from './threadFile.ts';
import { TaskLostError, TaskThread } from './taskThread.ts';

/** CPU time for one task, in ms: an update takes a few, and opening a full board some hundred. */
const deadlineMs = 5_000;
const heapMiB = 512;
/** Tasks that wait at most; people send no more than 20 updates a second each. */
const mostWaiting = 10_000;

interface Waiting {
  readonly task: BoardTask;
  answered(answer: BoardAnswer, tookMs: number): void;
}

export interface RunningBoardEngine extends BoardEngine {
  close(): Promise<void>;
}

/**
 * Holds the documents of Whiteboards in a thread. A task that misses its deadline ends the thread: that task is lost, and
 * the boards are loaded again into a new thread by those who ask for them.
 */
export function createBoardEngine(onLost: (cause: Error) => void): RunningBoardEngine {
  const thread = new TaskThread({ file: threadFile('boardThread'), deadlineMs, heapMiB });
  const waiting: Waiting[] = [];
  let isRunning = false;
  const next = async (): Promise<void> => {
    isRunning = true;
    for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) {
      let counted: CountedBoardAnswer;
      const startedMs = performance.now();
      try {
        counted = (await thread.run(first.task)) as CountedBoardAnswer;
      } catch (cause) {
        if (!(cause instanceof TaskLostError)) throw cause;
        onLost(cause);
        counted = { answer: { kind: 'lost' }, tookMs: performance.now() - startedMs };
      }
      first.answered(counted.answer, counted.tookMs);
    }
    isRunning = false;
  };
  return {
    run(task, answered) {
      if (waiting.length >= mostWaiting) return answered({ kind: 'lost' }, 0);
      waiting.push({ task, answered });
      if (!isRunning) void next();
    },
    async close() {
      waiting.length = 0;
      await thread.close();
    },
  };
}

/** Joins two states of a Whiteboard in the thread of an engine. Rejects where that takes too long. */
export function mergeBy(engine: BoardEngine) {
  return (one: Uint8Array, other: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      engine.run({ kind: 'merge', states: [one, other] }, (answer) => {
        if (answer.kind === 'encoded') resolve(answer.state);
        else reject(new Error('What two servers have kept of a Whiteboard cannot be joined.'));
      });
    });
}
