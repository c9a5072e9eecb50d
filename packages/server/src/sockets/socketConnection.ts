import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { closeCodes } from '@atrium/protocol';
import type { CloseCode } from '@atrium/protocol';
import type { Connection, SharedFrame } from '@atrium/signaling';
import type { HiddenBacklog } from './hiddenBacklog.ts';
import { webSocketFraming } from './webSocketFraming.ts';

/** RFC 6455 gives a close frame 125 bytes, two of them for the code. */
const closeReasonLength = 123;

/**
 * A Client's WebSocket. `ws` reads it (limits, the closing handshake; see also `takeShortMessages`); frames go out past it, straight to the
 * network socket, so that a frame made once costs one write for each receiver and nothing else. That is safe because
 * `ws` itself writes only whole frames, in one turn of the event loop (no compression, no fragments, no blobs), so bytes
 * of two frames never mix; and because nothing is written here once a close frame has gone out or come in.
 */
export class SocketConnection implements Connection {
  readonly remoteAddress: string;
  readonly worldId: string;
  /** Of a Client behind another server. */
  readonly backlog: HiddenBacklog | undefined;
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  readonly #onAuthenticated: () => void;
  readonly #onFlood: () => void;

  /** @param socket the network socket that `webSocket` runs on */
  constructor(
    webSocket: WebSocket,
    socket: Duplex,
    who: {
      readonly remoteAddress: string;
      readonly worldId: string;
      readonly onAuthenticated: () => void;
      /** The Client is sent away for sending too much. */
      readonly onFlood: () => void;
      readonly backlog: HiddenBacklog | undefined;
    },
  ) {
    this.remoteAddress = who.remoteAddress;
    this.worldId = who.worldId;
    this.backlog = who.backlog;
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#onAuthenticated = who.onAuthenticated;
    this.#onFlood = who.onFlood;
  }

  get isBackedUp(): boolean {
    return this.#socket.writableLength > 0 || this.backlog?.isBehind === true;
  }

  get queuedBytes(): number {
    return this.#socket.writableLength;
  }

  authenticated(): void {
    this.#onAuthenticated();
  }

  sendText(text: string): void {
    this.write(webSocketFraming.text(text));
  }

  write(frame: SharedFrame): void {
    if (this.#webSocket.readyState !== WebSocket.OPEN || !this.#socket.writable) return;
    this.#socket.write(frame.bytes);
    this.backlog?.sent();
  }

  close(code: CloseCode, reason: string): void {
    if (code === closeCodes.flood) this.#onFlood();
    this.#webSocket.close(code, Buffer.from(reason).subarray(0, closeReasonLength));
  }

  terminate(): void {
    this.#webSocket.terminate();
  }
}
