import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';
import type { TestServer } from './testServer.ts';
import { until } from './until.ts';

/** Waits until the server holds nobody and nothing; and nothing may have gone wrong inside it. */
export async function expectNothingRemains(server: TestServer): Promise<void> {
  const held = () => {
    const { sockets, unauthenticated, connections, people, detached, queuedBytes } = server.atrium.stats();
    return { sockets, unauthenticated, connections, people, detached, queuedBytes };
  };
  await until(
    () => Object.values(held()).every((number) => number === 0),
    () => `an empty server; it holds ${JSON.stringify(held())}`,
  );
  expect(server.errors).toEqual([]);
}

/** Bytes in use after a forced collection: heap and buffers. */
export async function settledMemoryBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Buffers and sockets are let go of over several turns.
  for (let turn = 0; turn < 5; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
