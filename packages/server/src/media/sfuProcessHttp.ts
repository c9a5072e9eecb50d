import { request } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import type { Logger } from 'pino';
import { Registry, collectDefaultMetrics } from 'prom-client';
import * as z from 'zod';
import { addSfuFigures } from '../metrics/sfuFigures.ts';
import type { RunningSfu, SfuFigures } from './runSfu.ts';

const figuresPath = '/figures';
/** Both are on one machine. */
const timeoutMs = 2_000;

const figuresSchema = z.object({
  workers: z.array(
    z.object({
      rooms: z.number().min(0),
      members: z.number().min(0),
      consumers: z.number().min(0),
    }),
  ),
  cpuMs: z.number().min(0),
});

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

/** Asks the SFU at a socket what it does; `undefined` where it does not answer, or is of an earlier version. */
export async function askSfuFigures(socketPath: string): Promise<SfuFigures | undefined> {
  try {
    const asking = request({ socketPath, path: figuresPath, signal: AbortSignal.timeout(timeoutMs) });
    asking.end();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    if (answer.statusCode !== 200) {
      answer.resume();
      return undefined;
    }
    return figuresSchema.safeParse(await json(answer)).data;
  } catch {
    // The connection over which it is used says in the log that the SFU is gone.
    return undefined;
  }
}
