import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { ErrorCode } from '@atrium/protocol';
import type { Refusals } from '../logging/refusals.ts';
import { clientAddressOf } from './networkAddress.ts';
import type { TrustsProxy } from './networkAddress.ts';
import { refuseOnSocket } from './refuseOnSocket.ts';
import { withoutValues } from '../workspaces/withoutValues.ts';
import { RestFailure, restErrorBody, restFailureOf } from './restFailure.ts';

interface ErrorAnswersOptions {
  readonly log: Logger;
  readonly refusals: Refusals;
  readonly trustsProxy: TrustsProxy;
}

/** What the host has to read about. */
const hostFaults = new Set<ErrorCode>(['internal', 'storage_full', 'storage_unavailable']);

/**
 * Every answer of 400 and above has a code of the registry, no matter what found the fault; but a person who follows a wrong
 * link with a browser gets the Client's page, which says so in their language.
 */
export function addErrorAnswers(
  http: FastifyInstance,
  { log, refusals, trustsProxy }: ErrorAnswersOptions,
  sendPage: (reply: FastifyReply) => FastifyReply,
): void {
  http.setNotFoundHandler((request, reply) => {
    const failure = new RestFailure('not_found');
    reply.code(failure.statusCode);
    const isVisit = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    return isVisit && !request.url.startsWith('/api/') ? sendPage(reply) : reply.send(restErrorBody(failure));
  });
  http.setErrorHandler<FastifyError | RestFailure>((error, request, reply) => {
    const failure = restFailureOf(error) ?? translate(error);
    const requestId = hostFaults.has(failure.code) ? request.id : undefined;
    if (requestId !== undefined) {
      const route = request.routeOptions.url;
      log.error({ err: withoutValues(error), requestId, method: request.method, route }, 'a request failed');
    }
    refusals.noteAnswer(failure.code, clientAddressOf(request.raw, trustsProxy));
    if (failure.code === 'host_refused' || failure.code === 'origin_refused')
      refusals.tellHost(failure.message);
    reply.code(failure.statusCode).header('Cache-Control', 'no-store');
    const isPage = failure.code === 'host_refused' && (request.headers.accept ?? '').includes('text/html');
    return isPage
      ? reply.type('text/plain; charset=utf-8').send(failure.message)
      : reply.send(restErrorBody(failure, requestId));
  });
}

/** Fastify's own errors: a body too large, of another type, no JSON, an address that cannot be decoded. */
function translate(error: FastifyError): RestFailure {
  const status = error.statusCode ?? 500;
  if (status === 404) return new RestFailure('not_found');
  if (status >= 400 && status < 500) return new RestFailure('bad_message', { status });
  return new RestFailure('internal');
}

/** Answers what Node could not read as HTTP. */
export function answerUnreadableRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  refuseOnSocket(socket, new RestFailure('bad_message', { status }));
}

/** Answers a request for an address that cannot be decoded; it comes before any route and its error handler. */
export function answerUndecodableAddress(
  _error: unknown,
  _request: unknown,
  reply: { hijack(): unknown; readonly raw: ServerResponse },
): void {
  const failure = new RestFailure('bad_message');
  reply.hijack();
  reply.raw
    .writeHead(failure.statusCode, { 'Content-Type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(restErrorBody(failure)));
}
