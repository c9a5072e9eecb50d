import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Pool } from 'pg';
import type { PoolConfig } from 'pg';
import { copyMigrations } from './copyMigrations.ts';
import { lockFolder } from './folderLock.ts';

export interface DatabaseOptions {
  /** `postgres://` address of a PostgreSQL; where it is left out, a database in a folder of this machine. */
  readonly url?: string | undefined;
  /** Of the database without an address. */
  readonly folder: string;
  /** What runs the database without an address in a thread: `pgliteWorker.mjs`. */
  readonly workerFile: string;
  /** Of the SQL that brings a database of any age up to date. */
  readonly migrationsFolder: string;
  /** How many of them; all, where it is left out. */
  readonly migrations?: number | undefined;
  /** A connection that nobody was using has broken; a new one is made when it is needed. */
  readonly onIdleError: (cause: unknown) => void;
}

/** What queries are made with. */
export type Sql = NodePgDatabase;

/** The database of this server, up to date. */
export interface Database {
  readonly sql: Sql;
  readonly kind: 'postgresql' | 'embedded';
  close(): Promise<void>;
}

const maxConnections = 8;
const connectTimeoutMs = 10_000;

/**
 * Opens the database, and brings its tables up to date.
 *
 * @throws FolderInUseError where another server has the folder; Error where there is no PostgreSQL at the address
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, onIdleError } = options;
  const embedded = url === undefined ? await startEmbedded(options) : undefined;
  const pool = new Pool({
    ...(embedded?.connection ?? { connectionString: url }),
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  pool.on('error', onIdleError);
  const close = async () => {
    await pool.end();
    await embedded?.stop();
  };
  try {
    const sql = drizzle({ client: pool });
    await bringUpToDate(sql, options);
    return { sql, kind: embedded === undefined ? 'postgresql' : 'embedded', close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws Error where there are not as many migrations */
async function bringUpToDate(sql: Sql, { migrationsFolder, migrations }: DatabaseOptions): Promise<void> {
  if (migrations === undefined) return migrate(sql, { migrationsFolder });
  const folder = await mkdtemp(join(tmpdir(), 'atrium-migrations-'));
  try {
    await copyMigrations(migrationsFolder, folder, migrations);
    await migrate(sql, { migrationsFolder: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface EmbeddedServer {
  readonly connection: PoolConfig;
  stop(): Promise<void>;
}

/** PostgreSQL within this process, in a thread of its own, at a socket that nobody else can reach. */
async function startEmbedded({
  folder,
  workerFile,
}: Pick<DatabaseOptions, 'folder' | 'workerFile'>): Promise<EmbeddedServer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(join(folder, 'lock'));
  // Paths of sockets may not be long, and the one to the data folder may be.
  const socketFolder = await mkdtemp(join(tmpdir(), 'atrium-'));
  const worker = new Worker(workerFile, {
    workerData: {
      dataFolder: join(folder, 'postgres'),
      socketPath: join(socketFolder, '.s.PGSQL.5432'),
      maxConnections,
    },
  });
  const giveBack = async () => {
    await worker.terminate();
    await rm(socketFolder, { recursive: true, force: true });
    await unlock();
  };
  try {
    await nextMessage(worker);
  } catch (error) {
    await giveBack();
    throw error;
  }
  return {
    connection: { host: socketFolder, port: 5432, user: 'postgres', database: 'postgres' },
    async stop() {
      worker.postMessage('close');
      await nextMessage(worker).catch(() => undefined); // It has ended, one way or the other.
      await giveBack();
    },
  };
}

function nextMessage(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The database in the data folder has stopped.')));
  });
}
