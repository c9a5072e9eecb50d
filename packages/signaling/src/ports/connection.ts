import type { CloseCode } from '@atrium/protocol';
import type { SharedFrame } from './framing.ts';

/** One open WebSocket to a Client, as the host of the Signaling Server provides it. */
export interface Connection {
  readonly remoteAddress: string;
  /** The World that the address of the socket names; whether there is one is not known yet. */
  readonly worldId: string;
  /** Tells the host that the hello was accepted: its limits on strangers leave this Connection alone from now on. */
  authenticated(): void;
  /** Sends a text frame to this Client alone. Does nothing once the connection is closed. */
  sendText(text: string): void;
  /** Sends a frame that was prepared once for many. Does nothing once the connection is closed. */
  write(frame: SharedFrame): void;
  /** Whether bytes wait that the network has not taken yet. */
  readonly isBackedUp: boolean;
  /** How many bytes wait. */
  readonly queuedBytes: number;
  /** Starts the closing handshake; `closed` is reported later. */
  close(code: CloseCode, reason: string): void;
  /** Drops the socket at once; `closed` is reported later. */
  terminate(): void;
}

/** What the host reports of a Connection; nothing after `closed`. None of these throws. */
export interface ConnectionEvents {
  message(text: string): void;
  /** The bytes are read before the call returns: the host may use its buffer again. */
  binary(bytes: Uint8Array): void;
  /** The socket is gone, whichever side ended it. */
  closed(): void;
}
