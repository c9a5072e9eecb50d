import * as fc from 'fast-check';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { webSocketFraming } from './webSocketFraming.ts';

const http = createServer();
let client: WebSocket;
let writeRaw: (bytes: Uint8Array) => void;

beforeAll(async () => {
  const sockets = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const opened = new Promise<void>((resolve) => {
    sockets.once('connection', (_webSocket, request) => {
      writeRaw = (bytes) => request.socket.write(bytes);
      resolve();
    });
  });
  client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  await opened;
});

afterAll(() => {
  client.terminate();
  http.close();
});

function received(): Promise<{ data: Buffer; isBinary: boolean }> {
  return new Promise((resolve) => {
    client.once('message', (data: Buffer, isBinary) => resolve({ data, isBinary }));
  });
}

/** Where the length of a frame takes another form, and either side of it. */
const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000];

test.each(lengths)('a binary frame of %i bytes arrives as it is', async (length) => {
  const payload = Uint8Array.from({ length }, (_, index) => index % 251);
  const message = received();
  writeRaw(webSocketFraming.binary(payload).bytes);
  expect(await message).toEqual({ data: Buffer.from(payload), isBinary: true });
});

test('any text arrives as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
      const message = received();
      writeRaw(webSocketFraming.text(text).bytes);
      expect(await message).toEqual({ data: Buffer.from(text), isBinary: false });
    }),
    { numRuns: 50 },
  );
});

test('the payload may be used again at once', () => {
  const payload = Uint8Array.of(1, 2, 3);
  const { bytes } = webSocketFraming.binary(payload);
  payload.fill(9);
  expect([...bytes]).toEqual([0x82, 3, 1, 2, 3]);
});
