import { and, desc, eq, gt, isNull, or } from 'drizzle-orm';
import type { Ban } from '@atrium/protocol';
import { changeTold } from '../cluster/changeTold.ts';
import { recordFact } from '../audit/auditLog.ts';
import { bans, workspaces } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import { endLeases, tellEndOfLease } from '../worlds/endLeases.ts';

export interface BanRequest {
  readonly person: Actor;
  /** Network address that is kept out too. */
  readonly address: string | undefined;
  readonly reason: string;
  /** `undefined`: for good. */
  readonly forMs: number | undefined;
}

/** Who is kept out of a Workspace. */
export class Bans {
  readonly #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  async make(
    workspaceId: string,
    actor: Actor,
    { person, address, reason, forMs }: BanRequest,
  ): Promise<void> {
    const { newId, nowMs } = this.#ports;
    const expiresAt = forMs === undefined ? null : new Date(nowMs() + forMs);
    const { personId, name: personName, role: personRole } = person;
    await changeTold(this.#ports, async (transaction, tell) => {
      // Nobody takes a lease by a right that ends here.
      await transaction.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
      const row = { id: newId(), workspaceId, personId, personName, personRole, address: address ?? null };
      await transaction.insert(bans).values({ ...row, reason, createdBy: actor.name, expiresAt });
      const target = { id: personId, name: personName, role: personRole };
      const details = { withAddress: address !== undefined, until: expiresAt?.toISOString() ?? null };
      await recordFact(transaction, { workspaceId, actor, action: 'person.ban', target, reason, details });
      for (const worldId of await endLeases(transaction, workspaceId, personId))
        tellEndOfLease(tell, worldId);
      const change = { workspaceId, why: 'banned' } as const;
      tell.access({ ...change, personId });
      if (address !== undefined) tell.access({ ...change, address });
    });
  }

  /**
   * Why a person, or everybody at an address, is kept out at this moment; `undefined` where no ban does.
   *
   * @param personId `undefined`: somebody whom the server does not know
   */
  async refusal(
    workspaceId: string,
    personId: string | undefined,
    address: string,
  ): Promise<string | undefined> {
    const isAddress = eq(bans.address, address);
    const [row] = await this.#ports.sql
      .select()
      .from(bans)
      .where(
        and(
          eq(bans.workspaceId, workspaceId),
          personId === undefined ? isAddress : or(eq(bans.personId, personId), isAddress),
          isBanInForce(new Date(this.#ports.nowMs())),
        ),
      )
      .limit(1);
    if (row === undefined) return undefined;
    const until = row.expiresAt === null ? '' : ` This ends on ${row.expiresAt.toUTCString()}.`;
    const why = `${row.createdBy} banned you from this workspace: ${row.reason}`;
    return `${why}${/[.!?]$/.test(why) ? '' : '.'}${until}`;
  }

  /** Those in force, the newest first. */
  async list(workspaceId: string): Promise<Ban[]> {
    const rows = await this.#ports.sql
      .select()
      .from(bans)
      .where(and(eq(bans.workspaceId, workspaceId), isBanInForce(new Date(this.#ports.nowMs()))))
      .orderBy(desc(bans.createdAt));
    return rows.map(shownBan);
  }

  /** @throws WorkspaceFailure `not_found` */
  async lift(workspaceId: string, actor: Actor, banId: string): Promise<void> {
    await this.#ports.sql.transaction(async (sql) => {
      const [gone] = await sql
        .delete(bans)
        .where(and(eq(bans.id, banId), eq(bans.workspaceId, workspaceId)))
        .returning();
      if (gone === undefined) throw new WorkspaceFailure('not_found');
      const target = { id: gone.personId, name: gone.personName, role: gone.personRole };
      await recordFact(sql, { workspaceId, actor, action: 'person.unban', target });
    });
  }
}

/** As a condition on a ban. */
export function isBanInForce(now: Date) {
  return or(isNull(bans.expiresAt), gt(bans.expiresAt, now));
}

function shownBan(row: typeof bans.$inferSelect): Ban {
  return {
    banId: row.id,
    personId: row.personId,
    name: row.personName,
    role: row.personRole,
    address: row.address,
    reason: row.reason,
    by: row.createdBy,
    at: row.createdAt.getTime(),
    expiresAt: row.expiresAt?.getTime() ?? null,
  };
}
