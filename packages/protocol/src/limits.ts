/** What both ends hold to on the wire. Limits a host may change are configuration of the server instead. */
export const wireLimits = {
  /** A longer message closes its connection. */
  messageBytes: 64 * 1024,
  nameLength: 40,
  idLength: 64,
  tokenLength: 2048,
  /** Characters in a session description: audio, a camera and two screens need about 12,000. */
  sdpLength: 32 * 1024,
  /** Characters of a chat message. */
  chatLength: 2_000,
  /** People whom one person can block for themselves. */
  blockedPeople: 200,
  /** Base64 characters of one update of a Whiteboard: 32 KiB of it. */
  boardUpdateLength: 43_692,
  /** Bytes of a piece of a Whiteboard that is being opened. */
  boardPieceBytes: 32 * 1024,
  /** Units along either side of a Whiteboard at most. */
  boardSide: 10_000,
  /** Links that one message may name: more than a World has people by default. */
  heldLinks: 320,
  /** Time a Client has for its hello. */
  helloTimeoutMs: 5_000,
  /** How often a Client sends a ping. */
  heartbeatMs: 5_000,
  /** Silence after which either end takes the other for gone. */
  deadAfterMs: 12_000,
  /** MoveIntents a Client sends per second at most, averaged. */
  moveIntentsPerSecond: 15,
  /** How long a ticket brings somebody back to their place. */
  ticketLifetimeMs: 60_000,
} as const;

/** Time between two presence frames of a Zone: 15 Hz. */
export const presenceTickMs = 1000 / 15;
