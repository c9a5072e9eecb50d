import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** 48 random bits: enough to find one line in the logs of some months, and few enough to read out. */
const idBytes = 6;

/** 12 characters of hexadecimal. Made here and never taken from a request: nobody writes into the log by a header. */
export function newRequestId(): string {
  return randomBytes(idBytes).toString('hex');
}

/** Says each request's id in its answer, and writes it down at debug: the route, and nothing of who asks or for what. */
export function addRequestIds(http: FastifyInstance, log: Logger): void {
  http.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done();
  });
  http.addHook('onResponse', (request, reply, done) => {
    const { id: requestId, method } = request;
    const route = request.routeOptions.url;
    const ms = Math.round(reply.elapsedTime);
    log.debug({ requestId, method, route, status: reply.statusCode, ms }, 'a request');
    done();
  });
}
