import { open, readFile, rm } from 'node:fs/promises';
import * as z from 'zod';

/** Somebody else has the folder, and is still running. */
export class FolderInUseError extends Error {
  constructor(path: string, pid: number) {
    super(
      `${path} says that the process ${pid} uses this data folder. Two at once would spoil it: stop that one first.`,
    );
  }
}

const ownerSchema = z.object({ pid: z.int().positive(), startedAt: z.string() });

/**
 * Takes a folder for this process alone. The lock of a process that has died, by whatever signal, does not count.
 *
 * @param path of the lock file
 * @returns what gives it back
 * @throws FolderInUseError
 */
export async function lockFolder(path: string): Promise<() => Promise<void>> {
  const owner = JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid) });
  for (;;) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(owner);
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = parseOwner(await readFile(path, 'utf8').catch(() => ''));
    if (holder !== undefined && (await isRunning(holder))) throw new FolderInUseError(path, holder.pid);
    await rm(path, { force: true });
  }
}

function parseOwner(text: string): z.infer<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return undefined; // Written by a process that died while writing it.
  }
}

async function isRunning({ pid, startedAt }: z.infer<typeof ownerSchema>): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return (await startOf(pid)) === startedAt;
}

/** Tells two processes apart that have had the same id; empty where the system does not say. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The 22nd field, proc_pid_stat(5); the second, in parentheses, may have spaces in it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
