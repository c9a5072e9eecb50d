import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { noteSocket } from '@atrium/workspace';
import { hostCommandSchema } from './hostCommands.ts';
import type { HostCommand } from './hostCommands.ts';

/** Says where the socket of the server is that has the data folder. */
const pointerFile = 'control';
const answerSchema = z.object({ ok: z.boolean(), text: z.string() });
export type ControlAnswer = z.output<typeof answerSchema>;

/**
 * Lets the command line reach a running server, over a socket that only its own account can open. The path of a socket
 * has to be short; the data folder says where it is.
 *
 * @returns ends it
 */
export async function openControlSocket(
  dataFolder: string,
  run: (command: HostCommand) => Promise<string>,
): Promise<() => Promise<void>> {
  // `mkdtemp` makes folders that nobody else can enter.
  const folder = await mkdtemp(join(tmpdir(), 'atrium-control-'));
  const path = join(folder, 'socket');
  const server = createServer((incoming, reply) => {
    void answer(incoming, run).then((answered) => reply.end(JSON.stringify(answered)));
    reply.on('error', () => undefined); // The command line has been ended: there is nobody to answer.
  });
  // A backup takes as long as it takes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  server.on('error', () => undefined); // One command line that could not be accepted sees that itself.
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await noteSocket(join(dataFolder, pointerFile), path);
  return async () => {
    await rm(join(dataFolder, pointerFile), { force: true });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  };
}

async function answer(
  incoming: IncomingMessage,
  run: (command: HostCommand) => Promise<string>,
): Promise<ControlAnswer> {
  try {
    return { ok: true, text: await run(hostCommandSchema.parse(JSON.parse(await text(incoming)))) };
  } catch (error) {
    return { ok: false, text: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Asks the server that has the data folder.
 *
 * @returns `undefined` where none is running
 * @throws Error where it ended before it had answered
 */
export async function askRunningServer(
  dataFolder: string,
  command: HostCommand,
): Promise<ControlAnswer | undefined> {
  const socketPath = await readFile(join(dataFolder, pointerFile), 'utf8').catch(() => undefined);
  if (socketPath === undefined) return undefined;
  return new Promise((resolve, reject) => {
    const ended = () => {
      const hint = 'It may have done what was asked, or not; its log says why it ended.';
      reject(new ServerEndedError(`The server ended before it had answered. ${hint}`));
    };
    const asking = request({ socketPath, method: 'POST' }, (reply) => {
      text(reply)
        .then((answered) => resolve(answerSchema.parse(JSON.parse(answered))))
        .catch(ended);
    });
    asking.on('error', (error: NodeJS.ErrnoException) => {
      // The pointer was left behind by a server that was killed: nobody listens there.
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined);
      else ended();
    });
    asking.end(JSON.stringify(command));
  });
}

/** The server was asked for something, and has not said whether it did it. */
export class ServerEndedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ServerEndedError';
  }
}
