import { and, count, eq } from 'drizzle-orm';
import type { AccountRole, Member } from '@atrium/protocol';
import { changeTold } from '../cluster/changeTold.ts';
import { recordFact } from '../audit/auditLog.ts';
import type { Sql } from '../database/database.ts';
import { identities, memberships, oneTimeLinks, users, workspaces } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import { describeEnded, endGrants, requireRight, tellEnded } from './grants.ts';
import { hashToken, newSecretToken } from './secretTokens.ts';

const passwordLinkMs = 24 * 3_600_000;

/** Who belongs to a Workspace, and as what. */
export class Members {
  readonly #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /** By name. */
  async list(workspaceId: string): Promise<Member[]> {
    const rows = await this.#ports.sql
      .select()
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.workspaceId, workspaceId))
      .orderBy(users.name, users.id);
    return rows.map(({ users: user, memberships: { role, createdAt } }) => ({
      personId: user.id,
      name: user.name,
      email: user.email,
      role,
      since: createdAt.getTime(),
    }));
  }

  /**
   * Gives somebody another Role. What they made by rights that the new one does not have ends.
   *
   * @throws WorkspaceFailure `person_unknown`; `last_admin`
   */
  async changeRole(workspaceId: string, actor: Actor, personId: string, role: AccountRole): Promise<void> {
    await changeTold(this.#ports, async (sql, tell) => {
      const { name, role: before } = await this.#memberToChange(sql, workspaceId, personId, role);
      // Given by hand, it does not go with a group.
      const membership = { role, isRoleOfGroups: false };
      await sql.update(memberships).set(membership).where(isMembership(workspaceId, personId));
      const grants = await endGrants(sql, workspaceId, personId, role);
      const target = { id: personId, name };
      const details = { before, role, ...describeEnded(grants) };
      await recordFact(sql, { workspaceId, actor, action: 'member.role', target, details });
      tellEnded(tell, workspaceId, grants);
      tell.access({ workspaceId, personId, why: 'access-changed' });
    });
  }

  /**
   * Gives somebody the Role of their groups at an OpenID provider. Who has none of the groups that count any more becomes
   * a Member, if the Role of before was that of a group; the last Admin stays one. Who does not belong to the Workspace
   * yet joins it.
   *
   * @param role `undefined`: none of their groups counts
   */
  async followGroups(
    workspaceId: string,
    person: Omit<Actor, 'role'>,
    role: AccountRole | undefined,
    issuer: string,
  ): Promise<void> {
    const { personId } = person;
    await changeTold(this.#ports, async (sql, tell) => {
      await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
      const [member] = await sql.select().from(memberships).where(isMembership(workspaceId, personId));
      if (member === undefined) {
        if (role === undefined) return;
        await addMember(sql, { workspaceId, userId: personId, role, isRoleOfGroups: true });
        const details = { role, issuer, byGroups: true };
        await recordFact(sql, { workspaceId, actor: { ...person, role }, action: 'member.join', details });
        return;
      }
      if (role === undefined && !member.isRoleOfGroups) return;
      const next = role ?? 'Member';
      const isLost = member.role === 'Admin' && next !== 'Admin';
      if (isLost && (await countAdmins(sql, workspaceId)) <= 1) return;
      const membership = { role: next, isRoleOfGroups: role !== undefined };
      await sql.update(memberships).set(membership).where(isMembership(workspaceId, personId));
      if (next === member.role) return;
      const grants = await endGrants(sql, workspaceId, personId, next);
      const target = { id: personId, name: person.name };
      const details = { before: member.role, role: next, issuer, byGroups: true, ...describeEnded(grants) };
      const actor = { ...person, role: next };
      await recordFact(sql, { workspaceId, actor, action: 'member.role', target, details });
      tellEnded(tell, workspaceId, grants);
      tell.access({ workspaceId, personId, why: 'access-changed' });
    });
  }

  /**
   * Takes somebody out of the Workspace, and signs them out of it; an account that belongs nowhere any more goes.
   *
   * @throws WorkspaceFailure `person_unknown`; `last_admin`
   */
  async remove(workspaceId: string, actor: Actor, personId: string): Promise<void> {
    await changeTold(this.#ports, async (sql, tell) => {
      const { name } = await this.#memberToChange(sql, workspaceId, personId, undefined);
      const grants = await endGrants(sql, workspaceId, personId, undefined);
      await sql.delete(memberships).where(isMembership(workspaceId, personId));
      if ((await workspacesOf(sql, personId)).length === 0) {
        await sql.delete(users).where(eq(users.id, personId));
      }
      const target = { id: personId, name };
      const details = describeEnded(grants);
      await recordFact(sql, { workspaceId, actor, action: 'member.remove', target, details });
      tellEnded(tell, workspaceId, grants);
      tell.access({ workspaceId, personId, why: 'signed-out' });
    });
  }

  /**
   * A link with which somebody chooses a new password, for 24 hours. Not for people who belong to other Workspaces too:
   * those are not for the Admins of this one to get into.
   *
   * @returns its secret
   * @throws WorkspaceFailure `person_unknown`; `target_protected`; `not_allowed` where the Role of its maker has just ended
   */
  async makePasswordLink(workspaceId: string, actor: Actor, personId: string): Promise<string> {
    return this.#ports.sql.transaction(async (sql) => {
      await requireRight(sql, workspaceId, actor.personId, 'managePeople');
      // Nobody becomes a member of another Workspace meanwhile.
      await sql.select().from(users).where(eq(users.id, personId)).for('update');
      const member = await findMember(sql, workspaceId, personId);
      if (member === undefined) throw new WorkspaceFailure('person_unknown');
      if ((await workspacesOf(sql, personId)).length > 1) {
        const message =
          'This person belongs to another Workspace too. Ask the host of the server for a new password.';
        throw new WorkspaceFailure('target_protected', message);
      }
      const [elsewhere] = await sql.select().from(identities).where(eq(identities.userId, personId));
      if (elsewhere !== undefined) {
        // They would not notice that somebody else has a password to their account.
        throw new WorkspaceFailure('target_protected', 'This person signs in elsewhere, without a password.');
      }
      const maker = { workspaceId, makerId: actor.personId };
      const token = await makePasswordLink({ sql, nowMs: this.#ports.nowMs }, personId, maker);
      const target = { id: personId, name: member.name };
      await recordFact(sql, { workspaceId, actor, action: 'member.password-link', target });
      return token;
    });
  }

  /** The member, in a transaction in which nobody else changes who the Admins are. */
  async #memberToChange(sql: Sql, workspaceId: string, personId: string, role: AccountRole | undefined) {
    await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
    const member = await findMember(sql, workspaceId, personId);
    if (member === undefined) throw new WorkspaceFailure('person_unknown');
    if (member.role === 'Admin' && role !== 'Admin') await keepAnAdmin(sql, workspaceId);
    return member;
  }
}

