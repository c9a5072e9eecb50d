import type { ServerMessage, ServerMessageOf } from '@atrium/protocol';
import { SessionError } from './sessionError.ts';
import type { Cancel, Timers } from './timers.ts';

/** How long a reply may take. */
const replyTimeoutMs = 8_000;

type Reply = Extract<ServerMessage, { id: number }>;
export type ReplyType = Exclude<Reply['type'], 'hello.ok' | 'pong'>;

interface PendingRequest {
  readonly settle: (reply: Reply) => void;
  readonly fail: (error: SessionError) => void;
  readonly cancelTimeout: Cancel;
}

/** Requests that wait for their one reply. */
export class PendingRequests {
  readonly #timers: Timers;
  readonly #byId = new Map<number, PendingRequest>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Resolves with the reply to a request. @throws SessionError where there is an error instead, or none in time */
  expect<Type extends ReplyType>(id: number, type: Type): Promise<ServerMessageOf<Type>> {
    return new Promise((resolve, reject) => {
      const cancelTimeout = this.#timers.after(replyTimeoutMs, () => {
        this.#byId.delete(id);
        reject(new SessionError('timeout', 'The server did not answer in time.'));
      });
      this.#byId.set(id, {
        cancelTimeout,
        fail: reject,
        settle: (reply) => {
          if (isOfType(reply, type)) resolve(reply);
          else
            reject(
              new SessionError('internal', `The server answered with ${reply.type} instead of ${type}.`),
            );
        },
      });
    });
  }

  /** Whether the message was a reply to one of them. */
  settle(message: ServerMessage): boolean {
    if (!('id' in message) || message.id === undefined) return false;
    const request = this.#byId.get(message.id);
    if (request === undefined) return false;
    this.#byId.delete(message.id);
    request.cancelTimeout();
    if (message.type === 'error') request.fail(new SessionError(message.code, message.message));
    else request.settle(message);
    return true;
  }

  /** The connection is gone: no reply will come any more. */
  rejectAll(): void {
    const requests = [...this.#byId.values()];
    this.#byId.clear();
    for (const request of requests) {
      request.cancelTimeout();
      request.fail(new SessionError('disconnected', 'The connection to the server was lost.'));
    }
  }
}

function isOfType<Type extends ReplyType>(reply: Reply, type: Type): reply is Reply & ServerMessageOf<Type> {
  return reply.type === type;
}
