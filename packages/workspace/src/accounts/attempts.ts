import { createHash } from 'node:crypto';
import { sql as raw } from 'drizzle-orm';
import type { Sql } from '../database/database.ts';

const windowMs = 60_000;
const attemptsPerWindow = 5;

/** Counts attempts to guess something: five a minute for each account and address. */
export class Attempts {
  readonly #nowMs: () => number;
  /** When each was made, by key. */
  readonly #made = new Map<string, number[]>();

  /** @param nowMs in ms, on any clock */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Whether one more may be made; then it counts. */
  take(account: string, address: string): boolean {
    const nowMs = this.#nowMs();
    for (const [key, times] of this.#made) {
      // The oldest key first: the others are younger.
      if ((times.at(-1) ?? 0) > nowMs - windowMs) break;
      this.#made.delete(key);
    }
    const key = JSON.stringify([account, address]);
    const recent = (this.#made.get(key) ?? []).filter((time) => time > nowMs - windowMs);
    if (recent.length >= attemptsPerWindow) return false;
    this.#made.delete(key);
    this.#made.set(key, [...recent, nowMs]);
    return true;
  }

  /** It was no guess: earlier ones are forgotten. */
  succeed(account: string, address: string): void {
    this.#made.delete(JSON.stringify([account, address]));
  }
}

/** As `Attempts`, counted by all servers of a database together. */
export class SharedAttempts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Whether one more may be made; then it counts. */
  async take(account: string, address: string): Promise<boolean> {
    const since = raw`clock_timestamp() - ${windowMs} * interval '1 ms'`;
    const recent = raw`select made from unnest(known.made_at) as made where made > ${since}`;
    const { rowCount } = await this.#sql.execute(raw`
      insert into attempts as known (key, made_at) values (${hashOf(account, address)}, array[clock_timestamp()])
      on conflict (key) do update set made_at = array(${recent} order by made) || clock_timestamp()
      where (select count(*) from (${recent}) counted) < ${attemptsPerWindow}`);
    return (rowCount ?? 0) > 0;
  }

  /** It was no guess: earlier ones are forgotten. */
  async succeed(account: string, address: string): Promise<void> {
    await this.#sql.execute(raw`delete from attempts where key = ${hashOf(account, address)}`);
  }

  /** To be called now and then. */
  async removeOld(): Promise<void> {
    await this.#sql.execute(
      raw`delete from attempts where made_at[cardinality(made_at)] < clock_timestamp() - ${windowMs} * interval '1 ms'`,
    );
  }
}

function hashOf(account: string, address: string): string {
  return createHash('sha256')
    .update(JSON.stringify([account, address]))
    .digest('base64url');
}
