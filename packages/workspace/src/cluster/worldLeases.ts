import * as z from 'zod';
import type { Tenure, TenureEvents, WorldPlaces } from '@atrium/signaling';
import { KeyedTurns } from '../work/keyedTurns.ts';
import type { SteadyConnection } from './steadyConnection.ts';

/** In ms. */
interface LeaseTiming {
  /** How long a server counts as alive without a word from it, by the clock of the database. */
  readonly leaseMs: number;
  readonly renewMs: number;
  /** How long a World that was handed to this server may wait for the first who comes. */
  readonly unusedMs: number;
}

const leaseTiming: LeaseTiming = { leaseMs: 8_000, renewMs: 2_000, unusedMs: 30_000 };

interface WorldLeasesOptions {
  readonly connection: SteadyConnection;
  /** Where strangers' sockets are looked up: however many there are, renewals do not wait for them. */
  readonly lookups: SteadyConnection;
  /** Of this process, and no other. */
  readonly serverId: string;
  /** Where other servers reach this one. */
  readonly address: string;
  readonly version: string;
  /** Milliseconds on a clock that never goes back. */
  readonly nowMs: () => number;
  /** People in a World on this server. */
  readonly peopleIn: (worldId: string) => number;
  readonly report: (what: string, cause: unknown) => void;
  readonly timing?: LeaseTiming;
}

interface HeldWorld {
  readonly tenure: { readonly worldId: string; fence: string };
  readonly events: TenureEvents;
  /** From when on it is known to be held, on the server's clock, in ms. */
  sinceMs: number;
}

const placeSchema = z.object({ server_id: z.string(), fence: z.string(), is_alive: z.boolean() });
const renewedSchema = z.object({
  world_id: z.string().nullable(),
  fence: z.string().nullable(),
  now_ms: z.coerce.number(),
});
const ownerSchema = z.object({ address: z.string() });
const countSchema = z.object({ world_id: z.string(), people: z.number() });
const idSchema = z.object({ id: z.string() });

/** Two servers that take a World at the same moment may both see no row; a second look shows the winner. */
const takeAttempts = 8;

const registerSql = `
  insert into signaling_servers (id, address, version, state, expires_at)
  values ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 ms')
  on conflict (id) do update set state = excluded.state, expires_at = excluded.expires_at`;
const renewSql = `
  with alive as (
    update signaling_servers set state = $2, expires_at = clock_timestamp() + $3 * interval '1 ms'
    where id = $1 returning id)
  select w.world_id, w.fence::text, extract(epoch from clock_timestamp()) * 1000 as now_ms
  from alive left join world_places w on w.server_id = alive.id`;
const burySql = `delete from signaling_servers where expires_at < clock_timestamp()`;
const buryEarlierSql = `delete from signaling_servers where address = $1 and id <> $2`;
const takeSql = `
  with mine as (
    insert into world_places (world_id, server_id)
      select $1, s.id from signaling_servers s
      where s.id = $2 and s.state = 'ready' and s.expires_at > clock_timestamp() for share
    on conflict (world_id) do nothing returning server_id, fence)
  select server_id, fence::text, true as is_alive from mine
  union all
  select w.server_id, w.fence::text, s.expires_at > clock_timestamp()
  from world_places w join signaling_servers s on s.id = w.server_id
  where w.world_id = $1 and not exists (select from mine)`;
const releaseSql = `delete from world_places where world_id = $1 and server_id = $2 and fence = $3::bigint`;
const ownerSql = `
  select s.address from world_places w join signaling_servers s on s.id = w.server_id
  where w.world_id = $1 and s.id <> $2 and s.expires_at > clock_timestamp()`;
const writeCountsSql = `
  update world_places w set people = c.people
  from unnest($2::text[], $3::int[]) as c (world_id, people)
  where w.world_id = c.world_id and w.server_id = $1 and w.people <> c.people`;
const readCountsSql = `select world_id, people from world_places where server_id <> $1 and people > 0`;
const handOverSql = `
  update world_places set server_id = (
    select s.id from signaling_servers s
    where s.id <> $2 and s.state = 'ready' and s.expires_at > clock_timestamp()
    order by (select coalesce(sum(people), 0) from world_places where server_id = s.id), s.id limit 1),
    fence = nextval('world_fence')
  where world_id = $1 and server_id = $2 and fence = $3::bigint and exists (
    select from signaling_servers s
    where s.id <> $2 and s.state = 'ready' and s.expires_at > clock_timestamp())
  returning server_id as id`;
const othersSql = `
  select id from signaling_servers where id <> $1 and state = 'ready' and expires_at > clock_timestamp() limit 1`;
const leaveSql = `delete from signaling_servers where id = $1`;

