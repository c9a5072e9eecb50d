import { randomUUID } from 'node:crypto';
import { sql as raw } from 'drizzle-orm';
import * as z from 'zod';
import { roles } from '@atrium/world';
import type { Sql } from '../database/database.ts';
import type { News } from '../news.ts';
import type { SteadyConnection } from './steadyConnection.ts';

/** Of PostgreSQL's `notify`: something may have been written. */
export const newsChannel = 'atrium_news';
/** Asked again so often, whatever is notified, in ms. */
const pollMs = 1_000;
/** Longer than a server goes on that does not hear of the database. */
const keptHours = 1;

const actorSchema = z.object({ personId: z.string(), name: z.string(), role: z.enum(roles) });
const worldIdSchema = { worldId: z.string() };
const newsSchema: z.ZodType<News> = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('access'),
    change: z.object({
      workspaceId: z.string(),
      personId: z.string().exactOptional(),
      accessId: z.string().exactOptional(),
      worldId: z.string().exactOptional(),
      address: z.string().exactOptional(),
      role: z.literal('Guest').exactOptional(),
      why: z.enum(['signed-out', 'access-changed', 'banned', 'world-closed']),
    }),
  }),
  z.object({
    about: z.literal('world'),
    news: z.discriminatedUnion('what', [
      z.object({ ...worldIdSchema, what: z.literal('published'), by: actorSchema }),
      z.object({ ...worldIdSchema, what: z.literal('renamed'), name: z.string() }),
      z.object({ ...worldIdSchema, what: z.literal('editing'), by: actorSchema, forMs: z.number() }),
      z.object({ ...worldIdSchema, what: z.literal('editing-ended') }),
    ]),
  }),
]);
const rowSchema = z.object({
  xmin: z.coerce.bigint(),
  id: z.string().nullable(),
  xid: z.coerce.bigint().nullable(),
  news: z.unknown(),
});
const nothingSchema = z.object({});

const readSql = `
  select s.xmin::text, n.id::text, n.xid::text, n.news
  from (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) s
  left join outbox n on n.xid >= least($1::xid8, s.xmin)
  order by n.xid`;
const removeSql = `delete from outbox where created_at < clock_timestamp() - interval '${keptHours} hours'`;

interface OutboxOptions {
  readonly connection: SteadyConnection;
  readonly serverId: string;
  /** Told of what other servers have changed. */
  readonly newsCame: (news: News) => void;
  readonly report: (what: string, cause: unknown) => void;
}

/** What one transaction tells the other servers. */
interface Letter {
  /** Within the transaction that changes what the news tell of. */
  write(sql: Pick<Sql, 'execute'>, news: readonly News[]): Promise<void>;
  /** The transaction is done, and this server knows. */
  done(): void;
  /** The transaction failed, or its answer was lost. */
  unsure(): void;
}

/**
 * Leads changes to the other servers, each at least once and in any case: they are rows, written in the transaction of
 * the change. Transactions end in another order than they begin in, so a reader goes by PostgreSQL's oldest transaction
 * that is still running, reads what is newer again, and passes over what it knows.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  /** Everything before this transaction has been read. */
  #readTo = 0n;
  /** Of later ones, what has been read already. */
  #known: ReadonlySet<string> = new Set();
  /** What this server writes, and has been told of. */
  readonly #own = new Map<string, 'being-written' | 'told'>();
  #reading: Promise<void> | undefined;
  #isAskedAgain = false;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Begins with what is written from now on. @throws Error where the database cannot be asked */
  static async open(options: OutboxOptions): Promise<Outbox> {
    const outbox = new Outbox(options);
    await outbox.#read(() => undefined);
    outbox.#timer = setInterval(() => outbox.look(), pollMs);
    outbox.#timer.unref();
    return outbox;
  }

  /** What one transaction tells. */
  letter(): Letter {
    const id = randomUUID();
    const { serverId } = this.#options;
    return {
      write: async (sql, news) => {
        this.#own.set(id, 'being-written');
        await sql.execute(raw`
          with written as (
            insert into outbox (id, server_id, news) values (${id}, ${serverId}, ${JSON.stringify(news)}::jsonb))
          select pg_notify(${newsChannel}, '')`);
      },
      done: () => void (this.#own.has(id) && this.#own.set(id, 'told')),
      unsure: () => void this.#own.delete(id),
    };
  }

  /** Something may have been written. */
  look(): void {
    if (this.#reading !== undefined) {
      this.#isAskedAgain = true;
      return;
    }
    this.#isAskedAgain = false;
    this.#reading = this.#read(this.#options.newsCame)
      .catch((cause: unknown) => this.#options.report('reading what other servers have changed', cause))
      .finally(() => {
        this.#reading = undefined;
        if (this.#isAskedAgain) this.look();
      });
  }

  /** To be called now and then. */
  async removeOld(): Promise<void> {
    await this.#options.connection.query(nothingSchema, removeSql);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#reading;
  }

  async #read(came: (news: News) => void): Promise<void> {
    const { connection, report } = this.#options;
    const rows = await connection.query(rowSchema, readSql, [this.#readTo.toString()]);
    const known = new Set<string>();
    let readTo = rows[0]?.xmin ?? this.#readTo;
    for (const { id, xid, news } of rows) {
      if (id === null || xid === null) continue;
      const own = this.#own.get(id);
      if (own === 'being-written') {
        // It will be known what became of it.
        if (xid < readTo) readTo = xid;
        continue;
      }
      known.add(id);
      this.#own.delete(id);
      if (this.#known.has(id) || own === 'told') continue;
      try {
        for (const one of z.array(newsSchema).parse(news)) came(one);
      } catch (cause) {
        // Of a newer server, perhaps: what others say is still heard.
        report('reading a change of another server', cause);
      }
    }
    this.#readTo = readTo;
    this.#known = known;
  }
}
