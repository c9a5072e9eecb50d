import type { ConnectionEvents } from '../ports/connection.ts';
import type { Problems } from '../ports/problems.ts';
import type { Session } from './session.ts';

/** Hands events to a session. A fault of the server in one of them is reported, and ends that session and no other. */
export function containFaults(session: Session, problems: Problems): ConnectionEvents {
  const fail = (what: string, cause: unknown) => {
    problems.report(what, cause, session.sessionId);
    session.fail();
  };
  return {
    message(text) {
      try {
        session.message(text);
      } catch (cause) {
        fail('answering a message', cause);
      }
    },
    binary(bytes) {
      try {
        session.binary(bytes);
      } catch (cause) {
        fail('taking in a MoveIntent', cause);
      }
    },
    closed() {
      try {
        session.closed();
      } catch (cause) {
        fail('closing a connection', cause);
      }
    },
  };
}