/**
 * Which of several servers has which World, in PostgreSQL: a server has a lease, and its Worlds with it. All time is that
 * of the database, or of a clock of this process that never goes back: wrong clocks do no harm.
 *
 * A server that cannot renew its lease goes on: it gives up a World only when it learns that another server has it. What
 * it writes meanwhile is refused by the fence.
 */
export class WorldLeases implements WorldPlaces {
  readonly #options: WorldLeasesOptions;
  readonly #timing: LeaseTiming;
  readonly #held = new Map<string, HeldWorld>();
  readonly #turns = new KeyedTurns();
  /** Worlds of this server that it does not use: handed to it, or not given back yet. Since when, in ms. */
  readonly #unused = new Map<string, number>();
  #peopleElsewhere: ReadonlyMap<string, number> = new Map();
  #state: 'ready' | 'draining' = 'draining';
  #renewedAtMs: number;
  /** Since when every renewal has come in time, in ms. */
  #steadySinceMs: number;
  /** What the clock of the database is ahead of this process's, in ms. */
  #databaseAheadMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<void> = Promise.resolve();
  #isClosed = false;

  private constructor(options: WorldLeasesOptions) {
    this.#options = options;
    this.#timing = options.timing ?? leaseTiming;
    this.#renewedAtMs = options.nowMs();
    this.#steadySinceMs = this.#renewedAtMs;
  }

  /** Joins the servers of a database, in place of an earlier process with the same address; takes no Worlds before `ready`. @throws Error where it cannot be asked */
  static async join(options: WorldLeasesOptions): Promise<WorldLeases> {
    const leases = new WorldLeases(options);
    await leases.#ask(idSchema, buryEarlierSql, [options.address, options.serverId]);
    await leases.#register();
    await leases.#renew();
    leases.#schedule();
    return leases;
  }

  /** For how long the database has not been heard of, in ms. */
  get silentMs(): number {
    return this.#options.nowMs() - this.#renewedAtMs;
  }

  /** What the clock of the database says, in ms since 1970. */
  get databaseNowMs(): number {
    return this.#options.nowMs() + this.#databaseAheadMs;
  }

