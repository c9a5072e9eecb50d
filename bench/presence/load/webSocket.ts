import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';

/** What a Client does with what arrives. The bytes are good until the call returns. */
export interface Arrivals {
  binary(bytes: Buffer): void;
  text(text: string): void;
  closed(why: string): void;
}

const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const maskBytes = 4;
/** Not zero: a server may skip the unmasking of a frame whose mask is. */
const mask = Buffer.from([0x5a, 0x17, 0xc3, 0x88]);

/**
 * A WebSocket Client with nothing that can be left out, the same for every server, so that a thousand of them leave the
 * machine to the server that is measured.
 */
export class ClientSocket {
  readonly #socket: Socket;
  readonly #arrivals: Arrivals;
  #rest: Buffer | undefined;

  private constructor(socket: Socket, arrivals: Arrivals) {
    this.#socket = socket;
    this.#arrivals = arrivals;
  }

  /** Resolves when the server has answered the handshake. */
  static open(
    port: number,
    path: string,
    arrivals: Arrivals,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ClientSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      const client = new ClientSocket(socket, arrivals);
      let head = Buffer.alloc(0);
      const onHead = (chunk: Buffer) => {
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        socket.off('data', onHead);
        if (!head.subarray(0, end).toString().startsWith('HTTP/1.1 101')) {
          reject(new Error(`no WebSocket at ${path}: ${head.subarray(0, end).toString()}`));
          return;
        }
        socket.on('data', (bytes: Buffer) => client.#take(bytes));
        resolve(client);
        if (head.length > end + 4) client.#take(head.subarray(end + 4));
      };
      socket.on('data', onHead);
      socket.on('error', (error) => {
        reject(error);
        arrivals.closed(error.message);
      });
      socket.on('close', () => arrivals.closed('the server closed the socket'));
      socket.write(handshake(port, path, headers));
    });
  }

  /** Every byte the server has sent, as the socket counts them. */
  get bytesRead(): number {
    return this.#socket.bytesRead;
  }

  sendBinary(payload: Uint8Array): void {
    this.#send(opcodes.binary, payload);
  }

  sendText(text: string): void {
    this.#send(opcodes.text, Buffer.from(text));
  }

  #send(opcode: number, payload: Uint8Array): void {
    const long = payload.length > 125;
    const start = (long ? 4 : 2) + maskBytes;
    const frame = Buffer.allocUnsafe(start + payload.length);
    frame[0] = 0x80 | opcode;
    frame[1] = 0x80 | (long ? 126 : payload.length);
    if (long) frame.writeUInt16BE(payload.length, 2);
    mask.copy(frame, start - maskBytes);
    for (let i = 0; i < payload.length; i++) frame[start + i] = (payload[i] ?? 0) ^ (mask[i & 3] ?? 0);
    this.#socket.write(frame);
  }

  #take(chunk: Buffer): void {
    let bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    while (bytes.length >= 2) {
      const short = (bytes[1] ?? 0) & 0x7f;
      const start = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length < start) break;
      const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : bytes.readUInt32BE(6);
      if (bytes.length < start + length) break;
      this.#arrived((bytes[0] ?? 0) & 0x0f, bytes.subarray(start, start + length));
      bytes = bytes.subarray(start + length);
    }
    this.#rest = bytes.length > 0 ? bytes : undefined;
  }

  #arrived(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.binary) this.#arrivals.binary(payload);
    else if (opcode === opcodes.text) this.#arrivals.text(payload.toString());
    else if (opcode === opcodes.ping) this.#send(opcodes.pong, payload);
    else if (opcode === opcodes.close) this.#arrivals.closed(payload.subarray(2).toString());
  }
}

function handshake(port: number, path: string, headers: Readonly<Record<string, string>>): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
