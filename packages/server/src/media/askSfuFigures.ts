import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import type { SfuFigures } from './runSfu.ts';

/** Where an SFU process answers with its figures. */
export const figuresPath = '/figures';
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
