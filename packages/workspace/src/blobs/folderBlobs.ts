import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { checkBlobName } from './blobStore.ts';
import type { BlobStore } from './blobStore.ts';

const draftEnding = '.draft';

/** What is being written under one name, and what will be after it. */
interface Writing {
  readonly current: Promise<void>;
  next: { bytes: Uint8Array; readonly done: Promise<void> } | undefined;
}

/**
 * A blob store in a folder, which is made when it is first written to.
 *
 * @throws TypeError (rejects) for a name that is none
 */
export function createFolderBlobs(folder: string): BlobStore {
  const writings = new Map<string, Writing>();

  const run = (name: string, bytes: Uint8Array): Promise<void> => {
    const current = writeWhole(join(folder, name), bytes).finally(() => {
      const next = writings.get(name)?.next;
      writings.delete(name);
      if (next !== undefined) void run(name, next.bytes).catch(() => undefined); // Callers that wait get the error.
    });
    writings.set(name, { current, next: undefined });
    return current;
  };
  const runAfter = async (name: string, earlier: Writing): Promise<void> => {
    await earlier.current.catch(() => undefined); // Its own writer is told.
    await writings.get(name)?.current;
  };

  return {
    async read(name) {
      checkBlobName(name);
      const writing = writings.get(name);
      await (writing?.next?.done ?? writing?.current)?.catch(() => undefined);
      return readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
    },
    async write(name, bytes) {
      checkBlobName(name);
      const writing = writings.get(name);
      if (writing === undefined) return run(name, bytes);
      if (writing.next === undefined) writing.next = { bytes, done: runAfter(name, writing) };
      else writing.next.bytes = bytes;
      return writing.next.done;
    },
    async remove(name) {
      checkBlobName(name);
      await writings.get(name)?.current.catch(() => undefined);
      await rm(join(folder, name), { force: true });
    },
    async list(prefix) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
        noneWithoutFolder,
      );
      const names = entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith(draftEnding))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
      return names.filter((name) => name.startsWith(prefix));
    },
    async settled() {
      while (writings.size > 0) {
        await Promise.allSettled(Array.from(writings.values(), ({ current }) => current));
      }
    },
  };
}

/** Complete and on disk before it has its name. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}${draftEnding}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Only then is the new name on disk as well. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function noneWithoutFolder(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
