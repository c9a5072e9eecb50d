// The lock on the folder of the embedded database. It is held in the thread of the database, which renews it however busy
// the main loop is; plain JavaScript, since Node runs that thread as it is.
//
// The lock is a folder: `mkdir` takes it, on every file system and between containers, and its modification time says
// that the holder lives (proper-lockfile). Beside that, a note in it says which process holds it, so that a process of
// this machine that was killed does not have to be waited for.
import { randomUUID } from 'node:crypto';
import * as nodeFs from 'node:fs';
import { readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';

/** Who has not renewed the lock for so long is gone. */
const defaultStaleMs = 30_000;
/** Well below: a long query keeps the thread from renewing it. */
const defaultRenewMs = 5_000;
const pollMs = 250;
const noteName = 'owner';

/** Another process has the folder. The message is for the host. */
export class FolderInUseError extends Error {
  /** @param {string} path of the lock @param {string} holder as in `the process 7` */
  constructor(path, holder) {
    super(
      `${path} says that ${holder} uses this data folder. Two at once would spoil it: stop that one first.`,
    );
    this.name = 'FolderInUseError';
  }
}

/**
 * Takes a folder for this process alone.
 *
 * Where the holder is a process of another container or machine, this waits until it has either renewed the lock, or not
 * done so for 30 seconds.
 *
 * @param {string} path of the lock, in a folder that is there
 * @param {(reason: Error) => void} onCompromised called where another process has taken the lock all the same, for
 *   instance since this one was stopped for longer than 30 seconds: it must not write any more
 * @param {{ staleMs?: number, renewMs?: number, token?: string, onWaiting?: () => void }} [options] times in
 *   milliseconds; the token is in the lock
 * @returns {Promise<() => Promise<void>>} what gives it back
 * @throws {FolderInUseError}
 */
export async function lockFolder(path, onCompromised, options = {}) {
  const { staleMs = defaultStaleMs, renewMs = defaultRenewMs, token = randomUUID() } = options;
  const own = { ...(await describeOwnProcess()), token };
  const files = lockFiles(own, staleMs);
  let firstSeenMs;
  for (;;) {
    try {
      return await lock(path, {
        lockfilePath: path,
        realpath: false,
        stale: staleMs,
        update: renewMs,
        fs: files,
        onCompromised,
      });
    } catch (error) {
      if (error.code !== 'ELOCKED') throw error;
    }
    const holder = await readNote(path);
    if (isOfThisMachine(holder, own)) {
      if (await isRunning(holder)) throw new FolderInUseError(path, `the process ${holder.pid}`);
      await removeLock(path, own, staleMs);
      continue;
    }
    const renewedMs = await renewedAt(path);
    if (firstSeenMs === undefined) options.onWaiting?.();
    firstSeenMs ??= renewedMs;
    if (renewedMs !== undefined && renewedMs !== firstSeenMs) {
      throw new FolderInUseError(path, 'a server in another container or on another machine');
    }
    await sleep(pollMs);
  }
}

/** What proper-lockfile does to its folder, with the note in it. */
function lockFiles(own, staleMs) {
  return {
    ...nodeFs,
    mkdir(path, done) {
      takeLock(path, own).then(
        () => done(null),
        (error) => done(error),
      );
    },
    rmdir(path, done) {
      removeLock(path, own, staleMs).then(
        () => done(null),
        (error) => done(error),
      );
    },
    rmdirSync: (path) => nodeFs.rmSync(path, { recursive: true, force: true }),
  };
}

async function takeLock(path, own) {
  nodeFs.mkdirSync(path, { mode: 0o700 });
  try {
    await writeFile(join(path, noteName), JSON.stringify(own), { mode: 0o600 });
  } catch (error) {
    // Another one who was looking at the lock of a dead process has moved this one aside, and puts it back.
    if (error.code === 'ENOENT') throw Object.assign(new Error('The lock was moved.'), { code: 'EEXIST' });
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Removes a lock that is this process's own, or that of one that is gone. It is moved aside and looked at again, so that of
 * several that see the same dead lock none removes what another has taken since.
 */
async function removeLock(path, own, staleMs) {
  const isHeld = () => Object.assign(new Error('The lock is held.'), { code: 'ELOCKED' });
  if (!(await mayRemove(path, own, staleMs))) throw isHeld();
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return; // Another one was faster.
    throw error;
  }
  if (await mayRemove(aside, own, staleMs)) return rm(aside, { recursive: true, force: true });
  await rename(aside, path);
  throw isHeld();
}

/** A process of this machine that is stopped lives, however old its lock is. */
async function mayRemove(path, own, staleMs) {
  const holder = await readNote(path);
  if (holder?.token === own.token) return true;
  if (isOfThisMachine(holder, own)) return !(await isRunning(holder));
  const renewedMs = await renewedAt(path);
  return renewedMs === undefined || Date.now() - renewedMs > staleMs;
}

async function renewedAt(path) {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readNote(path) {
  try {
    const { pid, startedAt, machine, token } = JSON.parse(await readFile(join(path, noteName), 'utf8'));
    return { pid, startedAt, machine, token };
  } catch {
    return undefined; // Its holder is about to write it, or was killed before it could.
  }
}

async function describeOwnProcess() {
  // Ids of processes mean something within one PID namespace of one boot.
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return {
    pid: process.pid,
    startedAt: await startOf(process.pid),
    machine: `${hostname()} ${boot.trim()} ${namespace}`,
  };
}

function isOfThisMachine(holder, own) {
  return holder !== undefined && Number.isInteger(holder.pid) && holder.machine === own.machine;
}

async function isRunning({ pid, startedAt }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another account's.
    if (error.code !== 'EPERM') return false;
  }
  return (await startOf(pid)) === startedAt;
}

/** Tells two processes apart that have had the same id; empty where the system does not say. */
async function startOf(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The 22nd field, proc_pid_stat(5); the second, in parentheses, may have spaces in it.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
