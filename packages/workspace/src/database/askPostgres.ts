import { Client } from 'pg';
import * as z from 'zod';
import { DatabaseFailure, explainConnectionError } from './databaseFailure.ts';

const answerMs = 5_000;
const rowsSchema = z.array(z.object({ now: z.coerce.number() })).length(1);

/**
 * Asks a PostgreSQL one question, beside whatever server uses it.
 *
 * @returns how long it took in ms, and its clock (Unix time in ms)
 * @throws DatabaseFailure in a sentence
 */
export async function askPostgres(url: string): Promise<{ readonly tookMs: number; readonly nowMs: number }> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  // What goes wrong is told by what is asked.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const askedAtMs = performance.now();
    const { rows } = await client.query('select extract(epoch from clock_timestamp()) * 1000 as now');
    const [row] = rowsSchema.parse(rows);
    return { tookMs: performance.now() - askedAtMs, nowMs: row?.now ?? 0 };
  } catch (cause) {
    throw new DatabaseFailure(explainConnectionError(cause, url), { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}
