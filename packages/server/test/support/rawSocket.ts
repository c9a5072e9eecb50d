import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { subprotocol } from '@atrium/protocol';
import { until } from './until.ts';

/** A frame as it came from the server. */
export interface ReceivedFrame {
  readonly fin: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
}

export interface ClientFrame {
  readonly fin?: boolean;
  /** RSV1 to RSV3, 0 to 7. */
  readonly reserved?: number;
  readonly opcode: number;
  readonly masked?: boolean;
  readonly payload?: Uint8Array | string;
  /** What the header says, where that is a lie. */
  readonly claimedLength?: number;
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A TCP connection on which any bytes can be sent, well-formed or not. */
export class RawSocket {
  readonly socket: Socket;
  #unread = Buffer.alloc(0);
  ended = false;

  constructor(port: number, localAddress?: string) {
    this.socket = connect({
      port,
      host: '127.0.0.1',
      ...(localAddress === undefined ? {} : { localAddress }),
    });
    this.socket.on('data', (bytes) => (this.#unread = Buffer.concat([this.#unread, bytes])));
    this.socket.on('error', () => (this.ended = true));
    this.socket.on('close', () => (this.ended = true));
    this.socket.on('end', () => (this.ended = true));
  }

  get unread(): Buffer {
    return this.#unread;
  }

  write(bytes: Uint8Array | string): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** Asks for a WebSocket. @param headers replace the usual ones; `undefined` leaves one out */
  upgrade(path: string, headers: Readonly<Record<string, string | undefined>> = {}): void {
    const all = {
      Host: `127.0.0.1:${this.socket.remotePort ?? 0}`,
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol': subprotocol,
      ...headers,
    };
    const lines = Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: ${value}`],
    );
    this.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  }

  /** Waits for the head of an HTTP answer and takes it. */
  async readHead(): Promise<{ status: number; text: string }> {
    await until(() => this.#unread.includes('\r\n\r\n') || this.ended, 'the head of an answer');
    const end = this.#unread.indexOf('\r\n\r\n');
    if (end < 0)
      throw new Error(`The socket ended before an answer came: ${this.#unread.toString('latin1')}`);
    const text = this.#unread.subarray(0, end).toString('latin1');
    this.#unread = this.#unread.subarray(end + 4);
    return { status: Number(text.split(' ')[1]), text };
  }

  /** Waits for an HTTP answer with a JSON body, and for the end of the connection. */
  async readRefusal(): Promise<{ status: number; body: unknown }> {
    const { status } = await this.readHead();
    await this.untilEnded();
    return { status, body: JSON.parse(this.#unread.toString()) };
  }

  sendFrame(frame: ClientFrame): void {
    this.write(clientFrame(frame));
  }

  /** Waits for the next frame and takes it; `undefined` where the connection ended instead. */
  async readFrame(): Promise<ReceivedFrame | undefined> {
    let frame = this.#takeFrame();
    await until(() => (frame ??= this.#takeFrame()) !== undefined || this.ended, 'a frame');
    return frame;
  }

  /** Reads on to the close frame. @returns its code, or `undefined` where the connection ended without one */
  async readCloseCode(): Promise<number | undefined> {
    for (;;) {
      const frame = await this.readFrame();
      if (frame === undefined) return undefined;
      if (frame.opcode === opcodes.close) return frame.payload.readUInt16BE(0);
    }
  }

  untilEnded(): Promise<void> {
    return until(() => this.ended, 'the end of the connection');
  }

  destroy(): void {
    this.socket.destroy();
  }

  #takeFrame(): ReceivedFrame | undefined {
    const bytes = this.#unread;
    const [first, second] = bytes;
    if (first === undefined || second === undefined) return undefined;
    if ((second & 0x80) !== 0) throw new Error('A server masks nothing.');
    const short = second & 0x7f;
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < head) return undefined;
    const length =
      short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
    if (bytes.length < head + length) return undefined;
    this.#unread = bytes.subarray(head + length);
    return { fin: (first & 0x80) !== 0, opcode: first & 0xf, payload: bytes.subarray(head, head + length) };
  }
}

/** Opens a TCP connection and makes it a WebSocket. */
export async function openRawWebSocket(
  port: number,
  path: string,
  localAddress?: string,
): Promise<RawSocket> {
  const raw = new RawSocket(port, localAddress);
  raw.upgrade(path);
  const { status } = await raw.readHead();
  if (status !== 101) throw new Error(`The server answered ${status}.`);
  return raw;
}

export function clientFrame(frame: ClientFrame): Buffer {
  const { fin = true, reserved = 0, opcode, masked = true } = frame;
  const payload = Buffer.from(frame.payload ?? '');
  const length = frame.claimedLength ?? payload.length;
  const head = Buffer.alloc(length <= 125 ? 2 : length <= 0xffff ? 4 : 10);
  head[0] = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  head[1] = masked ? 0x80 : 0;
  if (head.length === 2) head[1] |= length;
  else if (head.length === 4) {
    head[1] |= 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] |= 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  if (!masked) return Buffer.concat([head, payload]);
  const mask = Buffer.from([0x5a, 0xc3, 0x11, 0x7e]);
  return Buffer.concat([head, mask, payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))]);
}
