import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ClientConfig } from 'pg';
import * as z from 'zod';
import { DatabaseFailure } from './databaseFailure.ts';
import { FolderInUseError, removeLeftLock } from './folderLock.ts';
import { noteSocket } from './noteSocket.ts';

/** With less than this, in bytes, a disk is what a database that does not start has failed by. */
const fullDiskBytes = 48 * 1024 * 1024;

interface EmbeddedDatabaseOptions {
  /** Of the database. */
  readonly folder: string;
  /** What runs it in a thread: `pgliteWorker.mjs`. */
  readonly workerFile: string;
  /** What a new database begins as; where it is left out, the thread makes one, which takes several seconds of a core. */
  readonly prepared?: string | undefined;
  /** Told once what is waited for at start. */
  readonly onWaiting?: ((what: string) => void) | undefined;
  /** Its thread has ended once it had started, and nothing had told it to. */
  readonly onEnded: (reason: Error) => void;
}

/** What the thread says. */
const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('listening') }),
  z.object({ kind: z.literal('closed') }),
  z.object({ kind: z.literal('in-use'), message: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
type ThreadMessage = z.output<typeof messageSchema>;

/** PostgreSQL within this process, in a thread of its own, at a socket that nobody else can reach. */
interface EmbeddedDatabase {
  readonly connection: ClientConfig;
  /** Ends it in good order, once its connections are closed. */
  stop(): Promise<void>;
  /** Ends it as it stands: it does not answer any more. */
  kill(): Promise<void>;
}

/** @throws FolderInUseError where another server has the folder; DatabaseFailure */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { folder, workerFile, prepared, onEnded } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lockPath = join(folder, 'lock');
  const lockToken = randomUUID();
  // Paths of sockets may not be long, and the one to the data folder may be.
  const socketFolder = await mkdtemp(join(tmpdir(), 'atrium-'));
  const socketPath = join(socketFolder, '.s.PGSQL.5432');
  const worker = new Worker(workerFile, {
    workerData: { folder, prepared, socketPath, lockPath, lockToken },
  });
  let ended: Error | undefined;
  let isRunning = false;
  const onEnd = (why: string) => {
    if (ended !== undefined) return;
    ended = new DatabaseFailure(`The embedded database has ended: ${why}.`);
    if (isRunning) onEnded(ended);
  };
  worker.on('error', (error: unknown) => onEnd(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => onEnd(`its thread has exited with ${code}`));
  let killed: Promise<void> | undefined;
  const kill = () => {
    isRunning = false;
    killed ??= worker
      .terminate()
      .then(() => rm(socketFolder, { recursive: true, force: true }))
      .then(() => removeLeftLock(lockPath, lockToken));
    return killed;
  };
  try {
    await untilListening(worker, options);
    await noteSocket(join(folder, 'socket'), socketPath);
    if (ended !== undefined) throw ended;
    isRunning = true;
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    connection: { host: socketFolder, port: 5432, user: 'postgres', database: 'postgres' },
    kill,
    async stop() {
      isRunning = false;
      if (ended === undefined) {
        worker.postMessage('close');
        await nextMessage(worker).catch(() => undefined); // It has ended, one way or the other.
      }
      await kill();
    },
  };
}

/** @throws FolderInUseError; DatabaseFailure */
async function untilListening(worker: Worker, { folder, onWaiting }: EmbeddedDatabaseOptions): Promise<void> {
  let message = await nextMessage(worker);
  if (message.kind === 'waiting') {
    onWaiting?.(`whether a server in another container still uses ${folder} (30 s at most)`);
    message = await nextMessage(worker);
  }
  if (message.kind === 'in-use') throw new FolderInUseError(message.message);
  if (message.kind === 'failed') throw new DatabaseFailure(await explainFailedStart(folder, message.message));
}

async function explainFailedStart(folder: string, reason: string): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes > fullDiskBytes) return `The database in ${folder} does not start: ${reason}.`;
  const freeMb = Math.floor(freeBytes / 1_000_000);
  return `The database in ${folder} does not start: the disk is full (${freeMb} MB free). Make room, and start again.`;
}

function nextMessage(worker: Worker): Promise<ThreadMessage> {
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) =>
      reject(new DatabaseFailure(`The database in the data folder has ended: ${why}.`, { cause }));
    worker.once('message', (message: unknown) => resolve(messageSchema.parse(message)));
    worker.once('error', (error: unknown) =>
      fail(error instanceof Error ? error.message : String(error), error),
    );
    worker.once('exit', (code) => fail(`its thread has exited with ${code}`));
  });
}