  take(worldId: string, events: TenureEvents): Promise<Tenure | undefined> {
    return this.#turns.run(worldId, async () => {
      const fence = await this.#takeRow(worldId);
      if (fence === undefined) return undefined;
      const tenure = { worldId, fence };
      this.#held.set(worldId, { tenure, events, sinceMs: this.#options.nowMs() });
      return tenure;
    });
  }

  release(tenure: Tenure): void {
    const { worldId } = tenure;
    if (this.#held.get(worldId)?.tenure !== tenure) return;
    this.#held.delete(worldId);
    const releasing = this.#turns.run(worldId, () =>
      this.#ask(idSchema, releaseSql, [worldId, this.#options.serverId, tenure.fence]),
    );
    // What cannot be given back now is found unused at a later renewal.
    releasing.catch((cause: unknown) => this.#options.report('giving back a World', cause));
  }

  /** The address of the other server that has a World; `undefined` where this one has it, or may take it. */
  async ownerElsewhere(worldId: string): Promise<string | undefined> {
    if (this.#held.has(worldId)) return undefined;
    const { lookups, serverId } = this.#options;
    const [owner] = await lookups.query(ownerSchema, ownerSql, [worldId, serverId]);
    return owner?.address;
  }

  /** How many are in a World that another server has, a moment ago. */
  peopleElsewhere(worldId: string): number {
    return this.#held.has(worldId) ? 0 : (this.#peopleElsewhere.get(worldId) ?? 0);
  }

  /** Takes Worlds from now on: other servers reach this one. */
  async ready(): Promise<void> {
    this.#state = 'ready';
    await this.#register();
  }

  /** Takes no more Worlds. */
  async drain(): Promise<void> {
    this.#state = 'draining';
    await this.#register();
  }

  /** Whether a World could be given to another server. */
  async areOthersReady(): Promise<boolean> {
    return (await this.#ask(idSchema, othersSql, [this.#options.serverId])).length > 0;
  }

  /**
   * Gives a World to another server that is ready, the one with the fewest people.
   *
   * @returns whether there was one; then the World is over here
   */
  handOver(worldId: string): Promise<boolean> {
    return this.#turns.run(worldId, async () => {
      const held = this.#held.get(worldId);
      if (held === undefined) return false;
      const values = [worldId, this.#options.serverId, held.tenure.fence];
      const [target] = await this.#ask(idSchema, handOverSql, values);
      if (target === undefined) return false;
      this.#held.delete(worldId);
      return true;
    });
  }

  /** Leaves: other servers may take the Worlds of this one at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#renewing;
    await this.#ask(idSchema, leaveSql, [this.#options.serverId]).catch((cause: unknown) =>
      this.#options.report('leaving the other servers', cause),
    );
  }

  /** A server that was cut off itself cannot tell whether others are dead or were cut off with it. */
  get #mayBury(): boolean {
    return this.#renewedAtMs - this.#steadySinceMs >= this.#timing.leaseMs;
  }

  #ask<Row>(row: z.ZodType<Row>, text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#options.connection.query(row, text, values);
  }

  #register(): Promise<unknown> {
    const { serverId, address, version } = this.#options;
    return this.#ask(idSchema, registerSql, [serverId, address, version, this.#state, this.#timing.leaseMs]);
  }

  /** @returns the fence; `undefined` where another server has the World */
  async #takeRow(worldId: string): Promise<string | undefined> {
    const { serverId } = this.#options;
    for (let attempt = 0; attempt < takeAttempts; attempt++) {
      const [place] = await this.#ask(placeSchema, takeSql, [worldId, serverId]);
      if (place?.server_id === serverId) return place.fence;
      if (place !== undefined) {
        if (place.is_alive || !this.#mayBury) return undefined;
        await this.#ask(idSchema, burySql, []);
      }
      // No server has it, and this one may not take it: its own lease has ended.
      else if (this.#state === 'ready') await this.#register();
      else return undefined;
    }
    throw new Error('It cannot be found out which server has a World.');
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#renewing = this.#renew()
        .catch((cause: unknown) => this.#options.report('renewing the lease of this server', cause))
        .finally(() => this.#schedule());
    }, this.#timing.renewMs);
    this.#timer.unref();
  }

  async #renew(): Promise<void> {
    const { serverId, nowMs } = this.#options;
    const askedAtMs = nowMs();
    const renewed = await this.#ask(renewedSchema, renewSql, [serverId, this.#state, this.#timing.leaseMs]);
    const [row] = renewed;
    if (row === undefined) await this.#register();
    else this.#databaseAheadMs = row.now_ms - (askedAtMs + nowMs()) / 2;
    if (askedAtMs - this.#renewedAtMs >= this.#timing.leaseMs) this.#steadySinceMs = askedAtMs;
    this.#renewedAtMs = askedAtMs;
    const fences = new Map(renewed.map(({ world_id, fence }) => [world_id, fence]));
    for (const held of [...this.#held.values()]) {
      const { worldId, fence } = held.tenure;
      if (held.sinceMs < askedAtMs && fences.get(worldId) !== fence) await this.#reclaim(held);
    }
    await this.#giveBackUnused(fences, askedAtMs);
    if (this.#mayBury) await this.#ask(idSchema, burySql, []);
    await this.#exchangeCounts();
  }

  /** The place of a World is another than it was: this server has counted as dead for a while. */
  #reclaim(held: HeldWorld): Promise<void> {
    const { tenure, events } = held;
    const { worldId } = tenure;
    return this.#turns.run(worldId, async () => {
      if (this.#held.get(worldId) !== held) return;
      const fence = await this.#takeRow(worldId);
      if (fence === undefined) {
        this.#held.delete(worldId);
        events.lost();
        return;
      }
      if (fence === tenure.fence) return;
      await events.retaken();
      tenure.fence = fence;
      held.sinceMs = this.#options.nowMs();
    });
  }

  async #giveBackUnused(fences: ReadonlyMap<string | null, string | null>, nowMs: number): Promise<void> {
    for (const worldId of [...this.#unused.keys()])
      if (!fences.has(worldId) || this.#held.has(worldId)) this.#unused.delete(worldId);
    for (const [worldId, fence] of fences) {
      if (worldId === null || this.#held.has(worldId) || this.#turns.isBusy(worldId)) continue;
      const sinceMs = this.#unused.get(worldId) ?? nowMs;
      this.#unused.set(worldId, sinceMs);
      if (nowMs - sinceMs < this.#timing.unusedMs) continue;
      await this.#turns.run(worldId, async () => {
        if (this.#held.has(worldId)) return;
        await this.#ask(idSchema, releaseSql, [worldId, this.#options.serverId, fence]);
      });
    }
  }

  async #exchangeCounts(): Promise<void> {
    const { serverId, peopleIn } = this.#options;
    const worldIds = [...this.#held.keys()];
    if (worldIds.length > 0)
      await this.#ask(idSchema, writeCountsSql, [serverId, worldIds, worldIds.map(peopleIn)]);
    const counts = await this.#ask(countSchema, readCountsSql, [serverId]);
    this.#peopleElsewhere = new Map(counts.map(({ world_id, people }) => [world_id, people]));
  }
}
