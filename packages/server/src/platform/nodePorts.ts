import { randomBytes } from 'node:crypto';
import type { Ids, Machine } from '@atrium/signaling';
import { totalmem } from 'node:os';
import { constrainedMemory, memoryUsage } from 'node:process';
import { getHeapStatistics } from 'node:v8';

const idBytes = 16;

/** Ids of 128 random bits in 22 characters. */
export const nodeIds: Ids = {
  newId: () => randomBytes(idBytes).toString('base64url'),
  random: () => Math.random(),
};

/** How full the heap of this process is, or the memory of its container (cgroup): whichever is nearer to its end. */
export const nodeMachine: Machine = {
  memoryShare() {
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    const heap = used / limit;
    const container = constrainedMemory();
    // Without a container there is no limit of its own, or one beyond what the machine has.
    if (container === undefined || container === 0 || container >= totalmem()) return heap;
    return Math.max(heap, memoryUsage.rss() / container);
  },
};
