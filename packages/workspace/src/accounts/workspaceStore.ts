import { eq } from 'drizzle-orm';
import { defaultWorkspaceSettings, withoutUndefined } from '@atrium/protocol';
import type { WorkspaceSettings, WorkspaceShown } from '@atrium/protocol';
import { changeTold } from '../cluster/changeTold.ts';
import { recordFact } from '../audit/auditLog.ts';
import { workspaces } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';

/** What is left out stays. */
interface WorkspaceChange {
  readonly name?: string | undefined;
  readonly settings?:
    | { readonly [Name in keyof WorkspaceSettings]?: WorkspaceSettings[Name] | undefined }
    | undefined;
}

/** What Workspaces are called, and how they are set. */
export class WorkspaceStore {
  readonly #ports: WorkspacePorts;
  /** Of each Workspace that was read or changed. */
  readonly #embedOrigins = new Map<string, readonly string[]>();

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /** @throws WorkspaceFailure `not_found` */
  async show(workspaceId: string): Promise<WorkspaceShown> {
    const [row] = await this.#ports.sql.select().from(workspaces).where(eq(workspaces.id, workspaceId));
    if (row === undefined) throw new WorkspaceFailure('not_found');
    return { workspaceId: row.id, name: row.name, settings: settingsOf(row) };
  }

  async list(): Promise<WorkspaceShown[]> {
    const rows = await this.#ports.sql.select().from(workspaces).orderBy(workspaces.createdAt);
    for (const { id, settings } of rows) this.#embedOrigins.set(id, settings.embedOrigins);
    return rows.map((row) => ({ workspaceId: row.id, name: row.name, settings: settingsOf(row) }));
  }

  /** Origins that Admins allow to be shown beside their Worlds, of all Workspaces that were ever listed or changed. */
  embedOrigins(): readonly string[] {
    return [...new Set([...this.#embedOrigins.values()].flat())];
  }

  async change(workspaceId: string, actor: Actor, change: WorkspaceChange): Promise<void> {
    const embedOrigins = await changeTold(this.#ports, async (sql, tell) => {
      const [row] = await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
      if (row === undefined) throw new WorkspaceFailure('not_found');
      const settings = { ...row.settings, ...withoutUndefined(change.settings ?? {}) };
      await sql
        .update(workspaces)
        .set({ name: change.name ?? row.name, settings })
        .where(eq(workspaces.id, workspaceId));
      const details = { ...change.settings, ...(change.name === undefined ? {} : { name: change.name }) };
      await recordFact(sql, { workspaceId, actor, action: 'workspace.change', details });
      const guests = change.settings?.guests;
      // Guests without a link lose access when the Workspace is no longer open to everybody; links stay valid.
      if (guests !== undefined && guests !== row.settings.guests) {
        tell.access({ workspaceId, role: 'Guest', why: 'access-changed' });
      }
      return settings.embedOrigins;
    });
    this.#embedOrigins.set(workspaceId, embedOrigins);
  }
}

/** Of a Workspace that was made before a setting existed, that setting is as in a new one. */
function settingsOf({ settings }: { readonly settings: WorkspaceSettings }): WorkspaceSettings {
  return { ...defaultWorkspaceSettings, ...settings };
}
