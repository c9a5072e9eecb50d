import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import type { PoolClient, PoolConfig } from 'pg';

/** What queries are made with. */
export type Sql = NodePgDatabase;

interface ConnectionPoolOptions {
  /** Where the database is, and how many connections there may be to it. */
  readonly config: PoolConfig & { readonly max: number; readonly connectionTimeoutMillis: number };
  /** How long a query may stay unanswered, in ms; then its connection is ended. */
  readonly answerLimitMs: number;
  /** A connection could not be made, or was ended because a query stayed unanswered. */
  readonly onSilence: (reason: Error) => void;
  /** A query was answered, or refused, after so long, in ms. */
  readonly onAnswer?: ((ms: number) => void) | undefined;
  /** A connection that nothing was using has broken; a new one is made when it is needed. */
  readonly onIdleError: (cause: unknown) => void;
}

/** Connections to one database. */
export interface ConnectionPool {
  readonly sql: Sql;
  /** Waits for those that are in use. */
  close(): Promise<void>;
}

/**
 * A pool in which nothing waits for ever. A transaction that uses any other connection than its own fails at once: with
 * one connection it would wait for itself. A connection that leaves a query unanswered is ended, as is one that a failed
 * transaction leaves in an unknown state.
 */
export function openConnectionPool(options: ConnectionPoolOptions): ConnectionPool {
  const pool = new GuardedPool(options);
  const sql = drizzle({ client: pool });
  // Drizzle's own way never gives a connection back on which `begin` failed.
  sql.transaction = (body, config) => pool.hold((client) => drizzle({ client }).transaction(body, config));
  return { sql, close: () => pool.end() };
}

type ConnectCallback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

class GuardedPool extends Pool {
  readonly #max: number;
  readonly #onSilence: (reason: Error) => void;
  /** The transaction that the running code is part of. */
  readonly #held = new AsyncLocalStorage<{ isOpen: boolean }>();

  constructor({ config, answerLimitMs, onSilence, onAnswer, onIdleError }: ConnectionPoolOptions) {
    super(config);
    this.#max = config.max;
    this.#onSilence = onSilence;
    this.on('error', onIdleError);
    this.on('connect', (client) => {
      // Of a connection in use, the query that is under way fails, or the next one. Without a listener the process would end.
      client.on('error', () => undefined);
      limitAnswers(client, answerLimitMs, onSilence, onAnswer ?? (() => undefined));
    });
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<PoolClient> | undefined {
    const connecting = this.#held.getStore()?.isOpen === true ? refuseSecondConnection() : this.#connect();
    if (callback === undefined) return connecting;
    connecting.then(
      (client) => {
        keepAfterRefusal(client);
        callback(undefined, client, () => client.release());
      },
      (error: Error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await super.connect();
    } catch (error) {
      // Not the wait for one that is in use.
      if (this.totalCount < this.#max && error instanceof Error) this.#onSilence(error);
      throw error;
    }
  }

  /** Runs work that has a connection to itself. */
  async hold<Value>(work: (client: PoolClient) => Promise<Value>): Promise<Value> {
    const client = await this.connect();
    const held = { isOpen: true };
    try {
      return await this.#held.run(held, () => work(client));
    } finally {
      held.isOpen = false;
      client.release(client.getTransactionStatus() !== 'I');
    }
  }
}

/**
 * A query that was refused leaves its connection as good as it was, and the pool would end it. One that is broken, or
 * was ended, it does not keep in any case.
 */
function keepAfterRefusal(client: PoolClient): void {
  const giveBack = client.release.bind(client);
  client.release = () => giveBack(client.getTransactionStatus() !== 'I');
}

function refuseSecondConnection(): Promise<PoolClient> {
  return Promise.reject(
    new Error(
      'A transaction uses a second connection. Pass the `sql` of the transaction on to what it calls.',
    ),
  );
}

/**
 * Ends a connection on which a query stays unanswered. (`query_timeout` of pg would leave it in use, with the answer still
 * to come.)
 */
function limitAnswers(
  client: PoolClient,
  limitMs: number,
  onSilence: (reason: Error) => void,
  onAnswer: (ms: number) => void,
): void {
  const ask: unknown = Reflect.get(client, 'query');
  if (typeof ask !== 'function') throw new TypeError('This is no client of pg.');
  let silence: Error | undefined;
  const query = (...args: unknown[]): unknown => {
    const askedAtMs = performance.now();
    const timer = setTimeout(() => {
      silence = new Error(`The database has not answered a query for ${limitMs / 1000} s.`);
      onSilence(silence);
      void client.end(); // Its queries fail with it.
    }, limitMs);
    const answered = () => {
      clearTimeout(timer);
      onAnswer(performance.now() - askedAtMs);
    };
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const done = (error: unknown, result: unknown) => {
        answered();
        Reflect.apply(callback, undefined, [silence ?? error, result]);
      };
      return Reflect.apply(ask, client, [...args.slice(0, -1), done]);
    }
    const answer: unknown = Reflect.apply(ask, client, args);
    if (!(answer instanceof Promise)) throw new TypeError('Queries are asked with promises or callbacks.');
    return answer
      .catch((error: unknown) => {
        throw silence ?? error;
      })
      .finally(answered);
  };
  Object.assign(client, { query });
}
