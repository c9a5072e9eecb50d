import { and, desc, eq, gt } from 'drizzle-orm';
import type { AccountRole, ApiToken } from '@atrium/protocol';
import { hasRight } from '@atrium/world';
import { recordFact } from '../audit/auditLog.ts';
import { apiTokens, memberships, users } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import { requireRight } from './grants.ts';
import { hashToken, newSecretToken } from './secretTokens.ts';

const dayMs = 86_400_000;
/** Tells a token of this kind from others at a glance, and tools that look for secrets in texts what it is. */
const prefix = 'atrium_';

/** Tokens with which programs use the REST API. Each belongs to a person, and ends with their Role. */
export class ApiTokens {
  readonly #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /**
   * @returns the token, which is not shown again, and what is shown of it
   * @throws WorkspaceFailure `not_allowed` where the Role of the owner has just ended
   */
  async make(
    workspaceId: string,
    actor: Actor,
    { name, role, days }: { readonly name: string; readonly role: AccountRole; readonly days: number },
  ): Promise<ApiToken & { readonly token: string }> {
    const token = `${prefix}${newSecretToken()}`;
    const expiresAt = new Date(this.#ports.nowMs() + days * dayMs);
    const owner = { ownerId: actor.personId, createdBy: actor.name };
    const row = { id: this.#ports.newId(), workspaceId, name, role, ...owner, expiresAt };
    const made = await this.#ports.sql.transaction(async (sql) => {
      await requireRight(sql, workspaceId, actor.personId, 'manageApiTokens');
      const [inserted] = await sql
        .insert(apiTokens)
        .values({ ...row, tokenHash: hashToken(token) })
        .returning();
      const target = { id: row.id, name };
      await recordFact(sql, { workspaceId, actor, action: 'api-token.make', target, details: { role } });
      return inserted;
    });
    if (made === undefined) throw new Error('The database has not kept the token.');
    return { ...shown(made), token };
  }

  async list(workspaceId: string): Promise<ApiToken[]> {
    const rows = await this.#ports.sql
      .select()
      .from(apiTokens)
      .where(eq(apiTokens.workspaceId, workspaceId))
      .orderBy(desc(apiTokens.createdAt));
    return rows.map(shown);
  }

  /** @throws WorkspaceFailure `not_found` */
  async revoke(workspaceId: string, actor: Actor, tokenId: string): Promise<void> {
    await this.#ports.sql.transaction(async (sql) => {
      const [gone] = await sql
        .delete(apiTokens)
        .where(and(eq(apiTokens.id, tokenId), eq(apiTokens.workspaceId, workspaceId)))
        .returning();
      if (gone === undefined) throw new WorkspaceFailure('not_found');
      const target = { id: tokenId, name: gone.name };
      await recordFact(sql, { workspaceId, actor, action: 'api-token.revoke', target });
    });
  }

  /** Whom a token acts for, and as what; `undefined` where it is none, or has expired. */
  async find(token: string) {
    if (!token.startsWith(prefix)) return undefined;
    const isIt = and(
      eq(apiTokens.tokenHash, hashToken(token)),
      gt(apiTokens.expiresAt, new Date(this.#ports.nowMs())),
    );
    const isOwner = and(
      eq(memberships.workspaceId, apiTokens.workspaceId),
      eq(memberships.userId, apiTokens.ownerId),
    );
    const [row] = await this.#ports.sql
      .select({ token: apiTokens, owner: users.name, ownerRole: memberships.role })
      .from(apiTokens)
      .innerJoin(memberships, isOwner)
      .innerJoin(users, eq(users.id, apiTokens.ownerId))
      .where(isIt);
    if (row === undefined || !hasRight(row.ownerRole, 'manageApiTokens')) return undefined;
    const { workspaceId, role, ownerId: personId, name } = row.token;
    return { workspaceId, role, personId, name: `${row.owner} (${name})` };
  }
}

function shown(row: typeof apiTokens.$inferSelect): ApiToken {
  return {
    tokenId: row.id,
    name: row.name,
    role: row.role,
    by: row.createdBy,
    createdAt: row.createdAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
  };
}
