import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startRestServer } from './support/restServer.ts';

const chunkBytes = 40_000;
const chunks = 6;
const pauseMs = 4_500;

test('an image comes in over a slow line, however long it takes', async () => {
  const server = await startRestServer();
  try {
    const { token } = await server.makeWorkspace('Acme');
    const line = connect(server.port, '127.0.0.1');
    const answer = text(line);
    const query = new URLSearchParams({ name: 'Image', metadata: JSON.stringify({ kind: 'logo' }) });
    const head = [
      `POST /api/v1/assets?${query} HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/octet-stream',
      `Content-Length: ${chunkBytes * chunks}`,
    ];
    line.write(`${head.join('\r\n')}\r\n\r\n`);
    for (let sent = 0; sent < chunks; sent++) {
      // 9 kB a second, for 27 seconds: a phone at the edge of its network.
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      line.write(Buffer.alloc(chunkBytes, ' '));
    }
    // All of it was read: what is wrong with it is that it is no image.
    expect(await answer).toMatch(/^HTTP\/1.1 4\d\d [^]*"image_invalid"/);
  } finally {
    await server.remove();
  }
});
