import { openSync, readFileSync, readlinkSync, readSync } from 'node:fs';

/** Newer than the oldest Node that Atrium runs on. */
interface MayKnowThreads {
  /** Of the calling thread, in microseconds. */
  readonly threadCpuUsage?: () => { readonly user: number; readonly system: number };
}

/**
 * A clock of the time that the calling thread has spent on a CPU, in ms: waiting for a core, as on a busy machine, does
 * not count. Where neither Node nor the system tells (Node before 22.19 elsewhere than on Linux), it counts all time.
 */
export function createThreadClock(): () => number {
  const node: NodeJS.Process & MayKnowThreads = process;
  const { threadCpuUsage } = node;
  if (threadCpuUsage !== undefined) {
    return () => {
      const { user, system } = threadCpuUsage.call(process);
      return (user + system) / 1000;
    };
  }
  return clockOfScheduler() ?? (() => performance.now());
}

/** @returns how the system numbers the calling thread; undefined where it does not tell (elsewhere than on Linux) */
export function findSystemThreadId(): number | undefined {
  try {
    return Number.parseInt(readlinkSync('/proc/thread-self').split('/').at(-1) ?? '', 10);
  } catch (cause) {
    return undefinedOnSystemError(cause);
  }
}

/**
 * @param systemId of a thread of this process
 * @returns the time that it has spent on a CPU, in ms; undefined where the system does not tell, or the thread has ended
 */
export function readThreadCpuMs(systemId: number): number | undefined {
  try {
    return toCpuMs(readFileSync(`/proc/self/task/${systemId}/schedstat`, 'latin1'));
  } catch (cause) {
    return undefinedOnSystemError(cause);
  }
}

function clockOfScheduler(): (() => number) | undefined {
  try {
    const file = openSync('/proc/thread-self/schedstat', 'r');
    const text = Buffer.alloc(128);
    return () => {
      const length = readSync(file, text, 0, text.length, 0);
      return toCpuMs(text.toString('latin1', 0, length));
    };
  } catch (cause) {
    return undefinedOnSystemError(cause);
  }
}

/** The first number of `schedstat` is the time on a CPU in ns: https://docs.kernel.org/scheduler/sched-stats.html */
function toCpuMs(schedstat: string): number {
  return Number.parseInt(schedstat, 10) / 1e6;
}

/** Not on this system, or no such thread any more; any other failure is one. */
function undefinedOnSystemError(cause: unknown): undefined {
  if (cause instanceof Error && 'code' in cause) return undefined;
  throw cause;
}
