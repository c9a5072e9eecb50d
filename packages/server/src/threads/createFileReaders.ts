import { FairQueue, WorkspaceFailure } from '@atrium/workspace';
import type { FileReaders, ReadingInputs, ReadingKind, ReadingResults } from '@atrium/workspace';
import type { ErrorCode } from '@atrium/protocol';
import { threadFile } from './threadFile.ts';
import { TaskLostError, TaskThread } from './taskThread.ts';
import type { ReadingTask } from './readingThread.ts';

/** CPU time for one file, in ms: the largest World takes some 2 s on a slow machine. */
const deadlineMs = 20_000;
const heapMiB = 512;
const limits = { parallel: 1, waiting: 64, waitingPerAsker: 4 } as const;

export interface RunningFileReaders extends FileReaders {
  close(): Promise<void>;
}

type ReadingAnswer<Kind extends ReadingKind> =
  | { readonly value: ReadingResults[Kind]; readonly failure?: undefined }
  | { readonly failure: { readonly code: ErrorCode; readonly message: string } };

/** Reads what people send in a thread: one file at a time, people in turn. */
export function createFileReaders(): RunningFileReaders {
  const thread = new TaskThread({ file: threadFile('readingThread'), deadlineMs, heapMiB });
  const queue = new FairQueue(limits);
  const read = async <Kind extends ReadingKind>(
    kind: Kind,
    input: ReadingInputs[Kind],
  ): Promise<ReadingResults[Kind]> => {
    // A copy: what came from a socket may be a part of memory that others use as well.
    const bytes = new Uint8Array(input.bytes);
    const task: ReadingTask<Kind> = { kind, input: { ...input, bytes } };
    const answer = (await thread.run(task, [bytes.buffer])) as ReadingAnswer<Kind>;
    if (answer.failure === undefined) return answer.value;
    throw new WorkspaceFailure(answer.failure.code, answer.failure.message);
  };
  return {
    read: (asker, kind, input) =>
      queue.run(
        asker,
        async () => {
          try {
            return await read(kind, input);
          } catch (cause) {
            if (!(cause instanceof TaskLostError)) throw cause;
            const code = kind === 'svg' ? 'image_invalid' : 'world_invalid';
            throw new WorkspaceFailure(code, 'This file takes too long to read.', { cause });
          }
        },
        // People wait for it who enter, and each World is read once.
        kind !== 'kept-world',
      ),
    close: () => thread.close(),
  };
}
