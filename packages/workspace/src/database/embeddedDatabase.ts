import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ClientConfig } from 'pg';
import { DatabaseFailure } from './databaseFailure.ts';
import { lockFolder } from './folderLock.ts';

export interface EmbeddedDatabaseOptions {
  /** Of the database. */
  readonly folder: string;
  /** What runs it in a thread: `pgliteWorker.mjs`. */
  readonly workerFile: string;
  /** Its thread has ended, and nothing had told it to. */
  readonly onEnded: (reason: Error) => void;
}

/** PostgreSQL within this process, in a thread of its own, at a socket that nobody else can reach. */
export interface EmbeddedDatabase {
  readonly connection: ClientConfig;
  /** Ends it in good order, once its connections are closed. */
  stop(): Promise<void>;
  /** Ends it as it stands: it does not answer any more. */
  kill(): Promise<void>;
}

/** @throws FolderInUseError where another server has the folder; DatabaseFailure */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { folder, workerFile, onEnded } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(join(folder, 'lock'));
  // Paths of sockets may not be long, and the one to the data folder may be.
  const socketFolder = await mkdtemp(join(tmpdir(), 'atrium-'));
  const socketPath = join(socketFolder, '.s.PGSQL.5432');
  const worker = new Worker(workerFile, { workerData: { dataFolder: join(folder, 'postgres'), socketPath } });
  let ended: Error | undefined;
  let isStopping = false;
  const onEnd = (why: string) => {
    if (ended !== undefined) return;
    ended = new DatabaseFailure(`The embedded database has ended: ${why}.`);
    if (!isStopping) onEnded(ended);
  };
  worker.on('error', (error: unknown) => onEnd(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => onEnd(`its thread has exited with ${code}`));
  let killed: Promise<void> | undefined;
  const kill = () => {
    isStopping = true;
    killed ??= worker
      .terminate()
      .then(() => rm(socketFolder, { recursive: true, force: true }))
      .then(unlock);
    return killed;
  };
  try {
    await nextMessage(worker);
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    connection: { host: socketFolder, port: 5432, user: 'postgres', database: 'postgres' },
    kill,
    async stop() {
      isStopping = true;
      if (ended === undefined) {
        worker.postMessage('close');
        await nextMessage(worker).catch(() => undefined); // It has ended, one way or the other.
      }
      await kill();
    },
  };
}

function nextMessage(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', (error: unknown) =>
      reject(
        new DatabaseFailure(
          `The database in the data folder does not start: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        ),
      ),
    );
    worker.once('exit', () => reject(new DatabaseFailure('The database in the data folder has stopped.')));
  });
}
