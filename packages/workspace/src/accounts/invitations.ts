import { and, desc, eq, gt, sql as raw } from 'drizzle-orm';
import type { Invitation, InvitationRequest, InvitationShown } from '@atrium/protocol';
import { changeTold } from '../cluster/changeTold.ts';
import { recordFact } from '../audit/auditLog.ts';
import { invitations, workspaces, worlds } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import { requireRight } from './grants.ts';
import { hashToken, newSecretToken } from './secretTokens.ts';

const dayMs = 86_400_000;

/** What lets a Guest into one World. */
export interface GuestLink {
  readonly invitationId: string;
  readonly workspaceId: string;
  readonly worldId: string;
  readonly visitMinutes: number;
  readonly expiresAtMs: number;
}

/** Links that let people in. */
export class Invitations {
  readonly #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /**
   * @returns the secret of the link, which is not shown again
   * @throws WorkspaceFailure `world_unknown`; `not_allowed` where the Role of its maker has just ended
   */
  async make(workspaceId: string, actor: Actor, request: InvitationRequest) {
    const { sql, newId, nowMs } = this.#ports;
    const token = newSecretToken();
    const invitationId = newId();
    const expiresAt = new Date(nowMs() + request.days * dayMs);
    const isGuest = request.kind === 'guest';
    const worldId = isGuest ? request.worldId : null;
    await sql.transaction(async (transaction) => {
      await requireRight(transaction, workspaceId, actor.personId, 'managePeople');
      if (worldId !== null) {
        const ofWorkspace = and(eq(worlds.id, worldId), eq(worlds.workspaceId, workspaceId));
        const [world] = await transaction.select().from(worlds).where(ofWorkspace);
        if (world === undefined) throw new WorkspaceFailure('world_unknown');
      }
      const role = isGuest ? ('Guest' as const) : request.role;
      const visitMinutes = isGuest ? request.visitMinutes : null;
      const { note, uses: usesLeft } = request;
      const row = { id: invitationId, workspaceId, tokenHash: hashToken(token), role, worldId, visitMinutes };
      const maker = { makerId: actor.personId, createdBy: actor.name };
      await transaction.insert(invitations).values({ ...row, ...maker, note, usesLeft, expiresAt });
      const target = { id: invitationId, name: note };
      const details = { role, worldId, uses: usesLeft, expiresAt: expiresAt.toISOString() };
      await recordFact(transaction, { workspaceId, actor, action: 'invitation.make', target, details });
    });
    return { token, expiresAtMs: expiresAt.getTime() };
  }

  /** Those that still let somebody in, the newest first. */
  async list(workspaceId: string): Promise<Invitation[]> {
    const rows = await this.#ports.sql
      .select()
      .from(invitations)
      .leftJoin(worlds, eq(worlds.id, invitations.worldId))
      .where(and(eq(invitations.workspaceId, workspaceId), this.#isUsable()))
      .orderBy(desc(invitations.createdAt));
    return rows.map(({ invitations: row, worlds: world }) => ({
      invitationId: row.id,
      role: row.role,
      world: world === null ? null : { worldId: world.id, name: world.name },
      visitMinutes: row.visitMinutes,
      note: row.note,
      usesLeft: row.usesLeft,
      expiresAt: row.expiresAt.getTime(),
      createdBy: row.createdBy,
      createdAt: row.createdAt.getTime(),
    }));
  }

  /** Nobody comes in by it any more, and Guests who did are out. @throws WorkspaceFailure `not_found` */
  async withdraw(workspaceId: string, actor: Actor, invitationId: string): Promise<void> {
    await changeTold(this.#ports, async (sql, tell) => {
      const [gone] = await sql
        .delete(invitations)
        .where(and(eq(invitations.id, invitationId), eq(invitations.workspaceId, workspaceId)))
        .returning();
      if (gone === undefined) throw new WorkspaceFailure('not_found');
      const target = { id: invitationId, name: gone.note };
      await recordFact(sql, { workspaceId, actor, action: 'invitation.withdraw', target });
      tell.access({ workspaceId, accessId: invitationId, why: 'signed-out' });
    });
  }

  /** What a link leads to. @throws WorkspaceFailure `invitation_invalid` */
  async look(token: string): Promise<InvitationShown> {
    const [row] = await this.#ports.sql
      .select()
      .from(invitations)
      .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
      .leftJoin(worlds, eq(worlds.id, invitations.worldId))
      .where(and(eq(invitations.tokenHash, hashToken(token)), this.#isUsable()));
    if (row === undefined) throw new WorkspaceFailure('invitation_invalid');
    return {
      workspaceName: row.workspaces.name,
      role: row.invitations.role,
      world: row.worlds === null ? null : { worldId: row.worlds.id, name: row.worlds.name },
      expiresAt: row.invitations.expiresAt.getTime(),
    };
  }

  /** The guest link of a secret, used up or not: Guests who came by it may come back. */
  async findGuestLink(where: { readonly token: string } | { readonly invitationId: string }) {
    const isIt =
      'token' in where
        ? eq(invitations.tokenHash, hashToken(where.token))
        : eq(invitations.id, where.invitationId);
    const [row] = await this.#ports.sql
      .select()
      .from(invitations)
      .where(and(isIt, gt(invitations.expiresAt, new Date(this.#ports.nowMs()))));
    return row === undefined ? undefined : guestLinkOf(row);
  }

  /** One more Guest comes by a link. @throws WorkspaceFailure `invitation_invalid` */
  async useGuestLink(token: string): Promise<GuestLink> {
    const row = await this.takeUse(this.#ports.sql, token);
    const link = row === undefined ? undefined : guestLinkOf(row);
    if (link === undefined) throw new WorkspaceFailure('invitation_invalid');
    return link;
  }

  /** Takes one of the uses; of two who want the last one, one gets it. */
  async takeUse(sql: Pick<WorkspacePorts['sql'], 'update'>, token: string) {
    const [row] = await sql
      .update(invitations)
      .set({ usesLeft: raw`${invitations.usesLeft} - 1` })
      .where(and(eq(invitations.tokenHash, hashToken(token)), this.#isUsable()))
      .returning();
    return row;
  }

  #isUsable() {
    return and(gt(invitations.usesLeft, 0), gt(invitations.expiresAt, new Date(this.#ports.nowMs())));
  }
}

function guestLinkOf(row: typeof invitations.$inferSelect): GuestLink | undefined {
  const { id: invitationId, workspaceId, worldId, visitMinutes, expiresAt } = row;
  if (worldId === null || visitMinutes === null) return undefined;
  return { invitationId, workspaceId, worldId, visitMinutes, expiresAtMs: expiresAt.getTime() };
}
