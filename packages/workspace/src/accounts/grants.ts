import { and, eq } from 'drizzle-orm';
import { hasRight } from '@atrium/world';
import type { Right } from '@atrium/world';
import type { AccountRole } from '@atrium/protocol';
import type { Tell } from '../cluster/changeTold.ts';
import type { Sql } from '../database/database.ts';
import { apiTokens, invitations, memberships, oneTimeLinks, workspaces } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { endLeases, tellEndOfLease } from '../worlds/endLeases.ts';

/** API tokens, links and leases that ended with the right by which somebody made them. */
export interface EndedGrants {
  readonly tokens: number;
  readonly invitationIds: readonly string[];
  readonly passwordLinks: number;
  /** Worlds whose draft they were changing. */
  readonly worldIds: readonly string[];
}

/**
 * Lets nobody make an API token or a link whose right ends at this very moment: changes of Roles wait until this
 * transaction is over, and this one waits for theirs. To be called before any other lock is taken.
 *
 * @throws WorkspaceFailure `not_allowed`
 */
export async function requireRight(
  sql: Pick<Sql, 'select'>,
  workspaceId: string,
  personId: string,
  right: Right,
): Promise<void> {
  await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('key share');
  const isIt = and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, personId));
  const [member] = await sql.select({ role: memberships.role }).from(memberships).where(isIt);
  if (member === undefined || !hasRight(member.role, right)) throw new WorkspaceFailure('not_allowed');
}

/**
 * Ends what somebody gave out by rights that they no longer have: API tokens, invitations, guest links, and links for
 * new passwords; and what they were editing is free for others. Without it, a dismissed Admin would come back by any of them.
 *
 * @param role that they have from now on; `undefined`: they belong to the Workspace no more
 */
export async function endGrants(
  sql: Pick<Sql, 'delete'>,
  workspaceId: string,
  personId: string,
  role: AccountRole | undefined,
): Promise<EndedGrants> {
  const keeps = (right: Right) => role !== undefined && hasRight(role, right);
  const tokens = keeps('manageApiTokens')
    ? []
    : await sql
        .delete(apiTokens)
        .where(and(eq(apiTokens.workspaceId, workspaceId), eq(apiTokens.ownerId, personId)))
        .returning({ id: apiTokens.id });
  const worldIds = keeps('build') ? [] : await endLeases(sql, workspaceId, personId);
  if (keeps('managePeople')) return { tokens: tokens.length, invitationIds: [], passwordLinks: 0, worldIds };
  const links = await sql
    .delete(invitations)
    .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.makerId, personId)))
    .returning({ id: invitations.id });
  const passwordLinks = await sql
    .delete(oneTimeLinks)
    .where(and(eq(oneTimeLinks.workspaceId, workspaceId), eq(oneTimeLinks.makerId, personId)))
    .returning({ id: oneTimeLinks.userId });
  return {
    tokens: tokens.length,
    invitationIds: links.map(({ id }) => id),
    passwordLinks: passwordLinks.length,
    worldIds,
  };
}

/** For the audit log: what ended with a right; nothing where nothing did. */
export function describeEnded({ tokens, invitationIds, passwordLinks }: EndedGrants) {
  const links = invitationIds.length + passwordLinks;
  return { ...(tokens > 0 ? { tokensEnded: tokens } : {}), ...(links > 0 ? { linksEnded: links } : {}) };
}

/** Guests who came by links that have ended are out; nobody is seen to edit a World who may not. */
export function tellEnded(tell: Tell, workspaceId: string, { invitationIds, worldIds }: EndedGrants): void {
  for (const accessId of invitationIds) tell.access({ workspaceId, accessId, why: 'signed-out' });
  for (const worldId of worldIds) tellEndOfLease(tell, worldId);
}
