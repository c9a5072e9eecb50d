import { and, desc, eq, lt, or } from 'drizzle-orm';
import type { AuditDetailName, AuditEntry, AuditLogPage } from '@atrium/protocol';
import type { Role } from '@atrium/world';
import type { Sql } from '../database/database.ts';
import { auditLog, workspaces } from '../database/schema.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';

/** What happened, for those who ask later. */
export interface AuditFact {
  readonly workspaceId: string;
  readonly actor: Actor;
  /** As in `member.role`: what it was done to, and what. */
  readonly action: string;
  readonly target?:
    | { readonly id: string; readonly name: string; readonly role?: Role | null | undefined }
    | undefined;
  readonly reason?: string | undefined;
  readonly details?: { readonly [Name in AuditDetailName]?: unknown };
}

/** Writes a fact down, within the transaction of what it tells of. */
export async function recordFact(sql: Pick<Sql, 'insert'>, fact: AuditFact): Promise<void> {
  const { workspaceId, actor, action, target, reason, details = {} } = fact;
  await sql.insert(auditLog).values({
    workspaceId,
    actorId: actor.personId,
    actorName: actor.name,
    actorRole: actor.role,
    action,
    targetId: target?.id ?? null,
    targetName: target?.name ?? null,
    targetRole: target?.role ?? null,
    reason: reason ?? null,
    details,
  });
}

export interface AuditQuery {
  /** Entries older than this one. */
  readonly before?: number | undefined;
  readonly action?: string | undefined;
  /** Who acted, or to whom something was done. */
  readonly person?: string | undefined;
  readonly limit: number;
}

const dayMs = 86_400_000;

/** The audit logs of all Workspaces. */
export class AuditLog {
  readonly #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  record(fact: AuditFact): Promise<void> {
    return recordFact(this.#ports.sql, fact);
  }

  /** The newest first. */
  async read(workspaceId: string, query: AuditQuery): Promise<AuditLogPage> {
    const { before, action, person, limit } = query;
    const rows = await this.#ports.sql
      .select()
      .from(auditLog)
      .where(
        and(
          eq(auditLog.workspaceId, workspaceId),
          before === undefined ? undefined : lt(auditLog.id, before),
          action === undefined ? undefined : eq(auditLog.action, action),
          person === undefined ? undefined : or(eq(auditLog.actorId, person), eq(auditLog.targetId, person)),
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(limit);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { entries: rows.map(shownEntry), next: last?.id ?? null };
  }

  /** Removes what is older than its Workspace keeps. */
  async removeOld(): Promise<void> {
    const all = await this.#ports.sql.select().from(workspaces);
    for (const { id, settings } of all) {
      const oldest = new Date(this.#ports.nowMs() - settings.auditLogDays * dayMs);
      await this.#ports.sql
        .delete(auditLog)
        .where(and(eq(auditLog.workspaceId, id), lt(auditLog.at, oldest)));
    }
  }
}

function shownEntry(row: typeof auditLog.$inferSelect): AuditEntry {
  return {
    entryId: row.id,
    at: row.at.getTime(),
    actor: { personId: row.actorId, name: row.actorName, role: row.actorRole },
    action: row.action,
    target:
      row.targetId === null ? null : { id: row.targetId, name: row.targetName ?? '', role: row.targetRole },
    reason: row.reason,
    details: { ...row.details },
  };
}
