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
import { HiddenBacklog } from './hiddenBacklog.ts';
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
  /** `undefined`: there is no other server. */
  readonly forwarding: Forwarding | undefined;
}

/** How sockets reach the other server that has their World. */
export interface Forwarding {
  /** The address of that server; `undefined`: this one has it, or may take it. */
  ownerElsewhere(worldId: string): Promise<string | undefined>;
  /** @returns ends it */
  forward(
    upgrade: UpgradeRequest,
    owner: string,
    client: { readonly worldId: string; readonly address: string },
    ends: { readonly onAnswered: () => void; readonly onFailed: (failure: RestFailure) => void },
  ): () => void;
}

/** A request to make a WebSocket of a connection. */
interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

export interface SignalSocketsStats {
  readonly sockets: number;
  /** Those of them that have not said hello. */
  readonly unauthenticated: number;
  /** Bytes that wait for Clients to read what came before. */
  readonly queuedBytes: number;
  /** Those that this server leads to another one; they are none of `sockets`. */
  readonly forwarded: number;
}

/** The WebSockets at `/signal/:worldId`. */
export interface SignalSockets {
  /** Takes over a request to upgrade, and answers it in any case. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Takes over a request to upgrade that another server has checked, and forwards. */
  takeForwarded(upgrade: UpgradeRequest, from: { readonly worldId: string; readonly address: string }): void;
  /** Answers everybody with 503 from here on. */
  refuseAll(): void;
  /** Drops every socket; resolves when all are gone. */
  terminateAll(): Promise<void>;
  stats(): SignalSocketsStats;
}

export function createSignalSockets(options: SignalSocketsOptions): SignalSockets {
  return new OpenSockets(options);
}

/** Whose socket it is, and for which World. */
interface SocketOwner {
  readonly worldId: string;
  /** Network address of the Client. */
  readonly address: string;
}

const restarting = () => new RestFailure('internal', { status: 503, message: 'The server is restarting.' });

class OpenSockets implements SignalSockets {
  readonly #options: SignalSocketsOptions;
  readonly #strangers: StrangerLimit;
  readonly #open = new Set<SocketConnection>();
  /** Ends what is led to another server. */
  readonly #forwarded = new Set<() => void>();
  readonly #webSockets = createWebSocketServer();
  #isRefusing = false;
  #onAllClosed: (() => void) | undefined;

  constructor(options: SignalSocketsOptions) {
    this.#options = options;
    this.#strangers = new StrangerLimit(options.maxUnauthenticatedPerAddress);
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', (error) => this.#options.log.debug({ err: error }, 'a socket failed'));
    const upgrade = { request, socket, head };
    this.#attempt(upgrade, () => this.#admit(upgrade));
  }

