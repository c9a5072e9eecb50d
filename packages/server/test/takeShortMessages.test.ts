import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { PassThrough, duplexPair } from 'node:stream';
import type { Duplex } from 'node:stream';
import { setImmediate as aTurn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { takeShortMessages } from '../src/sockets/takeShortMessages.ts';
import { clientFrame, opcodes } from './support/rawSocket.ts';

/** A Client's end of a socket, and what the server has got from it in the end. */
interface Line {
  readonly client: Duplex;
  /** Every message as text, in the order of arrival. */
  readonly arrived: string[];
  /** Those of them that did not come by way of `ws`. */
  readonly short: string[];
  readonly closeCodes: number[];
  readonly server: Duplex;
}

function openLine(): Line {
  const [client, server] = duplexPair();
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  };
  const line: Line = { client, server, arrived: [], short: [], closeCodes: [] };
  const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  webSockets.handleUpgrade(request, server, Buffer.alloc(0), (webSocket) => {
    webSocket.on('message', (data: Buffer) => line.arrived.push(data.toString()));
    webSocket.on('error', () => line.arrived.push('broken'));
    webSocket.on('close', (code) => line.closeCodes.push(code));
    takeShortMessages(server, webSocket, (payload) => {
      const text = Buffer.from(payload).toString();
      line.arrived.push(text);
      line.short.push(text);
    });
  });
  client.resume();
  return line;
}

async function send(line: Line, chunks: readonly Uint8Array[]): Promise<void> {
  for (const chunk of chunks) {
    line.client.write(chunk);
    await aTurn();
  }
}

const binary = (payload: string) => clientFrame({ opcode: opcodes.binary, payload });

test('a short binary message in a chunk of its own does not go through ws', async () => {
  const line = openLine();
  await send(line, [binary('one'), binary(''), binary('x'.repeat(125)), binary('x'.repeat(126))]);
  expect(line.arrived).toEqual(['one', '', 'x'.repeat(125), 'x'.repeat(126)]);
  expect(line.short).toEqual(['one', '', 'x'.repeat(125)]);
});

test('bytes that look like a short message are none within another message', async () => {
  const line = openLine();
  const inner = binary('inner');
  const outer = clientFrame({ opcode: opcodes.binary, payload: Buffer.concat([Buffer.alloc(4), inner]) });
  const mask = outer.subarray(2, 6);
  // Masked so that the inner frame stands on the line as it would alone.
  for (let at = 10; at < outer.length; at++) outer[at] = inner[at - 10]!;
  const asReceived = outer.subarray(6).map((byte, at) => byte ^ mask[at % 4]!);
  await send(line, [outer.subarray(0, 10), outer.subarray(10), binary('after')]);
  expect(line.arrived).toEqual([Buffer.from(asReceived).toString(), 'after']);
  expect(line.short).toEqual(['after']);
});

test.each([125, 126, 65_535, 65_536])(
  'a message of %i bytes, cut within its header and its payload, ends where the next begins',
  async (length) => {
    const line = openLine();
    const long = clientFrame({ opcode: opcodes.text, payload: 'x'.repeat(length) });
    await send(line, [long.subarray(0, 3), long.subarray(3, 20), long.subarray(20), binary('after')]);
    expect(line.arrived.map((text) => text.length)).toEqual([length, 'after'.length]);
    expect(line.short).toEqual(['after']);
  },
);

test('a short message between two fragments is an error, as ws says', async () => {
  const line = openLine();
  await send(line, [clientFrame({ fin: false, opcode: opcodes.binary, payload: 'a' }), binary('b')]);
  expect(line.arrived).toEqual(['broken']);
});

test('nothing that comes after a broken frame or a close frame is read', async () => {
  const broken = openLine();
  await send(broken, [binary('before'), clientFrame({ opcode: 7 }), binary('after'), binary('after')]);
  expect(broken.arrived).toEqual(['before', 'broken']);

  const closed = openLine();
  const goodbye = clientFrame({ opcode: opcodes.close, payload: Buffer.from([0x03, 0xe8]) });
  await send(closed, [binary('before'), goodbye, binary('after'), binary('after')]);
  closed.client.end();
  await aTurn();
  expect(closed.arrived).toEqual(['before']);
  expect(closed.closeCodes).toEqual([1000]);
});

test('however messages are cut into chunks, they arrive whole and in order', async () => {
  const message = fc.record({
    opcode: fc.constantFrom(opcodes.text, opcodes.binary),
    fragments: fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'ç', '\u0082'), maxLength: 140 }), {
      minLength: 1,
      maxLength: 3,
    }),
    pingBetween: fc.boolean(),
  });
  const cuts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(message, { maxLength: 8 }),
      cuts,
      fc.boolean(),
      async (messages, sizes, whole) => {
        const line = openLine();
        const frames = messages.flatMap(({ opcode, fragments, pingBetween }) =>
          fragments.flatMap((payload, at) => {
            const fin = at === fragments.length - 1;
            const frame = clientFrame({ fin, opcode: at === 0 ? opcode : opcodes.continuation, payload });
            return pingBetween ? [frame, clientFrame({ opcode: opcodes.ping })] : [frame];
          }),
        );
        await send(line, whole ? frames : cut(Buffer.concat(frames), sizes));
        expect(line.arrived).toEqual(messages.map(({ fragments }) => fragments.join('')));
      },
    ),
    { numRuns: 200 },
  );
});

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

test('large chunks that arrive at once are read one in each turn of the event loop', async () => {
  const socket = new PassThrough({ highWaterMark: 1024 * 1024 });
  const chunk = Buffer.alloc(64 * 1024);
  let turn = 0;
  const turns: number[] = [];
  socket.on('data', () => turns.push(turn));
  takeShortMessages(socket, { readyState: WebSocket.OPEN }, () => undefined);
  for (let count = 0; count < 4; count++) socket.write(chunk);
  while (turns.length < 4) {
    await aTurn();
    turn++;
  }
  expect(new Set(turns).size).toBeGreaterThan(2);
});
