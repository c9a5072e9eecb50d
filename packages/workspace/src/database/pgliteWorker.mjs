// A thread of its own: what a query costs is not taken from those who walk. Plain JavaScript, since Node runs it as it is.
import { cpSync, existsSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { FolderInUseError, lockFolder } from './folderLock.mjs';

// The server has one connection. When it replaces that, the next one may come before the last has gone.
const maxConnections = 4;
const standardError = 2;

const { folder, prepared, socketPath, lockPath, lockToken } = workerData;
try {
  const unlock = await lockFolder(lockPath, endProcess, {
    token: lockToken,
    onWaiting: () => parentPort.postMessage({ kind: 'waiting' }),
  });
  const database = await openDatabase();
  endThreadOnFailure(database);
  const server = new PGLiteSocketServer({ db: database, path: socketPath, maxConnections });
  await server.start();
  parentPort.on('message', async () => {
    await server.stop();
    await database.close();
    await unlock();
    parentPort.postMessage({ kind: 'closed' });
    parentPort.close();
  });
  parentPort.postMessage({ kind: 'listening' });
} catch (error) {
  const kind = error instanceof FolderInUseError ? 'in-use' : 'failed';
  parentPort.postMessage({ kind, message: describe(error) });
}

/** One whose first start did not come to its end has never kept anything, and is made anew. */
async function openDatabase() {
  const dataDir = join(folder, 'postgres');
  const unfinished = join(folder, 'unfinished');
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true });
  else if (!existsSync(dataDir)) writeFileSync(unfinished, '', { mode: 0o600 });
  const isCopied = prepared !== undefined && !existsSync(dataDir);
  const database = (isCopied && (await openCopy(dataDir))) || (await PGlite.create({ dataDir }));
  rmSync(unfinished, { force: true });
  return database;
}

/**
 * Opens a copy of the prepared database. Where there is no room for it, there is none for a new one; where it fails
 * otherwise, PGlite makes one. A copy may lack something without an error: newer versions of Node leave out what is no file.
 */
async function openCopy(dataDir) {
  try {
    cpSync(prepared, dataDir, { recursive: true });
    return await PGlite.create({ dataDir });
  } catch (error) {
    if (error.code === 'ENOSPC') throw error;
    process.emitWarning(
      `Atrium makes its database anew, since the prepared one cannot be used: ${describe(error)}`,
    );
    rmSync(dataDir, { recursive: true, force: true });
    return undefined;
  }
}

/** Two databases on one folder would spoil it within moments: there is no time to end in good order. What was confirmed is kept. */
function endProcess() {
  writeSync(
    standardError,
    `Atrium ends at once: another server has taken ${folder}, since this one was stopped for a while.\n`,
  );
  process.kill(process.pid, 'SIGKILL');
}

/** What Emscripten's file system throws is no Error, and has only a number. */
function describe(error) {
  if (error instanceof Error) return error.message;
  if (typeof error?.errno === 'number')
    return `the file system has failed (Emscripten's error ${error.errno})`;
  return String(error);
}

/** A query that is wrong is answered; one that throws has broken the database, and the socket server would never answer again. */
function endThreadOnFailure(pglite) {
  const execute = pglite.execProtocolRawStream.bind(pglite);
  pglite.execProtocolRawStream = async (...args) => {
    try {
      return await execute(...args);
    } catch (error) {
      setImmediate(() => {
        throw new Error(describe(error), { cause: error });
      });
      throw error;
    }
  };
}
