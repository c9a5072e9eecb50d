/** A complete WebSocket frame, ready for any socket. */
export interface SharedFrame {
  readonly bytes: Uint8Array;
}

/** Wraps payloads as WebSocket frames, so that one frame is made once and written to many sockets. */
export interface Framing {
  text(text: string): SharedFrame;
  /** The payload is copied: the caller may use its buffer again. */
  binary(payload: Uint8Array): SharedFrame;
}
