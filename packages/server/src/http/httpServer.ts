import type { Server } from 'node:http';
import { Server as SecureServer } from 'node:tls';
import rateLimit from '@fastify/rate-limit';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { entranceEndpoints, restEndpoints } from '@atrium/workspace';
import type { Entrance, EntranceParts, RestParts, Seals } from '@atrium/workspace';
import type { Refusals } from '../logging/refusals.ts';
import type { AcmeChallenges } from '../tls/acmeOrder.ts';
import type { ServedCertificate } from '../tls/servedCertificate.ts';
import type { TlsIdentity } from '../tls/tlsIdentity.ts';
import { addressGroup, clientAddressOf } from './networkAddress.ts';
import type { TrustsProxy } from './networkAddress.ts';
import { addApiDocs } from './apiDocs.ts';
import { addAssetRoute } from './assetRoute.ts';
import { addBodyPace, defaultBodyPace } from './bodyPace.ts';
import type { BodyPace } from './bodyPace.ts';
import { addClientFiles } from './clientFiles.ts';
import { addOidcRoutes } from './oidcRoutes.ts';
import type { OidcRoutesOptions } from './oidcRoutes.ts';
import { LoopTurns } from '../platform/loopTurns.ts';
import type { OwnOrigins } from './ownOrigins.ts';
import type { Readiness } from './readiness.ts';
import { addRequestIds, newRequestId } from './requestIds.ts';
import { addRestRoutes } from './restRoutes.ts';
import { RestFailure } from './restFailure.ts';
import { addErrorAnswers, answerUndecodableAddress, answerUnreadableRequest } from './errorAnswers.ts';
import { addSecurityHeaders } from './securityHeaders.ts';

/** Probes reach this server by names of their own. */
const probePaths: readonly (string | undefined)[] = ['/healthz', '/readyz'];
const bodyBytes = 16 * 1024;
/** A request that has not arrived completely by then is dropped: no socket waits for ever without being anybody's. */
const headersTimeoutMs = 5_000;
/** Of a whole request with its body, however steadily it arrives; `bodyPace` ends those that do not. */
const requestTimeoutMs = 30 * 60_000;
const timeoutCheckMs = 1_000;
const keepAliveTimeoutMs = 15_000;
const rateWindowMs = 60_000;
/** TCP connections for pages and REST, beyond those that are WebSockets. */
const plainConnections = 1_000;

export interface HttpServerOptions {
  readonly clientFolder: string;
  /** Parts of earlier versions of the Client. */
  readonly keptClientFolder?: string | undefined;
  readonly entrance: Entrance;
  readonly seals: Seals;
  /** `undefined`: without accounts. */
  readonly rest: RestParts | undefined;
  /** `undefined`: people sign in with a password. */
  readonly oidc: OidcRoutesOptions | undefined;
  readonly readiness: Readiness;
  readonly ownOrigins: OwnOrigins;
  readonly refusals: Refusals;
  /** Of a CDN that delivers images; empty: this server does. */
  readonly assetBaseUrl: string;
  /** Origins of Workspaces whose pages may be shown beside their Worlds. */
  readonly embedOriginsOfWorkspaces: () => readonly string[];
  readonly peopleIn: (worldId: string) => number;
  readonly beginConnectionTest: EntranceParts['beginConnectionTest'];
  readonly embedOrigins: readonly string[];
  readonly maxConnections: number;
  readonly guestsPerMinute: number;
  readonly requestsPerMinute: number;
  readonly trustsProxy: TrustsProxy;
  readonly certificate: Pick<ServedCertificate, 'shown' | 'challenges'>;
  /** Whether browsers speak HTTPS with this server, here or at an edge. */
  readonly isHttps: boolean;
  /** By default `defaultBodyPace`. */
  readonly bodyPace?: BodyPace;
  readonly log: Logger;
}

/** The HTTP side: the Client's files and the REST API. It does not listen yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { trustsProxy, ownOrigins } = options;
  const http = createFastify(options.certificate.shown);
  http.server.maxConnections = options.maxConnections + plainConnections;
  addRequestIds(http, options.log);
  const turns = new LoopTurns();
  http.addHook('onRequest', (_request, _reply, done) => turns.begin(() => done()));
  addBodyPace(http, options.bodyPace ?? defaultBodyPace);
  await addSecurityHeaders(http, options);
  http.addHook('onRequest', async (request) => {
    if (!probePaths.includes(request.routeOptions.url)) ownOrigins.checkHost(request.headers.host);
  });
  addErrorAnswers(http, options, await addClientFiles(http, options.clientFolder, options.keptClientFolder));
  await http.register(async (api) => {
    await api.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: rateWindowMs,
      keyGenerator: (request) => addressGroup(clientAddressOf(request.raw, trustsProxy)),
      errorResponseBuilder: () => new RestFailure('rate_limited'),
    });
    const { rest } = options;
    const endpoints = rest === undefined ? entranceEndpoints(options) : restEndpoints(rest);
    await addRestRoutes(api, { ...options, endpoints, isHttps: options.isHttps });
    addApiDocs(api, endpoints);
    if (rest === undefined) return;
    addAssetRoute(api, (file) => rest.services.assets.readBytes(file));
    if (options.oidc !== undefined) addOidcRoutes(api, options.oidc);
  });
  addProbes(http, options.readiness);
  addChallenges(http, options.certificate.challenges);
  return http;
}

/** For edges, which forward what authorities ask for (RFC 8555, 8.3). */
function addChallenges(http: FastifyInstance, challenges: AcmeChallenges): void {
  http.get<{ Params: { token: string } }>('/.well-known/acme-challenge/:token', async ({ params }, reply) => {
    const answer = challenges.get(params.token);
    reply.header('Cache-Control', 'no-store').type('text/plain');
    return answer === undefined ? reply.code(404).send('There is no such challenge.\n') : answer;
  });
}

const probeStatus = { ready: 200, 'not-ready': 503, draining: 404 } as const;

/** `/healthz`: the process lives; it asks nobody. `/readyz`: whether newcomers are to come here. */
function addProbes(http: FastifyInstance, readiness: Readiness): void {
  http.get('/healthz', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store');
    return { status: 'ok' };
  });
  http.get('/readyz', async (_request, reply) => {
    const state = await readiness.state();
    // HAProxy's `disable-on-404`: nobody new, and those who are in stay.
    reply.code(probeStatus[state.status]).header('Cache-Control', 'no-store');
    return state;
  });
}

function createFastify(tls: TlsIdentity | undefined): FastifyInstance {
  const options = {
    bodyLimit: bodyBytes,
    genReqId: newRequestId,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    forceCloseConnections: true,
    // Its 503 would have a body of another shape.
    return503OnClosing: false,
    clientErrorHandler: answerUnreadableRequest,
    frameworkErrors: answerUndecodableAddress,
  };
  const timeouts = { headersTimeout: headersTimeoutMs, connectionsCheckingInterval: timeoutCheckMs };
  if (tls === undefined) return fastify({ ...options, http: timeouts });
  const https = { ...timeouts, ...secureContextOf(tls), handshakeTimeout: headersTimeoutMs };
  return fastify({ ...options, https });
}

function secureContextOf({ certificate: cert, key }: TlsIdentity) {
  return { cert, key, minVersion: 'TLSv1.2' } as const;
}

/** Shows another certificate to new connections; those that are open go on. */
export function useIdentity(server: Server, identity: TlsIdentity): void {
  if (server instanceof SecureServer) server.setSecureContext(secureContextOf(identity));
}
