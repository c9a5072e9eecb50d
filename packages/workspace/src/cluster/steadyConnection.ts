import { Client } from 'pg';
import type { ClientConfig } from 'pg';
import * as z from 'zod';
import { KeyedTurns } from '../work/keyedTurns.ts';

/** How long a question may stay unanswered, in ms: less than half of a lease. */
const answerMs = 3_000;

interface SteadyConnectionOptions {
  readonly config: ClientConfig;
  /** Told of each notification of a channel, and of each connection made anew, before which some may have been missed. */
  readonly listen?: { readonly channel: string; readonly onNotified: () => void };
}

/**
 * A connection to PostgreSQL for what must not wait behind anything else. It is made when it is needed, and anew once a
 * question has stayed unanswered: nothing is asked twice by itself.
 */
export class SteadyConnection {
  readonly #options: SteadyConnectionOptions;
  readonly #turns = new KeyedTurns();
  #connecting: Promise<Client> | undefined;
  /** The one that is used, or being made. */
  #client: Client | undefined;
  #isClosed = false;

  constructor(options: SteadyConnectionOptions) {
    this.#options = options;
  }

  /** @throws Error where the answer cannot be had within some seconds */
  query<Row>(row: z.ZodType<Row>, text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#turns.run('', () => this.#ask(row, text, values));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = await this.#connecting?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  async #ask<Row>(row: z.ZodType<Row>, text: string, values: readonly unknown[]): Promise<Row[]> {
    if (this.#isClosed) throw new Error('The connection to the database is closed.');
    const connecting = (this.#connecting ??= this.#connect());
    let client: Client | undefined;
    try {
      client = await connecting;
      const { rows } = await client.query(text, [...values]);
      return z.array(row).parse(rows);
    } catch (error) {
      // What PostgreSQL itself refuses leaves the connection as it was.
      if (!isAnswer(error)) this.#drop(connecting, client);
      throw error;
    }
  }

  async #connect(): Promise<Client> {
    const { config, listen } = this.#options;
    const limits = {
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
      statement_timeout: answerMs,
    };
    const client = new Client({ ...config, ...limits });
    // `end` follows; the next query connects anew.
    client.on('error', () => undefined);
    client.on('end', () => this.#forget(client));
    if (listen !== undefined) client.on('notification', listen.onNotified);
    this.#client = client;
    try {
      await client.connect();
      if (listen !== undefined) await client.query(`listen ${listen.channel}`);
    } catch (error) {
      this.#forget(client);
      end(client);
      throw error;
    }
    listen?.onNotified();
    return client;
  }

  #forget(client: Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#connecting = undefined;
  }

  #drop(connecting: Promise<Client>, client: Client | undefined): void {
    if (this.#connecting === connecting) this.#connecting = undefined;
    if (client !== undefined) end(client);
  }
}

/** Whatever was asked and not answered fails. */
function end(client: Client): void {
  client.end().catch(() => undefined); // It is of no use any more.
}

/** Whether PostgreSQL has answered, if only with an error: those have a severity. */
function isAnswer(error: unknown): boolean {
  return error instanceof z.ZodError || (error instanceof Error && 'severity' in error && !isFatal(error));
}

function isFatal(error: Error): boolean {
  return 'severity' in error && (error.severity === 'FATAL' || error.severity === 'PANIC');
}
