import { and, count, desc, eq, gt, lt } from 'drizzle-orm';
import { problemReportBytes, withoutSecrets } from '@atrium/protocol';
import type { ProblemReport, ProblemReportRequest } from '@atrium/protocol';
import { problemReports, workspaces } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';

const dayMs = 86_400_000;
const keptMs = 30 * dayMs;
/** Of one person in 24 hours. */
const mostEach = 3;
/** Of a Workspace in 24 hours: who comes by a guest link again and again is somebody else each time. */
const mostOfAll = 50;

/** What people tell the Admins about Atrium itself, with their Client's log. */
export class ProblemReports {
  readonly #ports: Pick<WorkspacePorts, 'sql' | 'nowMs' | 'newId'>;

  constructor(ports: Pick<WorkspacePorts, 'sql' | 'nowMs' | 'newId'>) {
    this.#ports = ports;
  }

  /**
   * Keeps a report, without what looks like a secret or an address.
   *
   * @throws WorkspaceFailure `rate_limited` above three in 24 hours; `bad_message` where it is too long, or says nothing
   *   that can be seen
   */
  async make(workspaceId: string, person: Actor, { text, log }: ProblemReportRequest): Promise<void> {
    const { sql, nowMs, newId } = this.#ports;
    const kept = { text: textOf(text), log: textOf(log) };
    const bytes = Buffer.byteLength(kept.text) + Buffer.byteLength(kept.log);
    if (kept.text.trim() === '' || bytes > problemReportBytes) throw new WorkspaceFailure('bad_message');
    const yesterday = new Date(nowMs() - dayMs);
    await sql.transaction(async (within) => {
      // One after the other, so that none is counted by nobody.
      await within.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('no key update');
      const recent = and(
        eq(problemReports.workspaceId, workspaceId),
        gt(problemReports.createdAt, yesterday),
      );
      const countOf = async (which: typeof recent) =>
        (await within.select({ count: count() }).from(problemReports).where(which))[0]?.count ?? 0;
      const own = await countOf(and(recent, eq(problemReports.personId, person.personId)));
      if (own >= mostEach || (await countOf(recent)) >= mostOfAll) throw new WorkspaceFailure('rate_limited');
      await within.insert(problemReports).values({
        id: newId(),
        workspaceId,
        personId: person.personId,
        personName: person.name,
        personRole: person.role,
        ...kept,
        createdAt: new Date(nowMs()),
      });
    });
  }

  /** Those of the last 30 days, the newest first, without their logs. */
  async list(workspaceId: string): Promise<ProblemReport[]> {
    const { id, createdAt, personId, personName, personRole, text } = problemReports;
    const rows = await this.#ports.sql
      .select({ id, createdAt, personId, personName, personRole, text })
      .from(problemReports)
      .where(and(eq(problemReports.workspaceId, workspaceId), gt(createdAt, this.#oldest())))
      .orderBy(desc(createdAt));
    return rows.map((row) => ({
      reportId: row.id,
      at: row.createdAt.getTime(),
      by: { personId: row.personId, name: row.personName, role: row.personRole },
      text: row.text,
    }));
  }

  /** @throws WorkspaceFailure `not_found` */
  async readLog(workspaceId: string, reportId: string): Promise<string> {
    const isIt = and(eq(problemReports.id, reportId), eq(problemReports.workspaceId, workspaceId));
    const [row] = await this.#ports.sql.select({ log: problemReports.log }).from(problemReports).where(isIt);
    if (row === undefined) throw new WorkspaceFailure('not_found');
    return row.log;
  }

  /** To be called now and then. */
  async removeOld(): Promise<void> {
    await this.#ports.sql.delete(problemReports).where(lt(problemReports.createdAt, this.#oldest()));
  }

  #oldest(): Date {
    return new Date(this.#ports.nowMs() - keptMs);
  }
}

/** PostgreSQL keeps no NUL, and nobody reads what steers a terminal. */
function textOf(text: string): string {
  return withoutSecrets(text.replace(/[^\P{Cc}\n\t]/gu, ''));
}
