import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { closeCodes, subprotocol, wireLimits } from '@atrium/protocol';
import { TokenBucket } from '@atrium/signaling';
import type { Connection, ConnectionEvents, Rate } from '@atrium/signaling';
import { RestFailure } from '../http/restFailure.ts';
import type { Refusals } from '../logging/refusals.ts';
import type { OwnOrigins } from '../http/ownOrigins.ts';
import { addressGroup, clientAddressOf } from '../http/networkAddress.ts';
import type { TrustsProxy } from '../http/networkAddress.ts';
import { refuseOnSocket } from '../http/refuseOnSocket.ts';
import { takeShortMessages } from './takeShortMessages.ts';
import { SocketConnection } from './socketConnection.ts';
import { StrangerLimit } from './strangerLimit.ts';

/** What `ws` holds every socket to. */
const socketLimits = {
  maxPayload: wireLimits.messageBytes,
  /** Every message fits one frame; somebody who sends it in crumbs is up to something. */
  maxFragments: 64,
  /** TCP segments that a message may arrive in. */
  maxBufferedChunks: 4_096,
  /** How long a Client has to answer a close frame before its socket is dropped, in ms. */
  closeTimeout: 2_000,
};

/** WebSocket pings and pongs a Client may send. Browsers send none; a proxy may send one now and then. */
const socketHeartbeats: Rate = { burst: 20, perSecond: 2 };

export interface SignalSocketsOptions {
  readonly maxConnections: number;
  readonly maxUnauthenticatedPerAddress: number;
  readonly ownOrigins: OwnOrigins;
  readonly refusals: Refusals;
  readonly trustsProxy: TrustsProxy;
  /** A clock that never goes back, in milliseconds. */
  readonly nowMs: () => number;
  readonly log: Logger;
  /** Takes a Client in. */
  readonly accept: (connection: Connection) => ConnectionEvents;
}

export interface SignalSocketsStats {
  readonly sockets: number;
  /** Those of them that have not said hello. */
  readonly unauthenticated: number;
  /** Bytes that wait for Clients to read what came before. */
  readonly queuedBytes: number;
}

/** The WebSockets at `/signal/:worldId`. */
export interface SignalSockets {
  /** Takes over a request to upgrade, and answers it in any case. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Answers everybody with 503 from here on. */
  refuseAll(): void;
  /** Drops every socket; resolves when all are gone. */
  terminateAll(): Promise<void>;
  stats(): SignalSocketsStats;
}

export function createSignalSockets(options: SignalSocketsOptions): SignalSockets {
  const { trustsProxy, nowMs, log, accept, ownOrigins, refusals } = options;
  const strangers = new StrangerLimit(options.maxUnauthenticatedPerAddress);
  const open = new Set<SocketConnection>();
  let refusing = false;
  let onAllClosed: (() => void) | undefined;
  const webSockets = createWebSocketServer();

  function admit(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const worldId = checkRequest(request, ownOrigins);
    if (refusing) throw new RestFailure('internal', { status: 503, message: 'The server is restarting.' });
    if (open.size >= options.maxConnections) throw new RestFailure('too_many_connections', { status: 503 });
    const address = clientAddressOf(request, trustsProxy);
    const remoteAddress = addressGroup(address);
    const forget = strangers.admit(remoteAddress);
    if (forget === undefined) throw new RestFailure('too_many_connections');
    // Whether it ever becomes a WebSocket or not.
    socket.once('close', forget);
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const onFlood = () => refusals.note('flood', address);
      const who = { remoteAddress, worldId, onAuthenticated: forget, onFlood };
      const connection = new SocketConnection(webSocket, socket, who);
      open.add(connection);
      webSocket.once('close', () => {
        open.delete(connection);
        if (open.size === 0) onAllClosed?.();
      });
      const events = accept(connection);
      attach(webSocket, connection, events, nowMs, log);
      takeShortMessages(socket, webSocket, (payload) => events.binary(payload));
    });
  }

  return {
    handleUpgrade(request, socket, head) {
      socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'));
      try {
        admit(request, socket, head);
      } catch (error) {
        if (!(error instanceof RestFailure)) log.error({ err: error }, 'taking in a WebSocket');
        const failure = error instanceof RestFailure ? error : new RestFailure('internal');
        refusals.noteAnswer(failure.code, clientAddressOf(request, trustsProxy));
        if (failure.code === 'host_refused' || failure.code === 'origin_refused')
          refusals.tellHost(failure.message);
        refuseOnSocket(socket, failure);
      }
    },
    refuseAll() {
      refusing = true;
    },
    terminateAll() {
      const allClosed = new Promise<void>((resolve) => (onAllClosed = resolve));
      if (open.size === 0) onAllClosed?.();
      for (const connection of open) connection.terminate();
      return allClosed;
    },
    stats: () => ({
      sockets: open.size,
      unauthenticated: strangers.waiting,
      queuedBytes: [...open].reduce((sum, connection) => sum + connection.queuedBytes, 0),
    }),
  };
}

