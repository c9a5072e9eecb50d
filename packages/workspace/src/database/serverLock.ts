import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { ClientConfig } from 'pg';
import { DatabaseFailure, explainConnectionError, mayPass } from './databaseFailure.ts';

/** Of the advisory lock, in the space of two numbers; nothing else of Atrium locks there. */
const lockKey = [0x4174_7269, 1] as const;
/** Serialises migrations: several servers may start at the same moment. */
const workKey = [0x4174_7269, 2] as const;
const retryMs = 500;
const heartbeatMs = 10_000;
/**
 * PostgreSQL lets go of the lock of a host that has gone without a word after about 25 s: 10 s, and three questions 5 s
 * apart. On a socket of the same machine these settings do nothing.
 */
const keepaliveSettings =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

interface ServerLockOptions {
  readonly url: string;
  readonly config: ClientConfig;
  /** How long to wait for a PostgreSQL that is not there yet, in ms. */
  readonly startLimitMs: number;
  /** How long to wait for another server to end, in ms. */
  readonly takeOverLimitMs: number;
  /** Told once what is waited for. */
  readonly onWaiting: (what: string) => void;
  /** Whether several servers may use the database, all of which say so. */
  readonly isShared: boolean;
  /** Another server has the database now. */
  readonly onLost: (reason: Error) => void;
}

const inUse =
  'Another Atrium server uses this database. Only one can: end that one first. (Several can where ATRIUM_CLUSTER_LISTEN is set for all of them.)';

/**
 * Keeps other servers away from a PostgreSQL, by an advisory lock that a connection of its own holds. Several servers share
 * the lock, and keep out a server that needs the database for itself.
 */
export class ServerLock {
  readonly #options: ServerLockOptions;
  readonly #closing = new AbortController();
  #client: Client;
  #heartbeat: NodeJS.Timeout | undefined;
  #regaining: Promise<void> | undefined;

  private constructor(options: ServerLockOptions, client: Client) {
    this.#options = options;
    this.#client = client;
    this.#watch(client);
  }

  /**
   * Connects, and takes the lock.
   *
   * @param work done over the same connection, before anything else uses the database
   * @throws DatabaseFailure where there is no PostgreSQL to be used, or another server uses it
   */
  static async take(
    options: ServerLockOptions,
    work: (client: Client) => Promise<void>,
  ): Promise<ServerLock> {
    const client = await connectPatiently(options);
    try {
      if (!(await takePatiently(client, options))) throw new DatabaseFailure(inUse);
      await client.query('select pg_advisory_lock($1, $2)', [...workKey]);
      await work(client);
      await client.query('select pg_advisory_unlock($1, $2)', [...workKey]);
      return new ServerLock(options, client);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  async release(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#heartbeat);
    await this.#regaining;
    // A PostgreSQL that hangs does not take leave.
    await Promise.race([this.#client.end(), delay(retryMs)]);
  }

  #watch(client: Client): void {
    client.on('end', () => this.#regain());
    letExit(client);
    this.#heartbeat = setInterval(() => {
      const limit = setTimeout(() => void client.end(), heartbeatMs);
      client
        .query('select 1')
        .catch(() => undefined) // Its connection has ended, which is told.
        .finally(() => clearTimeout(limit));
    }, heartbeatMs);
    this.#heartbeat.unref();
  }

  #regain(): void {
    clearInterval(this.#heartbeat);
    if (this.#closing.signal.aborted) return;
    this.#regaining ??= this.#takeAgain().finally(() => (this.#regaining = undefined));
  }

  /** For as long as it takes: what needs the database meanwhile fails on its own. */
  async #takeAgain(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const client = newClient(this.#options.config);
      try {
        await client.connect();
        const isTaken = await takePatiently(client, this.#options, this.#closing.signal);
        if (this.#closing.signal.aborted) return await client.end();
        if (!isTaken) {
          await client.end();
          this.#options.onLost(new DatabaseFailure(inUse));
          return;
        }
        this.#client = client;
        this.#watch(client);
        return;
      } catch {
        // It is not back yet; the next query says so, and logs it.
        await client.end().catch(() => undefined);
        await delay(retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }
}

/** Connects for a look, without the lock. @throws DatabaseFailure */
export async function connectPatiently(
  options: Pick<ServerLockOptions, 'url' | 'config' | 'startLimitMs' | 'onWaiting'>,
): Promise<Client> {
  const { url, config, startLimitMs, onWaiting } = options;
  const endMs = performance.now() + startLimitMs;
  for (let attempt = 1; ; attempt++) {
    let client: Client | undefined;
    try {
      client = newClient(config);
      await client.connect();
      return client;
    } catch (error) {
      const why = explainConnectionError(error, url);
      if (client === undefined || !mayPass(error) || performance.now() > endMs)
        throw new DatabaseFailure(why, { cause: error });
      if (attempt === 1) onWaiting(`${why} Trying again for ${Math.ceil(startLimitMs / 1000)} s.`);
      await delay(retryMs);
    }
  }
}

/** Whether the lock was free, or became so in time. */
export async function takePatiently(
  client: Client,
  {
    takeOverLimitMs,
    onWaiting,
    isShared,
  }: Pick<ServerLockOptions, 'takeOverLimitMs' | 'onWaiting' | 'isShared'>,
  signal?: AbortSignal,
): Promise<boolean> {
  const endMs = performance.now() + takeOverLimitMs;
  const take = isShared ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
  for (let attempt = 1; ; attempt++) {
    const { rows } = await client.query<{ taken: boolean }>(`select ${take}($1, $2) as taken`, [...lockKey]);
    if (rows[0]?.taken === true) {
      await client.query(keepaliveSettings);
      return true;
    }
    if (performance.now() > endMs || signal?.aborted === true) return false;
    if (attempt === 1) onWaiting('Another Atrium server uses this database. Waiting for it to end.');
    await delay(retryMs);
  }
}

/** Where a PostgreSQL hangs, its connection never closes, and would keep the process from ending. */
function letExit(client: Client): void {
  const unref: unknown = Reflect.get(client, 'unref'); // It is missing in the types.
  if (typeof unref === 'function') Reflect.apply(unref, client, []);
}

function newClient(config: ClientConfig): Client {
  const client = new Client(config);
  // `end` follows, which is listened to; without a listener the process would end.
  client.on('error', () => undefined);
  return client;
}
