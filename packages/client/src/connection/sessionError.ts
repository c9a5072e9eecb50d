import type { ErrorCode } from '@atrium/protocol';

/** Why a request got no reply: the connection was lost meanwhile, there is none, or none came in time. */
export type SessionErrorCode = ErrorCode | 'disconnected' | 'timeout';

/** A request to the Signaling Server that failed. */
export class SessionError extends Error {
  readonly code: SessionErrorCode;

  constructor(code: SessionErrorCode, message: string) {
    super(message);
    this.name = 'SessionError';
    this.code = code;
  }
}
