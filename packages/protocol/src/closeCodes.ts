/** Why a server ends a connection: WebSocket close codes, 1000 to 1015 as RFC 6455 registers them. */
export const closeCodes = {
  left: 1000,
  messageTooBig: 1009,
  internalError: 1011,
  serverRestarting: 1012,
  replaced: 4001,
  helloTimeout: 4002,
  notAuthenticated: 4003,
  worldUnknown: 4004,
  versionMismatch: 4005,
  badMessage: 4006,
  flood: 4007,
  silent: 4008,
  slowConsumer: 4009,
  worldFull: 4010,
  tooManyConnections: 4011,
  /** Sent out of the World by an Admin; for some minutes they cannot come back. */
  kicked: 4012,
  banned: 4013,
  /** The time of a Guest is over. */
  visitOver: 4014,
  /** The right to be here has changed: the Client comes back with a new token. */
  accessChanged: 4015,
  /** The World was archived or deleted. */
  worldClosed: 4016,
  /** The Client has another version of the World: it fetches the current one and comes back. */
  worldOutdated: 4017,
} as const;
export type CloseReason = keyof typeof closeCodes;
export type CloseCode = (typeof closeCodes)[CloseReason];

const reasonsByCode = new Map<number, CloseReason>(
  (Object.entries(closeCodes) as [CloseReason, CloseCode][]).map(([reason, code]) => [code, reason]),
);

/** The reason behind a close code; `undefined` for codes that no Signaling Server sends (a lost network, say). */
export function closeReasonOf(code: number): CloseReason | undefined {
  return reasonsByCode.get(code);
}
