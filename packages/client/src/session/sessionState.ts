import type { EndReason } from '../connection/closeOutcome.ts';
import type { ConnectionState, Turned } from '../connection/signalingConnection.ts';

/** The session as people are shown it. */
export type SessionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** @property nextAttemptAtMs on the session's clock; in the past while an attempt is being made */
  | ({ readonly kind: 'reconnecting'; readonly attempt: number; readonly nextAttemptAtMs: number } & Turned)
  | { readonly kind: 'ended'; readonly reason: EndReason; readonly message?: string | undefined };

/** @param nowMs on the clock of the connection, in ms */
export function sessionStateOf(connection: ConnectionState, nowMs: number): SessionState {
  switch (connection.kind) {
    case 'connecting':
    case 'hello':
      if (connection.attempt === 0) return { kind: 'connecting' };
      return {
        kind: 'reconnecting',
        attempt: connection.attempt,
        nextAttemptAtMs: nowMs,
        ...turnedOf(connection),
      };
    case 'online':
      return { kind: 'online' };
    case 'waiting':
      return {
        kind: 'reconnecting',
        attempt: connection.attempt,
        nextAttemptAtMs: connection.nextAttemptAtMs,
        ...turnedOf(connection),
      };
    case 'ended':
      return { kind: 'ended', reason: connection.reason, message: connection.message };
  }
}

function turnedOf({ isServerBusy }: Turned): Turned {
  return isServerBusy === undefined ? {} : { isServerBusy };
}
