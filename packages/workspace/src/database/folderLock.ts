import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** Another process has the data folder, and still runs. The message is for the host. */
export class FolderInUseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FolderInUseError';
  }
}

const noteSchema = z.looseObject({ token: z.string() });

/** Removes the lock that a thread of this process held when it was ended. @param token that the thread was given */
export async function removeLeftLock(path: string, token: string): Promise<void> {
  const text = await readFile(join(path, 'owner'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return;
  if (noteSchema.safeParse(JSON.parse(text)).data?.token === token) await rm(path, { recursive: true });
}
