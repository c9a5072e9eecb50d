import rateLimit from '@fastify/rate-limit';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { WorldSource } from '@atrium/signaling';
import type { GuestTokens } from '../identity/guestTokens.ts';
import { addressGroup, clientAddressOf } from './networkAddress.ts';
import type { TrustsProxy } from './networkAddress.ts';
import { addClientFiles } from './clientFiles.ts';
import { addGuestRoute } from './guestRoute.ts';
import { RestFailure, restErrorBody } from './restFailure.ts';
import { addErrorAnswers, answerUnreadableRequest } from './errorAnswers.ts';
import { addSecurityHeaders } from './securityHeaders.ts';
import { addWorldRoutes } from './worldRoutes.ts';

const bodyBytes = 16 * 1024;
/** A request that has not arrived completely by then is dropped: no socket waits for ever without being anybody's. */
const headersTimeoutMs = 5_000;
const requestTimeoutMs = 20_000;
const timeoutCheckMs = 1_000;
const keepAliveTimeoutMs = 15_000;
const rateWindowMs = 60_000;
/** TCP connections for pages and REST, beyond those that are WebSockets. */
const plainConnections = 1_000;

export interface HttpServerOptions {
  readonly clientFolder: string;
  readonly worlds: WorldSource;
  readonly guests: GuestTokens;
  readonly newId: () => string;
  readonly peopleIn: (worldId: string) => number;
  readonly maxConnections: number;
  readonly guestsPerMinute: number;
  readonly requestsPerMinute: number;
  readonly trustsProxy: TrustsProxy;
  readonly log: Logger;
}

/** The HTTP side: the Client's files and the REST API. It does not listen yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { trustsProxy, log } = options;
  const http = fastify({
    bodyLimit: bodyBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    http: { headersTimeout: headersTimeoutMs, connectionsCheckingInterval: timeoutCheckMs },
    forceCloseConnections: true,
    // Its 503 would have a body of another shape.
    return503OnClosing: false,
    clientErrorHandler: answerUnreadableRequest,
    // An address that cannot be decoded; it comes before any route and its error handler.
    frameworkErrors: (_error, _request, reply) => {
      const failure = new RestFailure('bad_message');
      reply.hijack();
      reply.raw
        .writeHead(failure.statusCode, { 'Content-Type': 'application/json; charset=utf-8' })
        .end(JSON.stringify(restErrorBody(failure)));
    },
  });
  http.server.maxConnections = options.maxConnections + plainConnections;
  await addSecurityHeaders(http);
  addErrorAnswers(http, log, await addClientFiles(http, options.clientFolder));
  await http.register(async (api) => {
    await api.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: rateWindowMs,
      keyGenerator: (request) => addressGroup(clientAddressOf(request.raw, trustsProxy)),
      errorResponseBuilder: () => new RestFailure('rate_limited'),
    });
    addWorldRoutes(api, options);
    addGuestRoute(api, options);
  });
  http.get('/healthz', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store');
    return { status: 'ok' };
  });
  return http;
}