/**
 * A link with which somebody chooses a new password.
 *
 * @param maker the Admin with whose Role it ends; left out where the host makes it
 * @returns its secret
 */
export async function makePasswordLink(
  { sql, nowMs }: { readonly sql: Pick<Sql, 'insert'>; readonly nowMs: () => number },
  userId: string,
  maker?: { readonly workspaceId: string; readonly makerId: string },
): Promise<string> {
  const token = newSecretToken();
  const expiresAt = new Date(nowMs() + passwordLinkMs);
  await sql
    .insert(oneTimeLinks)
    .values({ tokenHash: hashToken(token), purpose: 'password', userId, expiresAt, ...maker });
  return token;
}

/**
 * Makes somebody a member who is none yet. Links for a new password end: an Admin of another Workspace may have made
 * them.
 *
 * @returns whether they were none
 */
export async function addMember(
  sql: Pick<Sql, 'insert' | 'delete'>,
  membership: {
    readonly workspaceId: string;
    readonly userId: string;
    readonly role: AccountRole;
    readonly isRoleOfGroups?: boolean;
  },
): Promise<boolean> {
  const made = await sql.insert(memberships).values(membership).onConflictDoNothing().returning();
  if (made.length > 0) await removePasswordLinks(sql, membership.userId);
  return made.length > 0;
}

export async function removePasswordLinks(sql: Pick<Sql, 'delete'>, userId: string): Promise<void> {
  await sql
    .delete(oneTimeLinks)
    .where(and(eq(oneTimeLinks.userId, userId), eq(oneTimeLinks.purpose, 'password')));
}

export async function workspacesOf(sql: Pick<Sql, 'select'>, userId: string) {
  return sql
    .select({
      workspaceId: workspaces.id,
      name: workspaces.name,
      role: memberships.role,
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(eq(memberships.userId, userId))
    .orderBy(memberships.createdAt);
}

export async function findMember(sql: Pick<Sql, 'select'>, workspaceId: string, personId: string) {
  const [row] = await sql
    .select({ name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(isMembership(workspaceId, personId));
  return row;
}

/** @throws WorkspaceFailure `last_admin` where there is only one */
export async function keepAnAdmin(sql: Pick<Sql, 'select'>, workspaceId: string): Promise<void> {
  if ((await countAdmins(sql, workspaceId)) <= 1) throw new WorkspaceFailure('last_admin');
}

async function countAdmins(sql: Pick<Sql, 'select'>, workspaceId: string): Promise<number> {
  const isAdmin = and(eq(memberships.workspaceId, workspaceId), eq(memberships.role, 'Admin'));
  const [row] = await sql.select({ admins: count() }).from(memberships).where(isAdmin);
  return row?.admins ?? 0;
}

function isMembership(workspaceId: string, userId: string) {
  return and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId));
}
