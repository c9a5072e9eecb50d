// Loaded into each thread of a server before anything else: the one of the database ends once a file is there.
import { existsSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

const everyMs = 20;
const { TEST_TRIGGER: trigger } = process.env;

if (!isMainThread && workerData?.socketPath !== undefined && trigger !== undefined) {
  setInterval(() => {
    if (existsSync(trigger)) throw new Error('there is no memory left');
  }, everyMs);
}
