import { and, eq } from 'drizzle-orm';
import type { AccountRole } from '@atrium/protocol';
import { changeTold } from '../cluster/changeTold.ts';
import { recordFact } from '../audit/auditLog.ts';
import { identities, sessions, users, workspaces } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { WorkspacePorts } from '../workspacePorts.ts';
import { accountName } from './accountNames.ts';
import { endGrants, tellEnded } from './grants.ts';
import type { Invitations } from './invitations.ts';
import { addMember, removePasswordLinks, workspacesOf } from './members.ts';
import type { Members } from './members.ts';
import { isEmail } from './sessions.ts';
import type { Sessions } from './sessions.ts';

/** Who an OpenID provider says that somebody is. */
export interface ProvidedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | undefined;
  /** Whether the provider has made sure that the address is theirs. */
  readonly isEmailVerified: boolean;
  readonly name: string | undefined;
  /** The Role that their groups give; `undefined` where the host has named no groups. */
  readonly groups: GroupsRole | undefined;
}

export interface GroupsRole {
  /** `undefined`: none of their groups counts. */
  readonly role: AccountRole | undefined;
  /** The Workspace to which groups apply; `undefined`: the only one. */
  readonly workspaceId: string | undefined;
}

/** Who signed in, and where. */
export interface ClaimedAccount {
  readonly userId: string;
  /** The Workspace that was meant; `undefined`: the one that they have belonged to for longest. */
  readonly workspaceId: string | undefined;
}

/** People who sign in elsewhere. */
export class Identities {
  readonly #ports: WorkspacePorts;
  readonly #invitations: Invitations;
  readonly #members: Members;
  readonly #sessions: Sessions;

  constructor(ports: WorkspacePorts, invitations: Invitations, members: Members, sessions: Sessions) {
    this.#ports = ports;
    this.#invitations = invitations;
    this.#members = members;
    this.#sessions = sessions;
  }

  /**
   * The account of somebody who has signed in elsewhere: the one they signed in to before, the one that their verified
   * address has, or a new one, which takes an invitation or a group that counts.
   *
   * @param by the secret of the invitation they came by; the World whose address they came by
   * @throws WorkspaceFailure `sign_in_failed` where there is none; `invitation_invalid`
   */
  async claim(
    identity: ProvidedIdentity,
    by: { readonly invitation?: string | undefined; readonly worldId?: string | undefined },
  ): Promise<ClaimedAccount> {
    const known = (await this.#findKnown(identity)) ?? (await this.#takeByEmail(identity));
    const joined = by.invitation === undefined ? undefined : await this.#join(identity, known, by.invitation);
    const home = await this.#homeOf(identity.groups);
    const isWelcome = home !== undefined && identity.groups?.role !== undefined;
    const userId = joined?.userId ?? known ?? (isWelcome ? await this.#makeAccount(identity) : undefined);
    if (userId === undefined) throw new WorkspaceFailure('sign_in_failed');
    if (home !== undefined) await this.#followGroups(userId, home, identity);
    const workspaceId = joined?.workspaceId ?? (await this.#sessions.workspaceMeant(userId, by.worldId));
    return { userId, workspaceId };
  }

  /** The Workspace to which groups apply. Of several, the host has to name one: no Admin of another one rules them. */
  async #homeOf(groups: GroupsRole | undefined): Promise<string | undefined> {
    if (groups === undefined) return undefined;
    const isNamed = groups.workspaceId === undefined ? undefined : eq(workspaces.id, groups.workspaceId);
    const found = await this.#ports.sql
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(isNamed)
      .limit(2);
    return found.length === 1 ? found[0]?.id : undefined;
  }

  async #followGroups(userId: string, workspaceId: string, identity: ProvidedIdentity): Promise<void> {
    const [user] = await this.#ports.sql.select({ name: users.name }).from(users).where(eq(users.id, userId));
    const person = { personId: userId, name: user?.name ?? '' };
    await this.#members.followGroups(workspaceId, person, identity.groups?.role, identity.issuer);
  }

  /** @throws WorkspaceFailure `sign_in_failed` where the address is not verified */
  async #makeAccount(identity: ProvidedIdentity): Promise<string> {
    const { email, isEmailVerified } = identity;
    if (email === undefined || !isEmailVerified) throw new WorkspaceFailure('sign_in_failed');
    const userId = this.#ports.newId();
    await this.#ports.sql.transaction(async (sql) => {
      await sql
        .insert(users)
        .values({ id: userId, email, name: accountName(identity.name, email), passwordHash: null });
      await this.#link(sql, identity, userId);
    });
    return userId;
  }

  async #findKnown({ issuer, subject }: ProvidedIdentity): Promise<string | undefined> {
    const isIt = and(eq(identities.issuer, issuer), eq(identities.subject, subject));
    const [row] = await this.#ports.sql.select().from(identities).where(isIt);
    return row?.userId;
  }

  /**
   * The account of a verified address. Anybody may have made it with a password, as nobody checked the
   * address then: the password, everybody who is signed in with it, and what they made (API tokens, links) go.
   */
  async #takeByEmail({
    issuer,
    subject,
    email,
    isEmailVerified,
  }: ProvidedIdentity): Promise<string | undefined> {
    if (email === undefined || !isEmailVerified) return undefined;
    return changeTold(this.#ports, async (transaction, tell) => {
      const [user] = await transaction.select().from(users).where(isEmail(email)).for('update');
      if (user === undefined) return undefined;
      await transaction.update(users).set({ passwordHash: null }).where(eq(users.id, user.id));
      await removePasswordLinks(transaction, user.id);
      await this.#link(transaction, { issuer, subject }, user.id);
      const ended = await transaction.delete(sessions).where(eq(sessions.userId, user.id)).returning();
      for (const { workspaceId } of await workspacesOf(transaction, user.id)) {
        tellEnded(tell, workspaceId, await endGrants(transaction, workspaceId, user.id, undefined));
      }
      for (const { id: accessId, workspaceId, userId: personId } of ended) {
        tell.access({ workspaceId, personId, accessId, why: 'signed-out' });
      }
      return user.id;
    });
  }

  async #join(identity: ProvidedIdentity, known: string | undefined, token: string) {
    const { email, isEmailVerified } = identity;
    if (email === undefined || !isEmailVerified) throw new WorkspaceFailure('sign_in_failed');
    return this.#ports.sql.transaction(async (sql) => {
      const invitation = await this.#invitations.takeUse(sql, token);
      if (invitation === undefined || invitation.role === 'Guest')
        throw new WorkspaceFailure('invitation_invalid');
      const { workspaceId, role } = invitation;
      const userId = known ?? this.#ports.newId();
      const name = accountName(identity.name, email);
      if (known === undefined) {
        await sql.insert(users).values({ id: userId, email, name, passwordHash: null });
        await this.#link(sql, identity, userId);
      }
      if (await addMember(sql, { workspaceId, userId, role })) {
        const actor = { personId: userId, name, role };
        const { id: invitationId, note } = invitation;
        const details = { role, invitationId, note, issuer: identity.issuer };
        await recordFact(sql, { workspaceId, actor, action: 'member.join', details });
      }
      return { userId, workspaceId };
    });
  }

  async #link(
    sql: Pick<WorkspacePorts['sql'], 'insert'>,
    { issuer, subject }: Pick<ProvidedIdentity, 'issuer' | 'subject'>,
    userId: string,
  ): Promise<void> {
    await sql.insert(identities).values({ issuer, subject, userId }).onConflictDoNothing();
  }
}
