/** What a socket reports; nothing after `closed`. */
export interface SocketEvents {
  opened(): void;
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  /** @param code WebSocket close code; 1006 where the connection was lost or never came about */
  closed(code: number): void;
}

/** One WebSocket to the Signaling Server, in whatever runtime. Sending into a socket that is not open does nothing. */
export interface SocketLike {
  sendText(text: string): void;
  sendBinary(bytes: Uint8Array<ArrayBuffer>): void;
  /** Ends the connection; `closed` may be reported later, or never where the network is gone. */
  close(): void;
}

/** Starts to connect. No event is reported before it returns. */
export type OpenSocket = (events: SocketEvents) => SocketLike;
