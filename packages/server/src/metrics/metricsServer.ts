import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { HostAndPort } from '../configuration/variableSchemas.ts';
import type { Metrics, MetricsSources } from './metrics.ts';

const path = '/metrics';
const timeoutMs = 5_000;
const mostConnections = 20;

/** A listener for Prometheus alone: who reaches it may read everything there. */
interface MetricsServer {
  /** Where it listens; `undefined`: it could not. */
  readonly port: number | undefined;
  close(): Promise<void>;
}

/** Opens the listener, if the host wants one. To be called once for the same metrics. Where that cannot be, the log says so, and Atrium goes on without it. */
export async function openMetricsServer(
  address: HostAndPort | undefined,
  metrics: Metrics,
  log: Logger,
  sources: MetricsSources,
): Promise<MetricsServer> {
  const none = { port: undefined, close: () => Promise.resolve() };
  if (address === undefined) return none;
  metrics.watch(sources);
  const { host, port } = address;
  const server = createServer((request, response) => void answer(request, response));
  server.maxConnections = mostConnections;
  server.requestTimeout = timeoutMs;
  server.headersTimeout = timeoutMs;
  try {
    const listening = once(server, 'listening');
    server.listen({ host, port });
    await listening;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    log.warn(`There are no metrics: Atrium cannot listen at ATRIUM_METRICS, ${host}:${port} (${why}).`);
    return none;
  }
  server.on('error', (cause) => log.error({ err: cause }, 'the listener for metrics'));
  const listensAt = server.address();
  return {
    port: typeof listensAt === 'object' ? listensAt?.port : undefined,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [asked] = (request.url ?? '').split('?');
    if (request.method !== 'GET' || asked !== path) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`There is only GET ${path}.\n`);
      return;
    }
    try {
      const text = await metrics.text();
      response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text);
    } catch (cause) {
      log.error({ err: cause }, 'reading the metrics');
      response
        .writeHead(500, { 'Content-Type': 'text/plain' })
        .end('The metrics cannot be read. The log says why.\n');
    }
  }
}
