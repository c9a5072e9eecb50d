import type { CloseReason, ErrorCode } from '@atrium/protocol';

/** Why a session is over for good. */
export type EndReason = CloseReason | ErrorCode;

/** What follows when the server has closed a connection. */
export type CloseOutcome =
  | { readonly kind: 'end'; readonly reason: EndReason }
  /** @property leastDelayMs do not come back any sooner */
  | { readonly kind: 'reconnect'; readonly leastDelayMs: number };

const patienceMs = 3_000;

/**
 * Whether to come back after a connection has ended.
 *
 * @param reason of the close code; `undefined` where the network failed
 * @param error the last error the server sent on this connection, if any
 */
export function decideAfterClose(
  reason: CloseReason | undefined,
  error: ErrorCode | undefined,
): CloseOutcome {
  switch (reason) {
    case 'left':
    case 'replaced':
    case 'notAuthenticated':
    case 'worldUnknown':
    case 'worldFull':
    case 'versionMismatch':
    case 'messageTooBig':
    case 'kicked':
    case 'banned':
    case 'visitOver':
    case 'accessChanged':
    case 'worldClosed':
    case 'worldOutdated':
      return { kind: 'end', reason };
    case 'badMessage':
      // The error says more: which part of the hello was wrong.
      return { kind: 'end', reason: error === undefined || error === 'bad_message' ? reason : error };
    case 'flood':
    case 'tooManyConnections':
    case 'internalError':
      return { kind: 'reconnect', leastDelayMs: patienceMs };
    case 'serverRestarting':
    case 'helloTimeout':
    case 'silent':
    case 'slowConsumer':
    case undefined:
      return { kind: 'reconnect', leastDelayMs: 0 };
  }
}
