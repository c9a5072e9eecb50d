import type { FastifyInstance } from 'fastify';
import { refuseOnSocket } from './refuseOnSocket.ts';
import { RestFailure } from './restFailure.ts';

/** How fast the body of a request has to arrive. */
export interface BodyPace {
  /** In milliseconds. */
  readonly windowMs: number;
  /** So much has to arrive in each window, unless it is the end of the body. */
  readonly leastBytes: number;
}

/** 13 kbit/s: slower than any line that can carry a World. Bodies below this arrive within one window. */
export const defaultBodyPace: BodyPace = { windowMs: 20_000, leastBytes: 32_768 };

/**
 * Waits for a body as long as it goes on arriving, and no longer: a slow line can bring a large image, and a socket that
 * trickles is not held open.
 */
export function addBodyPace(http: FastifyInstance, { windowMs, leastBytes }: BodyPace): void {
  http.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    const { socket } = raw;
    const { 'content-length': length, 'transfer-encoding': encoding } = raw.headers;
    if ((length === undefined || length === '0') && encoding === undefined) return done();
    let seenBytes = socket.bytesRead;
    let looking: NodeJS.Immediate | undefined;
    const stop = () => {
      clearInterval(timer);
      clearImmediate(looking);
      socket.off('close', stop);
    };
    const look = () => {
      const arrivedBytes = socket.bytesRead - seenBytes;
      seenBytes = socket.bytesRead;
      if (raw.complete) return stop();
      if (arrivedBytes >= leastBytes) return;
      stop();
      refuseOnSocket(socket, new RestFailure('bad_message', { status: 408 }));
    };
    // What this machine has already is read first: a server that was held up itself blames nobody.
    const timer = setInterval(() => (looking = setImmediate(look)), windowMs);
    timer.unref();
    raw.once('end', stop);
    // Not the end of the answer: somebody who is refused early may still hold the rest of the body back.
    socket.once('close', stop);
    done();
  });
}
