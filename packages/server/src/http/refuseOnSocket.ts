import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { restErrorBody } from './restFailure.ts';
import type { RestFailure } from './restFailure.ts';

/** Answers with plain HTTP where there is no reply object to do it (an upgrade, or what is no HTTP), and ends the socket. */
export function refuseOnSocket(socket: Duplex, failure: RestFailure): void {
  const body = JSON.stringify(restErrorBody(failure));
  const status = failure.statusCode;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  // Whatever else the other end still sends is not read: the socket goes as soon as the answer is out.
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
