import { openSync, readSync } from 'node:fs';

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

/** The first number of `schedstat` is the time on a CPU in ns: https://docs.kernel.org/scheduler/sched-stats.html */
function clockOfScheduler(): (() => number) | undefined {
  try {
    const file = openSync('/proc/thread-self/schedstat', 'r');
    const text = Buffer.alloc(128);
    return () => {
      const length = readSync(file, text, 0, text.length, 0);
      return Number.parseInt(text.toString('latin1', 0, length), 10) / 1e6;
    };
  } catch (cause) {
    // Not on this system; any other failure is one.
    if (cause instanceof Error && 'code' in cause) return undefined;
    throw cause;
  }
}
