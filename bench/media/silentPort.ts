import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A port where nobody listens: what is forwarded is thrown away, and costs nothing more. */
export async function findSilentPort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}
