import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import cookies from '@fastify/cookie';
import { JsonDocument, answerCall } from '@atrium/workspace';
import type { Endpoint, RestParts } from '@atrium/workspace';
import { addressGroup, clientAddressOf } from './networkAddress.ts';
import type { TrustsProxy } from './networkAddress.ts';
import type { OwnOrigins } from './ownOrigins.ts';
import { readRefreshCookie, writeRefreshCookie } from './refreshCookie.ts';

export interface RestRoutesOptions {
  readonly endpoints: readonly Endpoint[];
  /** `undefined`: without accounts. */
  readonly rest: RestParts | undefined;
  readonly trustsProxy: TrustsProxy;
  readonly ownOrigins: OwnOrigins;
  /** Whether this server speaks HTTPS itself. */
  readonly isHttps: boolean;
}

/** The REST API, as HTTP. */
export async function addRestRoutes(http: FastifyInstance, options: RestRoutesOptions): Promise<void> {
  await http.register(cookies);
  http.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  const { endpoints } = options;
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
  const { rest, trustsProxy, ownOrigins } = options;
  const { method, path: url, perMinute, bodyBytes, keptSeconds } = endpoint;
  const caching = keptSeconds === undefined ? 'no-store' : `private, max-age=${keptSeconds}, immutable`;
  http.route({
    method,
    url,
    ...(perMinute === undefined ? {} : { config: { rateLimit: { max: perMinute } } }),
    ...(bodyBytes === undefined ? {} : { bodyLimit: bodyBytes }),
    async handler(request, reply) {
      const { origin, host } = request.headers;
      // The cookie alone would let other pages act for the person who is signed in here.
      if (method !== 'GET') ownOrigins.checkOrigin(origin, host);
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
      reply.header('Cache-Control', caching);
      if (keptSeconds !== undefined) reply.header('Vary', 'Accept-Encoding, Authorization');
      if (answer instanceof JsonDocument) return sendDocument(answer, request, reply);
      if (answer === undefined) return reply.code(204).send();
      if (answer instanceof Uint8Array) {
        return reply.type('application/json; charset=utf-8').send(answer);
      }
      return reply.send(answer);
    },
  });
}

/** Sends what a browser may keep, or says that it has not changed. */
function sendDocument(
  { json, gzipped, etag }: JsonDocument,
  { headers }: FastifyRequest,
  reply: FastifyReply,
) {
  reply.header('ETag', etag);
  if (namesTag(headers['if-none-match'], etag)) return reply.code(304).send();
  reply.type('application/json; charset=utf-8');
  if (!acceptsGzip(headers['accept-encoding'])) return reply.send(json);
  return reply.header('Content-Encoding', 'gzip').send(gzipped);
}

function namesTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))/.test(String(header ?? ''));
}

/** Whether the browser came by HTTPS: to this server, or to a trusted proxy before it. */
function isSecureRequest(request: FastifyRequest, { isHttps, trustsProxy }: RestRoutesOptions): boolean {
  const { 'x-forwarded-proto': forwarded } = request.headers;
  return isHttps || (forwarded === 'https' && trustsProxy(request.raw.socket.remoteAddress ?? ''));
}
