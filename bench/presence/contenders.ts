import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadSetup } from './load/loadMessages.ts';
import type { ProcessPlan } from './process.ts';
import { zonesPerWorld } from './people.ts';
import { makeTemporaryFolder } from './temporaryFolder.ts';
import { worldId, writeWorlds } from './worlds.ts';

/** A server under a number of people. */
export interface Contender {
  /** Names it in results: Atrium at 200 people is another contender than Atrium at 1,000. */
  readonly name: string;
  readonly dialect: LoadSetup['dialect'];
  readonly people: number;
  /** Of two Zones each. */
  readonly worlds: number;
}

/**
 * At 1,000 people Socket.IO would need several cores, so it is compared where it has room: as many people in each Zone,
 * in fewer Worlds.
 */
export const contenders = {
  atrium: { name: 'Atrium', dialect: 'atrium', people: 1000, worlds: 10 },
  floor: { name: 'floor (bare ws)', dialect: 'floor', people: 1000, worlds: 10 },
  colyseus: { name: 'Colyseus', dialect: 'colyseus', people: 1000, worlds: 10 },
  atriumOf200: { name: 'Atrium, 200', dialect: 'atrium', people: 200, worlds: 2 },
  socketIo: { name: 'Socket.IO, 200', dialect: 'socketio', people: 200, worlds: 2 },
} as const satisfies Record<string, Contender>;

/** The folder with presence/ and the packages of the peers. */
const benchFolder = join(dirname(fileURLToPath(import.meta.url)), '..');
const serversFolder = join(benchFolder, 'presence', 'servers');

/** How to start the server of a contender on a port of this machine. */
export function planServer(contender: Contender, port: number, tickMs: number): ProcessPlan {
  const nodeOptions = ['--expose-gc', '--import', join(serversFolder, 'accounting.mjs')];
  if (contender.dialect === 'atrium') {
    return {
      name: contender.name,
      file: join(benchFolder, '..', 'packages', 'server', 'dist', 'atrium.js'),
      args: ['start'],
      nodeOptions,
      env: atriumEnvironment(contender, port),
    };
  }
  return {
    name: contender.name,
    file: join(serversFolder, `${contender.dialect}.mjs`),
    nodeOptions,
    env: {
      BENCH_PORT: String(port),
      BENCH_TICK_MS: String(tickMs),
    },
  };
}

function atriumEnvironment(contender: Contender, port: number): Record<string, string> {
  const dataFolder = makeTemporaryFolder();
  const worldsFolder = join(dataFolder, 'worlds');
  writeWorlds(worldsFolder, contender.worlds, contender.people / (contender.worlds * zonesPerWorld));
  return {
    ATRIUM_HOST: '127.0.0.1',
    ATRIUM_ACCOUNTS: 'off',
    ATRIUM_PORT: String(port),
    ATRIUM_DATA_DIR: dataFolder,
    ATRIUM_WORLDS_DIR: worldsFolder,
    ATRIUM_DEFAULT_WORLD: worldId(0),
    // Everybody comes from one address.
    ATRIUM_GUESTS_PER_MINUTE: '100000',
    ATRIUM_REQUESTS_PER_MINUTE: '100000',
    ATRIUM_LOG_LEVEL: 'warn',
  };
}
