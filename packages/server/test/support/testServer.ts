import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import * as z from 'zod';
import type { SignalingLimits, Tickets } from '@atrium/signaling';
import type { World } from '@atrium/world';
import { createAtriumServer } from '../../src/atriumServer.ts';
import type { AtriumServer } from '../../src/atriumServer.ts';
import { readConfiguration } from '../../src/configuration/configuration.ts';
import type { Configuration } from '../../src/configuration/configuration.ts';
import { createGuestTokens } from '../../src/identity/guestTokens.ts';
import type { GuestTokens } from '../../src/identity/guestTokens.ts';
import { createPlaceTickets } from '../../src/identity/placeTickets.ts';
import { yard } from './yard.ts';

export const testSecret = 'the secret that the tests share with their server';

/** pino's number of the level `error`. */
const errorLevel = 50;
const levelSchema = z.object({ level: z.number() });

export interface TestServerOptions {
  readonly worlds?: readonly World[];
  readonly limits?: Partial<SignalingLimits>;
  readonly configuration?: Partial<Configuration>;
  /** The folder of a server that ran before: the same Worlds, the same data. */
  readonly folder?: string;
}

/** A real server on a port of its own, and what a test knows about it that nobody else may. */
export interface TestServer {
  readonly atrium: AtriumServer;
  readonly port: number;
  readonly folder: string;
  /** Issues tokens that the server accepts. */
  readonly guests: GuestTokens;
  /** Issues tickets that the server accepts. */
  readonly tickets: Tickets;
  /** What the server has logged as an error. */
  readonly errors: readonly string[];
  /** Everything that the server has logged from warnings on. */
  readonly logged: readonly string[];
  /** Stops the server and leaves its folder. */
  stop(): Promise<void>;
  /** Stops the server and deletes its folder. */
  remove(): Promise<void>;
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = options.folder ?? (await prepareFolder(options.worlds ?? [yard]));
  const byDefault = readConfiguration({
    ATRIUM_PORT: '0',
    ATRIUM_ACCOUNTS: 'off',
    ATRIUM_SECRET: testSecret,
    ATRIUM_DATA_DIR: join(folder, 'data'),
    ATRIUM_WORLDS_DIR: join(folder, 'worlds'),
    ATRIUM_CLIENT_DIR: join(folder, 'client'),
    // Many run at once; those that want one say so, each on a port of its own.
    ATRIUM_SFU: 'off',
    ATRIUM_METRICS: 'off',
  });
  const errors: string[] = [];
  const logged: string[] = [];
  const write = (line: string) => {
    logged.push(line);
    if (levelSchema.parse(JSON.parse(line)).level >= errorLevel) errors.push(line);
  };
  const log = pino({ level: 'warn' }, { write });
  const configuration = { ...byDefault, ...options.configuration };
  const atrium = await createAtriumServer(
    { ...configuration, signaling: { ...configuration.signaling, ...options.limits } },
    log,
  );
  return {
    atrium,
    port: atrium.port,
    folder,
    guests: createGuestTokens(testSecret, Date.now),
    tickets: createPlaceTickets(testSecret, Date.now),
    errors,
    logged,
    stop: () => atrium.close(),
    async remove() {
      await atrium.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function prepareFolder(worlds: readonly World[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-server-'));
  await mkdir(join(folder, 'worlds'));
  for (const world of worlds) {
    await writeFile(join(folder, 'worlds', `${world.worldId}.world.json`), JSON.stringify(world));
  }
  return folder;
}
