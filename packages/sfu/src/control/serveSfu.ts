import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import type { Sfu } from '@atrium/signaling';
import type { Report } from '../mediasoupSfu.ts';
import { ControlSession } from './controlSession.ts';
import {
  controlVersions,
  maxMessageBytes,
  orderSchema,
  parseMessage,
  subprotocolOf,
} from './controlMessages.ts';
import type { Report as ControlReport, SfuState } from './controlMessages.ts';
import { FormerRooms } from './formerRooms.ts';

/** Another SFU listens at the socket already. The message is for the person who hosts. */
export class SocketInUseError extends Error {
  constructor(path: string) {
    super(`Another SFU listens at ${path} already. End it, or choose another path with ATRIUM_SFU.`);
    this.name = 'SocketInUseError';
  }
}

export interface ServedSfu {
  /**
   * Tells servers that it opens no rooms any more, so that they connect people otherwise before it ends.
   *
   * @param isEmpty whether nobody is in a room any more
   * @param forMs how long it waits for that at most
   */
  drain(isEmpty: () => boolean, forMs: number): Promise<void>;
  /** Ends the listening, and every room. */
  close(): Promise<void>;
}

/** How often a draining SFU looks whether everybody has gone, in ms. */
const drainCheckMs = 100;
/** RFC 6455, 7.4.1: policy violation. */
const policyViolation = 1_008;
/** Of a WebSocket's close reason: 123 bytes at most (RFC 6455, 5.5). */
const longestReason = 100;

/**
 * Lets servers on this machine use an SFU, by a Unix socket that only the same account can open.
 *
 * @param current how it is; servers are told
 * @param answerHttp what is asked by plain HTTP at the same socket
 * @throws SocketInUseError
 */
export async function serveSfu(
  sfu: Sfu,
  path: string,
  current: () => SfuState,
  report: Report,
  answerHttp: RequestListener = (_request, response) => response.writeHead(426).end(),
): Promise<ServedSfu> {
  const former = new FormerRooms();
  let isDraining = false;
  const state = () => (isDraining ? { ...current(), isAvailable: false } : current());
  const server = createServer(answerHttp);
  const sockets = new WebSocketServer({
    server,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => chooseVersion(offered) ?? false,
    // A WebSocket without a version in common is refused before there is one.
    verifyClient: ({ req }, answer) => {
      const offered = (req.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      const isUnderstood = chooseVersion(new Set(offered)) !== undefined;
      answer(isUnderstood, 400, `This SFU speaks ${controlVersions.map(subprotocolOf).join(', ')}.`);
    },
  });
  const tellState = () => {
    const text = JSON.stringify({ type: 'state', ...state() } satisfies ControlReport);
    for (const socket of sockets.clients) socket.send(text);
  };
  sfu.onAvailabilityChanged(tellState);
  sockets.on('connection', (socket) => serve(socket, sfu, former, state, report));
  await listen(server, path);
  return {
    async drain(isEmpty, forMs) {
      isDraining = true;
      tellState();
      const endMs = performance.now() + forMs;
      while (!isEmpty() && performance.now() < endMs) await pause(drainCheckMs);
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      former.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function chooseVersion(offered: ReadonlySet<string>): string | undefined {
  return controlVersions.map(subprotocolOf).find((name) => offered.has(name));
}

function serve(
  socket: WebSocket,
  sfu: Sfu,
  former: FormerRooms,
  state: () => SfuState,
  report: Report,
): void {
  const send = (message: ControlReport) => socket.send(JSON.stringify(message));
  const session = new ControlSession(sfu, former, send);
  socket.on('message', (data: RawData, isBinary) => {
    try {
      if (isBinary) throw new TypeError('It is not text.');
      // ws gives text as one Buffer unless it is told otherwise.
      session.take(parseMessage(orderSchema, Buffer.isBuffer(data) ? data.toString() : ''));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      report('a message of the server was not understood', cause);
      socket.close(policyViolation, reason.slice(0, longestReason));
    }
  });
  socket.on('error', (cause) => report('the connection of a server', cause));
  socket.on('close', () => session.end());
  send({ type: 'state', ...state() });
}

/** A socket that a killed process has left behind is taken over; one that answers is not. */
async function listen(server: Server, path: string): Promise<void> {
  if (await answers(path)) throw new SocketInUseError(path);
  await rm(path, { force: true });
  const listening = once(server, 'listening');
  server.listen(path);
  await listening;
  await chmod(path, 0o600);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
