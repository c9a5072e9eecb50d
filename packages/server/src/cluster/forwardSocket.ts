import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import type { Logger } from 'pino';
import { hostAndPortIn } from '../configuration/variableSchemas.ts';
import { RestFailure } from '../http/restFailure.ts';
import { clusterIdentity, clusterTls } from './clusterKeys.ts';
import { forwardedHeader } from './forwardedClaims.ts';

/** How long another server may take to answer, in ms. */
const answerMs = 5_000;
/** What a WebSocket needs (RFC 6455, 4.1); nothing else that a Client sends reaches the other server. */
const headers = ['sec-websocket-key', 'sec-websocket-version', 'sec-websocket-protocol'] as const;

interface ForwardOptions {
  readonly key: Buffer;
  readonly log: Logger;
  /** What it says of the Client, signed. */
  readonly claims: string;
  /** The other server has answered: from here on the bytes are between it and the Client. */
  readonly onAnswered: () => void;
  readonly onFailed: (failure: RestFailure) => void;
}

/**
 * Leads a request to upgrade, and everything after it, to the server that has the World.
 *
 * @param address of that server
 * @returns ends it
 */
export function forwardSocket(
  { request, socket, head }: { request: IncomingMessage; socket: Duplex; head: Buffer },
  address: string,
  { key, log, claims, onAnswered, onFailed }: ForwardOptions,
): () => void {
  const target = hostAndPortIn(address) ?? { host: address, port: 0 };
  let isAnswered = false;
  const onward = connect({
    ...clusterTls,
    ...target,
    pskCallback: () => ({ psk: key, identity: clusterIdentity }),
    // The key says who it is; there is no certificate.
    checkServerIdentity: () => undefined,
  });
  onward.setNoDelay(true);
  const end = () => {
    onward.destroy();
    if (isAnswered) socket.destroy();
  };
  const timer = setTimeout(() => onward.destroy(new Error('It did not answer in time.')), answerMs);
  onward.on('error', (cause) => {
    log.warn({ err: cause }, 'forwarding a socket to another server');
  });
  onward.once('secureConnect', () => {
    const kept = headers.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [`${name}: ${value}`] : [];
    });
    const lines = [
      `GET ${request.url ?? '/'} HTTP/1.1`,
      `host: ${clusterIdentity}`,
      'connection: upgrade',
      'upgrade: websocket',
      ...kept,
      `${forwardedHeader}: ${claims}`,
    ];
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    socket.pipe(onward);
  });
  onward.once('data', (first: Buffer) => {
    clearTimeout(timer);
    isAnswered = true;
    onAnswered();
    socket.write(first);
    onward.pipe(socket);
  });
  onward.once('close', () => {
    clearTimeout(timer);
    if (isAnswered) socket.destroy();
    else onFailed(new RestFailure('server_busy', { status: 503 }));
  });
  socket.once('close', end);
  return end;
}
