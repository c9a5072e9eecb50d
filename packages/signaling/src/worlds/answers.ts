import type { ErrorCode, ServerMessage } from '@atrium/protocol';

/** Where the answers to one message go. */
export interface Answers {
  send(message: ServerMessage): void;
  /** @param id of the request; none where the message was no request */
  refuse(code: ErrorCode, id?: number): void;
  /** A fault of the server's own. */
  fail(what: string, cause: unknown, id: number): void;
}
