import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { figuresPath } from '../media/askSfuFigures.ts';
import type { RunningSfu } from '../media/runSfu.ts';
import { addSfuFigures } from './sfuFigures.ts';

/**
 * What `atrium sfu` answers by HTTP at its socket: `/healthz`, `/readyz` and `/metrics` for the host, `/figures` for the
 * server, which shows them among its own.
 */
export function answerForSfu(
  { state, figures }: Pick<RunningSfu, 'state' | 'figures'>,
  log: Logger,
): RequestListener {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addSfuFigures(registry, figures);
  const answers: Readonly<Record<string, () => Promise<readonly [number, string, string]>>> = {
    '/healthz': async () => [200, 'application/json', '{"status":"ok"}'],
    '/readyz': async () =>
      state().isAvailable
        ? [200, 'application/json', '{"status":"ready"}']
        : [503, 'application/json', '{"status":"not-ready","reason":"No worker runs."}'],
    '/metrics': async () => [200, registry.contentType, await registry.metrics()],
    [figuresPath]: async () => [200, 'application/json', JSON.stringify(await figures())],
  };
  return (asked, response) => {
    const [path = ''] = (asked.url ?? '').split('?');
    const answer = asked.method === 'GET' && Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (answer === undefined) {
      const paths = Object.keys(answers).join(', ');
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`There are only ${paths}.\n`);
      return;
    }
    answer().then(
      ([status, type, text]) => response.writeHead(status, { 'Content-Type': type }).end(text),
      (cause: unknown) => {
        log.error({ err: cause, path }, 'answering about the SFU');
        response.writeHead(500).end();
      },
    );
  };
}
