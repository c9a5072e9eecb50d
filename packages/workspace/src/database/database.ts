import { drizzle } from 'drizzle-orm/node-postgres';
import { openConnectionPool } from './connectionPool.ts';
import type { ConnectionPool, Sql } from './connectionPool.ts';
import { DatabaseFailure } from './databaseFailure.ts';
import { startEmbeddedDatabase } from './embeddedDatabase.ts';
import { compareSchema, migrateDatabase } from './migrateDatabase.ts';
import { findPreparedDatabase } from './preparedDatabase.ts';
import { ServerLock, connectPatiently, takePatiently } from './serverLock.ts';

export type { Sql } from './connectionPool.ts';

export interface DatabaseOptions {
  /** `postgres://` address of a PostgreSQL; where it is left out, a database in a folder of this machine. */
  readonly url?: string | undefined;
  /** Of the database without an address. */
  readonly folder: string;
  /** What runs the database without an address in a thread: `pgliteWorker.mjs`. */
  readonly workerFile: string;
  /** Where a first start finds what it copies (`prepareDatabase.ts`); without it, each makes its own. */
  readonly preparedFolder?: string | undefined;
  /** Of the SQL that brings a database of any age up to date. */
  readonly migrationsFolder: string;
  /** How many of them; all, where it is left out. */
  readonly migrations?: number | undefined;
  /** Whether other servers use the PostgreSQL, too. */
  readonly isShared?: boolean | undefined;
  /** Called before the tables of a database that an older Atrium has used are changed; where it fails, they are not. */
  readonly beforeMigrating?: ((sql: Sql) => Promise<void>) | undefined;
  /** Whether a server may be using the PostgreSQL: for commands that do something small beside it. */
  readonly isBesideServer?: boolean | undefined;
  /** A connection that nothing was using has broken; a new one is made when it is needed. */
  readonly onIdleError: (cause: unknown) => void;
  /** A query was answered, or refused, after so long, in ms. */
  readonly onAnswer?: ((ms: number) => void) | undefined;
  /** Told once what is waited for at start. */
  readonly onWaiting?: ((what: string) => void) | undefined;
  /** The database is gone for good, and the process has to end. Queries fail from here on. */
  readonly onLost?: ((reason: Error) => void) | undefined;
  readonly limits?: Partial<DatabaseLimits> | undefined;
}

/** In ms. */
interface DatabaseLimits {
  /** How long a query may stay unanswered. */
  readonly answerMs: number;
  /** How long a PostgreSQL that is not there yet is waited for. */
  readonly startMs: number;
  /** How long another server that uses the PostgreSQL is waited for: longer than PostgreSQL keeps the lock of a dead one. */
  readonly takeOverMs: number;
}

/** The database of this server, up to date. */
export interface Database {
  readonly sql: Sql;
  readonly kind: 'postgresql' | 'embedded';
  close(): Promise<void>;
}

const postgresLimits: DatabaseLimits = { answerMs: 10_000, startMs: 60_000, takeOverMs: 30_000 };
const postgresConnections = 8;
const keepAliveMs = 10_000;
/** PGlite cannot be told to give up on a query; what takes so long is never answered. */
const embeddedAnswerMs = 30_000;

/**
 * Opens the database, and brings its tables up to date.
 *
 * @throws DatabaseFailure where it cannot be used; FolderInUseError where another server has the folder
 */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url } = options;
  return url === undefined ? openEmbedded(options) : openPostgres(url, options);
}

/** Of a connection to PostgreSQL. @param connectionTimeoutMillis for making it */
export function connectionConfig(connectionString: string, connectionTimeoutMillis: number) {
  const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: keepAliveMs };
  return { connectionString, connectionTimeoutMillis, ...keepAlive };
}

async function openPostgres(url: string, options: DatabaseOptions): Promise<Database> {
  const { onIdleError, isBesideServer = false } = options;
  const limits = { ...postgresLimits, ...options.limits };
  const config = connectionConfig(url, limits.answerMs);
  const lockOptions = {
    url,
    config,
    startLimitMs: limits.startMs,
    takeOverLimitMs: isBesideServer ? 0 : limits.takeOverMs,
    isShared: !isBesideServer && (options.isShared ?? false),
    onWaiting: options.onWaiting ?? (() => undefined),
    onLost: options.onLost ?? (() => undefined),
  };
  const release = isBesideServer ? await prepareBesideServer() : await takeLock();
  const pool = openConnectionPool({
    config: {
      ...config,
      max: postgresConnections,
      statement_timeout: limits.answerMs,
      // Of a PostgreSQL that hangs, idle connections never close.
      allowExitOnIdle: true,
    },
    // PostgreSQL answers that it has given up; this is for one that does not answer at all.
    answerLimitMs: limits.answerMs + 1_000,
    onSilence: onIdleError,
    onAnswer: options.onAnswer,
    onIdleError,
  });
  return {
    sql: pool.sql,
    kind: 'postgresql',
    async close() {
      await pool.close();
      await release();
    },
  };

  async function takeLock(): Promise<() => Promise<void>> {
    const lock = await ServerLock.take(lockOptions, (client) =>
      migrateDatabase(drizzle({ client }), options),
    );
    return () => lock.release();
  }

  /** Where no server is running, the tables may be brought up to date. */
  async function prepareBesideServer(): Promise<() => Promise<void>> {
    const client = await connectPatiently(lockOptions);
    try {
      const sql = drizzle({ client });
      const isAlone = await takePatiently(client, { ...lockOptions, onWaiting: () => undefined });
      if (isAlone) await migrateDatabase(sql, options);
      else if (!(await compareSchema(sql, options))) {
        throw new DatabaseFailure(
          'The Atrium server that uses this database is an older one. Use its own command line.',
        );
      }
    } catch (error) {
      await client.end();
      throw error;
    }
    return () => client.end();
  }
}

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const { folder, workerFile, preparedFolder, migrationsFolder, migrations, onIdleError, limits } = options;
  const answerMs = limits?.answerMs ?? embeddedAnswerMs;
  let lost: Error | undefined;
  let isOpen = false;
  const lose = (reason: Error) => {
    if (lost !== undefined) return;
    lost = reason;
    // What waits for an answer fails with it.
    embedded.kill().catch(onIdleError);
    if (isOpen) options.onLost?.(reason);
  };
  const isUpToDate = preparedFolder !== undefined && migrations === undefined;
  const embedded = await startEmbeddedDatabase({
    folder,
    workerFile,
    prepared: isUpToDate
      ? await findPreparedDatabase({ preparedFolder, migrationsFolder, workerFile })
      : undefined,
    onWaiting: options.onWaiting,
    onEnded: lose,
  });
  let pool: ConnectionPool | undefined;
  const close = async () => {
    await pool?.close();
    await embedded.stop();
  };
  try {
    pool = openConnectionPool({
      config: {
        ...embedded.connection,
        // PGlite is one session, and what belongs together on a connection would be mixed with what others ask.
        max: 1,
        // Never closed, for closing one and opening the next overlap.
        idleTimeoutMillis: 0,
        connectionTimeoutMillis: answerMs,
      },
      answerLimitMs: answerMs,
      onSilence: (cause) =>
        lose(new DatabaseFailure(`The embedded database does not answer: ${cause.message}`, { cause })),
      onAnswer: options.onAnswer,
      onIdleError,
    });
    await migrateDatabase(pool.sql, options);
    isOpen = true;
    return { sql: pool.sql, kind: 'embedded', close };
  } catch (error) {
    await close();
    throw lost ?? error;
  }
}
