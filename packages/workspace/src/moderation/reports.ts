import { and, desc, eq } from 'drizzle-orm';
import type { ChatLine, Report } from '@atrium/protocol';
import { recordFact } from '../audit/auditLog.ts';
import { reports, worlds } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';

export interface ReportMade {
  readonly workspaceId: string;
  readonly worldId: string;
  readonly zoneId: string;
  readonly reporter: Actor;
  readonly person: Actor;
  readonly text: string;
  /** What the reporter chose to attach. */
  readonly chat: readonly ChatLine[];
}

const listed = 500;

/** What people tell the Admins about somebody. */
export class Reports {
  readonly #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  async make({ workspaceId, worldId, zoneId, reporter, person, text, chat }: ReportMade): Promise<void> {
    await this.#ports.sql.insert(reports).values({
      id: this.#ports.newId(),
      workspaceId,
      worldId,
      zoneId,
      reporterId: reporter.personId,
      reporterName: reporter.name,
      reporterRole: reporter.role,
      personId: person.personId,
      personName: person.name,
      personRole: person.role,
      text,
      chat,
    });
  }

  /** The newest first. */
  async list(workspaceId: string): Promise<Report[]> {
    const rows = await this.#ports.sql
      .select()
      .from(reports)
      .leftJoin(worlds, eq(worlds.id, reports.worldId))
      .where(eq(reports.workspaceId, workspaceId))
      .orderBy(desc(reports.createdAt))
      .limit(listed);
    return rows.map(({ reports: row, worlds: world }) => ({
      reportId: row.id,
      at: row.createdAt.getTime(),
      world: { worldId: row.worldId, name: world?.name ?? row.worldId },
      zoneId: row.zoneId,
      reporter: { personId: row.reporterId, name: row.reporterName, role: row.reporterRole },
      person: { personId: row.personId, name: row.personName, role: row.personRole },
      text: row.text,
      chat: [...row.chat],
      handled: row.handledAt === null ? null : { by: row.handledBy ?? '', at: row.handledAt.getTime() },
    }));
  }

  /** @throws WorkspaceFailure `not_found` */
  async setHandled(workspaceId: string, actor: Actor, reportId: string, isHandled: boolean): Promise<void> {
    await this.#ports.sql.transaction(async (sql) => {
      const handled = isHandled
        ? { handledBy: actor.name, handledAt: new Date(this.#ports.nowMs()) }
        : { handledBy: null, handledAt: null };
      const [report] = await sql
        .update(reports)
        .set(handled)
        .where(and(eq(reports.id, reportId), eq(reports.workspaceId, workspaceId)))
        .returning();
      if (report === undefined) throw new WorkspaceFailure('not_found');
      const action = isHandled ? 'report.handle' : 'report.reopen';
      const target = { id: report.personId, name: report.personName, role: report.personRole };
      await recordFact(sql, { workspaceId, actor, action, target });
    });
  }
}
