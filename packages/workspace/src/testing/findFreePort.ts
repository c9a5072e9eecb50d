import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

const host = '127.0.0.1';
const attempts = 1_000;

/**
 * Of this machine, for what cannot be told to take a free port itself, or has to come back at the same one. It is below
 * the ports that systems give to outgoing connections and to those who ask for any (32768 and up on Linux, 49152 and up
 * by RFC 6335): nobody takes it by chance before it is used, or between two uses.
 *
 * @returns a port that nobody has, neither for UDP nor for TCP
 */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(20_000, 30_000);
    if (await isFree(port)) return port;
  }
  throw new Error('This machine has no free port.');
}

async function isFree(port: number): Promise<boolean> {
  const datagrams = createSocket('udp4');
  const connections = createServer();
  try {
    datagrams.bind(port, host);
    await once(datagrams, 'listening');
    connections.listen(port, host);
    await once(connections, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    datagrams.close();
    connections.close();
  }
}
