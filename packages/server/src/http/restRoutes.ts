import type { FastifyInstance, FastifyRequest } from 'fastify';
import cookies from '@fastify/cookie';
import { answerCall, restEndpoints } from '@atrium/workspace';
import type { Endpoint, RestParts } from '@atrium/workspace';
import { isOriginAllowed } from '../sockets/originPolicy.ts';
import { addressGroup, clientAddressOf } from './networkAddress.ts';
import type { TrustsProxy } from './networkAddress.ts';
import { readRefreshCookie, writeRefreshCookie } from './refreshCookie.ts';
import { RestFailure } from './restFailure.ts';

export interface RestRoutesOptions {
  readonly rest: RestParts;
  readonly trustsProxy: TrustsProxy;
  readonly allowedOrigins: readonly string[];
  /** Whether this server speaks HTTPS itself. */
  readonly isHttps: boolean;
}

/** The REST API about what is kept, as HTTP. */
export async function addRestRoutes(http: FastifyInstance, options: RestRoutesOptions): Promise<void> {
  await http.register(cookies);
  http.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  const endpoints = restEndpoints(options.rest);
  for (const endpoint of endpoints) if (endpoint.bodyOf === undefined) addRoute(http, endpoint, options);
  await http.register(async (unread) => {
    unread.removeContentTypeParser('application/json');
    unread.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    for (const endpoint of endpoints) if (endpoint.bodyOf !== undefined) addRoute(unread, endpoint, options);
  });
}

function addRoute(http: FastifyInstance, endpoint: Endpoint, options: RestRoutesOptions): void {
  const { rest, trustsProxy, allowedOrigins } = options;
  const { method, path: url, perMinute, bodyBytes } = endpoint;
  http.route({
    method,
    url,
    ...(perMinute === undefined ? {} : { config: { rateLimit: { max: perMinute } } }),
    ...(bodyBytes === undefined ? {} : { bodyLimit: bodyBytes }),
    async handler(request, reply) {
      const { origin, host } = request.headers;
      // The cookie alone would let other pages act for whoever is signed in here.
      if (method !== 'GET' && !isOriginAllowed(origin, host, allowedOrigins))
        throw new RestFailure('origin_refused');
      const isSecure = isSecureRequest(request, options);
      const answer = await answerCall(rest, endpoint, {
        params: request.params,
        query: request.query,
        body: request.body ?? undefined,
        authorization: request.headers.authorization,
        address: addressGroup(clientAddressOf(request.raw, trustsProxy)),
        cookie: {
          read: () => readRefreshCookie(request),
          write: (token) => writeRefreshCookie(reply, token, isSecure),
        },
      });
      reply.header('Cache-Control', 'no-store');
      if (answer === undefined) return reply.code(204).send();
      if (answer instanceof Uint8Array) {
        return reply.type('application/json; charset=utf-8').send(answer);
      }
      return reply.send(answer);
    },
  });
}

/** Whether the browser came by HTTPS: to this server, or to a trusted proxy before it. */
function isSecureRequest(request: FastifyRequest, { isHttps, trustsProxy }: RestRoutesOptions): boolean {
  const { 'x-forwarded-proto': forwarded } = request.headers;
  return isHttps || (forwarded === 'https' && trustsProxy(request.raw.socket.remoteAddress ?? ''));
}
