import { subprotocol } from '@atrium/protocol';
import type { OpenSocket, SocketEvents, SocketLike } from './socketLike.ts';

/** The part of a WebSocket that is used here: of the browser's, and of the `ws` package's. */
interface WebSocketOfRuntime {
  binaryType: string;
  readonly readyState: number;
  readonly OPEN: number;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}

type WebSocketConstructor = new (url: string, protocol: string) => WebSocketOfRuntime;

/**
 * Opens WebSockets.
 *
 * @param url `ws:` or `wss:` address of a World's signaling
 * @param Constructor the WebSocket class: the browser's, or one for Node
 */
export function openWebSocket(url: string, Constructor: WebSocketConstructor): OpenSocket {
  return (events) => adapt(new Constructor(url, subprotocol), events);
}

function adapt(socket: WebSocketOfRuntime, events: SocketEvents): SocketLike {
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => events.opened());
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') events.text(data);
    else if (data instanceof ArrayBuffer) events.binary(new Uint8Array(data));
  });
  socket.addEventListener('close', ({ code }) => events.closed(code));
  // A refused connection is closed as well, and that is what counts.
  socket.addEventListener('error', () => undefined);
  const isOpen = () => socket.readyState === socket.OPEN;
  return {
    sendText: (text) => {
      if (isOpen()) socket.send(text);
    },
    sendBinary: (bytes) => {
      if (isOpen()) socket.send(bytes);
    },
    close: () => socket.close(),
  };
}
