import { subprotocol } from '@atrium/protocol';
import type { OpenSocket, SocketEvents, SocketLike } from './socketLike.ts';

/** The part of the WebSocket of browsers (and of Node from 22 on) that is used here. */
type WebSocketConstructor = new (url: string, protocol: string) => WebSocket;

/**
 * Opens WebSockets of the runtime.
 *
 * @param url `ws:` or `wss:` address of a World's signaling
 * @param Constructor the WebSocket class; the runtime's own unless given
 */
export function openWebSocket(url: string, Constructor: WebSocketConstructor = WebSocket): OpenSocket {
  return (events) => adapt(new Constructor(url, subprotocol), events);
}

function adapt(socket: WebSocket, events: SocketEvents): SocketLike {
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }: { readonly data: unknown }) => {
    if (typeof data === 'string') events.text(data);
    else if (data instanceof ArrayBuffer) events.binary(new Uint8Array(data));
  };
  socket.onclose = ({ code }) => events.closed(code);
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
