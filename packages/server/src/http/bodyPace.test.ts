import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { addBodyPace, defaultBodyPace } from './bodyPace.ts';

test('many bodies on one connection leave nothing behind on it', async () => {
  const http = fastify();
  addBodyPace(http, defaultBodyPace);
  const sockets = new Set<Socket>();
  http.post('/', (received) => {
    sockets.add(received.raw.socket);
    return received.raw.socket.listenerCount('close');
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const { port } = http.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const listeners: number[] = [];
  for (let sent = 0; sent < 30; sent++) {
    const asking = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      agent,
      headers: { 'Content-Type': 'application/json' },
    });
    asking.end('{"a":1}');
    const [answer] = (await once(asking, 'response')) as [AsyncIterable<Buffer>];
    let text = '';
    for await (const part of answer) text += part.toString();
    listeners.push(Number(text));
  }
  agent.destroy();
  await http.close();
  expect(sockets.size).toBe(1);
  expect(Math.max(...listeners)).toBe(listeners[0]);
});