function createWebSocketServer(): WebSocketServer {
  const webSockets = new WebSocketServer({
    ...socketLimits,
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // Answered below: one who pings without ever reading must not fill the memory with pongs.
    autoPong: false,
    // `takeShortMessages` counts on it: what `ws` has been given is delivered before the next chunk is looked at.
    allowSynchronousEvents: true,
    handleProtocols: () => subprotocol,
  });
  webSockets.on('wsClientError', (error, socket) => {
    refuseOnSocket(socket, new RestFailure('bad_message', { message: error.message }));
  });
  return webSockets;
}

/**
 * @returns the World that the address names
 * @throws RestFailure where no WebSocket may be made of this request
 */
function checkRequest(request: IncomingMessage, ownOrigins: OwnOrigins): string {
  const { origin, host, 'sec-websocket-protocol': subprotocols } = request.headers;
  const worldId = worldIdOf(request.url ?? '');
  ownOrigins.checkHost(host);
  if (worldId === undefined) throw new RestFailure('not_found');
  ownOrigins.checkOrigin(origin, host);
  if (!namesSubprotocol(subprotocols)) {
    throw new RestFailure('bad_message', { message: `Name the subprotocol ${subprotocol}.` });
  }
  return worldId;
}

/** Hands what arrives on the socket to the Signaling Server; after the first sign of the end, only the end. */
function attach(
  webSocket: WebSocket,
  connection: SocketConnection,
  events: ConnectionEvents,
  nowMs: () => number,
  log: Logger,
): void {
  const heartbeats = new TokenBucket(socketHeartbeats);
  webSocket.on('message', (data: Buffer, isBinary) => {
    // What a flooder had under way when it was closed is read by `ws`, and of no interest.
    if (webSocket.readyState !== webSocket.OPEN) return;
    if (isBinary) events.binary(data);
    else events.message(data.toString());
  });
  webSocket.on('ping', (payload) => {
    if (webSocket.readyState !== webSocket.OPEN) return;
    if (!heartbeats.take(nowMs())) connection.close(closeCodes.flood, 'Too many pings.');
    else if (!connection.isBackedUp) webSocket.pong(payload);
  });
  // Nothing here pings, so nothing waits for a pong; RFC 6455 lets a Client send some unasked, as a heartbeat.
  webSocket.on('pong', () => {
    if (webSocket.readyState !== webSocket.OPEN) return;
    if (!heartbeats.take(nowMs())) connection.close(closeCodes.flood, 'Too many pongs.');
  });
  // A frame that breaks RFC 6455 or a limit: `ws` has begun to close this one socket with the fitting code.
  webSocket.on('error', (error) => log.debug({ err: error }, 'a WebSocket failed'));
  webSocket.once('close', () => events.closed());
}

function worldIdOf(url: string): string | undefined {
  const encoded = /^\/signal\/([^/?#]+)\/?(?:\?.*)?$/.exec(url)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const worldId = decodeURIComponent(encoded);
    return worldId.length <= wireLimits.idLength ? worldId : undefined;
  } catch {
    // Percent signs that encode nothing: no World has such an id.
    return undefined;
  }
}

function namesSubprotocol(header: string | undefined): boolean {
  return (header ?? '')
    .split(',')
    .map((name) => name.trim())
    .includes(subprotocol);
}
