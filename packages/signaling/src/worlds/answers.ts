import type { ErrorCode, ServerMessage } from '@atrium/protocol';

/** Where the answers to one message go. */
export interface Answers {
  send(message: ServerMessage): void;
  /** @param id of the request; none where the message was no request */
  refuse(code: ErrorCode, id?: number): void;
  /** A fault of the server's own. */
  fail(what: string, cause: unknown, id: number): void;
}

/** Answers that take a while, and are of no use to somebody who has gone meanwhile. */
export function answersWhile(
  isHere: () => boolean,
  send: (message: ServerMessage) => void,
  sendError: (code: ErrorCode, id: number | undefined) => void,
  report: (what: string, cause: unknown) => void,
): Answers {
  return {
    send: (reply) => isHere() && send(reply),
    refuse: (code, id) => isHere() && sendError(code, id),
    fail: (what, cause, id) => {
      report(what, cause);
      if (isHere()) sendError('internal', id);
    },
  };
}