  takeForwarded(upgrade: UpgradeRequest, from: SocketOwner): void {
    this.#attempt(upgrade, () => {
      if (worldIdOf(upgrade.request.url ?? '') !== from.worldId) throw new RestFailure('bad_message');
      this.#takeIn(upgrade, from, this.#admitStranger(upgrade.socket, from.address), true);
    });
  }

  refuseAll(): void {
    this.#isRefusing = true;
  }

  terminateAll(): Promise<void> {
    const allClosed = new Promise<void>((resolve) => (this.#onAllClosed = resolve));
    this.#noteClosed();
    for (const connection of this.#open) connection.terminate();
    for (const end of this.#forwarded) end();
    return allClosed;
  }

  stats(): SignalSocketsStats {
    return {
      sockets: this.#open.size,
      forwarded: this.#forwarded.size,
      unauthenticated: this.#strangers.waiting,
      queuedBytes: [...this.#open].reduce((sum, connection) => sum + connection.queuedBytes, 0),
    };
  }

  /** Answers in any case. */
  #attempt(upgrade: UpgradeRequest, run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof RestFailure)) this.#options.log.error({ err: error }, 'taking in a WebSocket');
      this.#refuse(upgrade, error instanceof RestFailure ? error : new RestFailure('internal'));
    }
  }

  #refuse({ request, socket }: UpgradeRequest, failure: RestFailure): void {
    const { refusals, trustsProxy } = this.#options;
    refusals.noteAnswer(failure.code, clientAddressOf(request, trustsProxy));
    if (failure.code === 'host_refused' || failure.code === 'origin_refused')
      refusals.tellHost(failure.message);
    refuseOnSocket(socket, failure);
  }

  #admit(upgrade: UpgradeRequest): void {
    const { ownOrigins, trustsProxy, forwarding, log } = this.#options;
    const { request, socket } = upgrade;
    const worldId = checkRequest(request, ownOrigins);
    const client = { worldId, address: clientAddressOf(request, trustsProxy) };
    const forget = this.#admitStranger(socket, client.address);
    if (forwarding === undefined) return this.#takeIn(upgrade, client, forget, false);
    forwarding.ownerElsewhere(worldId).then(
      (owner) => this.#attempt(upgrade, () => this.#lead(upgrade, owner, client, forget)),
      (cause: unknown) => {
        log.warn({ err: cause }, 'finding the server that has a World');
        this.#refuse(upgrade, new RestFailure('server_busy', { status: 503 }));
      },
    );
  }

  /** @returns forgets the stranger @throws RestFailure */
  #admitStranger(socket: Duplex, address: string): () => void {
    if (this.#isRefusing) throw restarting();
    if (this.#open.size + this.#forwarded.size >= this.#options.maxConnections)
      throw new RestFailure('too_many_connections', { status: 503 });
    const forget = this.#strangers.admit(addressGroup(address));
    if (forget === undefined) throw new RestFailure('too_many_connections');
    // Whether it ever becomes a WebSocket or not.
    socket.once('close', forget);
    return forget;
  }

  /** To the World: at the other server that has it, or here. @throws RestFailure */
  #lead(upgrade: UpgradeRequest, owner: string | undefined, client: SocketOwner, forget: () => void): void {
    if (this.#isRefusing) throw restarting();
    const end =
      owner === undefined
        ? undefined
        : this.#options.forwarding?.forward(upgrade, owner, client, {
            // From here on, the other server counts them.
            onAnswered: forget,
            onFailed: (failure) => this.#refuse(upgrade, failure),
          });
    if (end === undefined) return this.#takeIn(upgrade, client, forget, false);
    this.#forwarded.add(end);
    upgrade.socket.once('close', () => {
      this.#forwarded.delete(end);
      this.#noteClosed();
    });
  }

  #takeIn(
    { request, socket, head }: UpgradeRequest,
    { worldId, address }: SocketOwner,
    onAuthenticated: () => void,
    isForwarded: boolean,
  ): void {
    const { refusals, nowMs, log, accept } = this.#options;
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const onFlood = () => refusals.note('flood', address);
      const remoteAddress = addressGroup(address);
      const backlog = isForwarded ? new HiddenBacklog(webSocket, nowMs) : undefined;
      const who = { remoteAddress, worldId, onAuthenticated, onFlood, backlog };
      const connection = new SocketConnection(webSocket, socket, who);
      this.#open.add(connection);
      webSocket.once('close', () => {
        this.#open.delete(connection);
        this.#noteClosed();
      });
      const events = accept(connection);
      attach(webSocket, connection, events, nowMs, log);
      takeShortMessages(socket, webSocket, (payload) => events.binary(payload));
    });
  }

  #noteClosed(): void {
    if (this.#open.size + this.#forwarded.size === 0) this.#onAllClosed?.();
  }
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
  // Only forwarded sockets are pinged; RFC 6455 lets a Client send some unasked, as a heartbeat.
  webSocket.on('pong', (payload) => {
    if (connection.backlog?.answered(payload) === true) return;
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
