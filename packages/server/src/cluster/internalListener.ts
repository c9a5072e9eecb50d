import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { ConfigurationError } from '../configuration/configurationError.ts';
import type { HostAndPort } from '../configuration/variableSchemas.ts';
import { RestFailure } from '../http/restFailure.ts';
import { refuseOnSocket } from '../http/refuseOnSocket.ts';
import { clusterIdentity, clusterTls } from './clusterKeys.ts';
import { forwardedHeader } from './forwardedClaims.ts';
import type { ForwardedClaims, ForwardedSocket } from './forwardedClaims.ts';

const timeoutMs = 5_000;

interface InternalListenerOptions {
  readonly listen: HostAndPort;
  readonly key: Buffer;
  readonly claims: ForwardedClaims;
  readonly log: Logger;
  /** Takes over a socket that another server forwards. */
  readonly take: (request: IncomingMessage, socket: Duplex, head: Buffer, from: ForwardedSocket) => void;
}

/** The listener for the other servers of a cluster alone. @throws ConfigurationError where it cannot listen */
export async function openInternalListener({
  listen,
  key,
  claims,
  log,
  take,
}: InternalListenerOptions): Promise<{ close(): Promise<void> }> {
  const server = createServer(
    {
      ...clusterTls,
      handshakeTimeout: timeoutMs,
      pskCallback: (_socket, identity) => (identity === clusterIdentity ? key : null),
    },
    (_request, response) => response.writeHead(404).end(),
  );
  server.headersTimeout = timeoutMs;
  server.requestTimeout = timeoutMs;
  server.on('tlsClientError', (cause) =>
    log.debug({ err: cause }, 'a connection to the listener for servers without the key'),
  );
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', (cause) => log.debug({ err: cause }, 'a forwarded socket failed'));
    const { [forwardedHeader]: text } = request.headers;
    claims.verify(typeof text === 'string' ? text : '').then(
      (from) => {
        if (from === undefined) refuseOnSocket(socket, new RestFailure('not_allowed'));
        else take(request, socket, head, from);
      },
      (cause: unknown) => {
        log.error({ err: cause }, 'reading who is forwarded');
        refuseOnSocket(socket, new RestFailure('internal'));
      },
    );
  });
  const listening = once(server, 'listening');
  server.listen(listen);
  try {
    await listening;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([`ATRIUM_CLUSTER_LISTEN: Atrium cannot listen there (${why})`]);
  }
  server.on('error', (cause) => log.error({ err: cause }, 'the listener for servers'));
  return {
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
