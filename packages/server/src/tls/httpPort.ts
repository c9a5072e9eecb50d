import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';
import type { AcmeChallenges } from './acmeOrder.ts';

const challengePath = '/.well-known/acme-challenge/';
const timeoutMs = 5_000;
const mostConnections = 500;

/** What listens where browsers try first. */
interface HttpPort {
  readonly port: number | undefined;
  close(): Promise<void>;
}

/**
 * Answers the certificate authority over plain HTTP, and leads everybody else to HTTPS. Where that cannot be, the log says
 * so: what there is goes on.
 *
 * @returns what listens; nothing does where nobody needs it
 */
export async function openHttpPort(
  { host, https, publicUrl }: Pick<Configuration, 'host' | 'https' | 'publicUrl'>,
  challenges: AcmeChallenges,
  log: Logger,
): Promise<HttpPort> {
  const none = { port: undefined, close: () => Promise.resolve() };
  const port = https?.kind === 'acme' ? https.httpPort : undefined;
  if (port === undefined) return none;
  const server = createServer((request, response) => answer(request, response, challenges, publicUrl));
  server.maxConnections = mostConnections;
  server.requestTimeout = timeoutMs;
  server.headersTimeout = timeoutMs;
  try {
    const listening = once(server, 'listening');
    server.listen({ host, port });
    await listening;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    log.error(
      `Atrium cannot listen at ATRIUM_HTTP_PORT, ${port}, where certificate authorities look (${why}).`,
    );
    return none;
  }
  server.on('error', (cause) => log.error({ err: cause }, 'the listener for plain HTTP'));
  const address = server.address();
  return {
    port: typeof address === 'object' ? address?.port : undefined,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  challenges: AcmeChallenges,
  publicUrl: string,
): void {
  const url = request.url ?? '/';
  const plain = { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' };
  if (url.startsWith(challengePath)) {
    const found = challenges.get(url.slice(challengePath.length));
    response.writeHead(found === undefined ? 404 : 200, plain).end(found ?? 'There is no such challenge.\n');
    return;
  }
  // What is sent elsewhere begins with a slash, and no host of the request is believed.
  const path = url.startsWith('/') ? url : '/';
  response.writeHead(308, { ...plain, Location: `${publicUrl}${path}` }).end();
}
