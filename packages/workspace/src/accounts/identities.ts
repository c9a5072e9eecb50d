import { and, eq } from 'drizzle-orm';
import { nameSchema } from '@atrium/protocol';
import { recordFact } from '../audit/auditLog.ts';
import { identities, sessions, users } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { WorkspacePorts } from '../workspacePorts.ts';
import { endGrants, tellEnded } from './grants.ts';
import type { Invitations } from './invitations.ts';
import { addMember, removePasswordLinks, workspacesOf } from './members.ts';
import { isEmail } from './sessions.ts';

/** Who an OpenID provider says that somebody is. */
export interface ProvidedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | undefined;
  /** Whether the provider has made sure that the address is theirs. */
  readonly isEmailVerified: boolean;
  readonly name: string | undefined;
}

/** People who sign in elsewhere. */
export class Identities {
  readonly #ports: WorkspacePorts;
  readonly #invitations: Invitations;

  constructor(ports: WorkspacePorts, invitations: Invitations) {
    this.#ports = ports;
    this.#invitations = invitations;
  }

  /**
   * The account of somebody who has signed in elsewhere: the one they signed in to before, the one that their verified
   * address has, or a new one, which takes an invitation.
   *
   * @param invitation secret of the link they came by
   * @returns the id of the person
   * @throws WorkspaceFailure `sign_in_failed` where there is none; `invitation_invalid`
   */
  async claim(identity: ProvidedIdentity, invitation: string | undefined): Promise<string> {
    const known = (await this.#findKnown(identity)) ?? (await this.#takeByEmail(identity));
    if (invitation !== undefined) return this.#join(identity, known, invitation);
    if (known === undefined) throw new WorkspaceFailure('sign_in_failed');
    return known;
  }

  async #findKnown({ issuer, subject }: ProvidedIdentity): Promise<string | undefined> {
    const isIt = and(eq(identities.issuer, issuer), eq(identities.subject, subject));
    const [row] = await this.#ports.sql.select().from(identities).where(isIt);
    return row?.userId;
  }

  /**
   * The account that a verified address has. Whoever made it with a password may have been anybody, as nobody checked the
   * address then: the password, everybody who is signed in with it, and what they made (API tokens, links) go.
   */
  async #takeByEmail({
    issuer,
    subject,
    email,
    isEmailVerified,
  }: ProvidedIdentity): Promise<string | undefined> {
    if (email === undefined || !isEmailVerified) return undefined;
    const { sql, accessChanged } = this.#ports;
    const taken = await sql.transaction(async (transaction) => {
      const [user] = await transaction.select().from(users).where(isEmail(email)).for('update');
      if (user === undefined) return undefined;
      await transaction.update(users).set({ passwordHash: null }).where(eq(users.id, user.id));
      await removePasswordLinks(transaction, user.id);
      await this.#link(transaction, { issuer, subject }, user.id);
      const ended = await transaction.delete(sessions).where(eq(sessions.userId, user.id)).returning();
      const grants = [];
      for (const { workspaceId } of await workspacesOf(transaction, user.id)) {
        grants.push({ workspaceId, ended: await endGrants(transaction, workspaceId, user.id, undefined) });
      }
      return { userId: user.id, ended, grants };
    });
    for (const grant of taken?.grants ?? []) tellEnded(this.#ports, grant.workspaceId, grant.ended);
    for (const { id: accessId, workspaceId, userId: personId } of taken?.ended ?? []) {
      accessChanged({ workspaceId, personId, accessId, why: 'signed-out' });
    }
    return taken?.userId;
  }

  async #join(identity: ProvidedIdentity, known: string | undefined, token: string): Promise<string> {
    const { email, isEmailVerified } = identity;
    if (email === undefined || !isEmailVerified) throw new WorkspaceFailure('sign_in_failed');
    return this.#ports.sql.transaction(async (sql) => {
      const invitation = await this.#invitations.takeUse(sql, token);
      if (invitation === undefined || invitation.role === 'Guest')
        throw new WorkspaceFailure('invitation_invalid');
      const { workspaceId, role } = invitation;
      const userId = known ?? this.#ports.newId();
      const name =
        nameSchema.safeParse(identity.name).data ?? nameSchema.parse(email.split('@')[0]?.slice(0, 40));
      if (known === undefined) {
        await sql.insert(users).values({ id: userId, email, name, passwordHash: null });
        await this.#link(sql, identity, userId);
      }
      if (await addMember(sql, { workspaceId, userId, role })) {
        const actor = { personId: userId, name };
        const details = { role, invitationId: invitation.id, issuer: identity.issuer };
        await recordFact(sql, { workspaceId, actor, action: 'member.join', details });
      }
      return userId;
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
