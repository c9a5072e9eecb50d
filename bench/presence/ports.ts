import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const startTimeoutMs = 15_000;

/** A port of this machine that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** @throws Error where nobody listens in time */
export async function untilItListens(port: number, name: string): Promise<void> {
  const giveUpAt = performance.now() + startTimeoutMs;
  while (!(await isListening(port))) {
    if (performance.now() > giveUpAt) throw new Error(`${name} does not listen`);
    await pause(50);
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect({ port, host: '127.0.0.1' });
    probe.on('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
}
