import { and, desc, eq, gt, lt, or } from 'drizzle-orm';
import type { Account, AccountChange, AccountExport, JoinRequest } from '@atrium/protocol';
import { changeTold } from '../cluster/changeTold.ts';
import { recordFact } from '../audit/auditLog.ts';
import { retryOutdated } from '../database/retryOutdated.ts';
import {
  auditLog,
  oneTimeLinks,
  problemReports,
  reports,
  sessions,
  users,
  workspaces,
} from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { WorkspacePorts } from '../workspacePorts.ts';
import { checkNewPassword } from './checkNewPassword.ts';
import { checkClaim, claimAccount } from './claimAccount.ts';
import type { CheckedClaim } from './claimAccount.ts';
import { endGrants, tellEnded } from './grants.ts';
import type { Invitations } from './invitations.ts';
import { addMember, findMember, keepAnAdmin, workspacesOf } from './members.ts';
import { hashPassword, isPasswordOf } from './passwords.ts';
import { hashToken } from './secretTokens.ts';
import { isEmail } from './sessions.ts';
import type { Sessions, SignedInMember } from './sessions.ts';

/** Entries of the audit log that are read at once. */
const factsAtOnce = 500;

/** What people do with their own account. */
export class Accounts {
  readonly #ports: WorkspacePorts;
  readonly #sessions: Sessions;
  readonly #invitations: Invitations;

  constructor(ports: WorkspacePorts, sessions: Sessions, invitations: Invitations) {
    this.#ports = ports;
    this.#sessions = sessions;
    this.#invitations = invitations;
  }

  /** @param pathOf makes an address of the file name of an image */
  async show(member: SignedInMember, pathOf: (file: string) => string): Promise<Account> {
    const { sql } = this.#ports;
    const [user] = await sql.select().from(users).where(eq(users.id, member.personId));
    const [workspace] = await sql.select().from(workspaces).where(eq(workspaces.id, member.workspaceId));
    if (user === undefined || workspace === undefined) throw new WorkspaceFailure('signed_out');
    const { logo } = workspace.settings;
    const all = await workspacesOf(sql, member.personId);
    return {
      personId: user.id,
      email: user.email,
      name: user.name,
      look: user.look,
      picture: user.picture === null ? null : pathOf(user.picture),
      role: member.role,
      hasPassword: user.passwordHash !== null,
      workspace: {
        workspaceId: workspace.id,
        name: workspace.name,
        logo: logo === null ? null : pathOf(logo),
      },
      workspaces: all.map(({ workspaceId, name }) => ({ workspaceId, name })),
    };
  }

  /**
   * Makes somebody a member by an invitation, with a new account or the one that their address has.
   *
   * @throws WorkspaceFailure `invitation_invalid`; `sign_in_failed` where the account has another password
   */
  async join(request: JoinRequest): Promise<{ readonly userId: string; readonly workspaceId: string }> {
    const shown = await this.#invitations.look(request.token);
    if (shown.role === 'Guest') throw new WorkspaceFailure('invitation_invalid');
    return retryOutdated(async () => this.#join(request, await checkClaim(this.#ports.sql, request)));
  }

  async #join(request: JoinRequest, claim: CheckedClaim) {
    return this.#ports.sql.transaction(async (sql) => {
      const invitation = await this.#invitations.takeUse(sql, request.token);
      if (invitation === undefined || invitation.role === 'Guest')
        throw new WorkspaceFailure('invitation_invalid');
      const { workspaceId, role } = invitation;
      const userId = await claimAccount(sql, this.#ports.newId, claim);
      // Who belongs to the Workspace already keeps the Role that an Admin gave them.
      if (await addMember(sql, { workspaceId, userId, role })) {
        const actor = { personId: userId, name: request.name, role };
        const details = { role, invitationId: invitation.id, note: invitation.note };
        await recordFact(sql, { workspaceId, actor, action: 'member.join', details });
      }
      return { userId, workspaceId };
    });
  }

  /** @returns the picture of before, where it is not theirs any more */
  async change(
    { personId }: SignedInMember,
    { name, look, picture }: AccountChange,
  ): Promise<string | undefined> {
    const changed = {
      ...(name === undefined ? {} : { name }),
      ...(look === undefined ? {} : { look }),
      ...(picture === undefined ? {} : { picture }),
    };
    if (Object.keys(changed).length === 0) return undefined;
    return this.#ports.sql.transaction(async (sql) => {
      const isIt = eq(users.id, personId);
      const [before] = await sql.select().from(users).where(isIt).for('update');
      await sql.update(users).set(changed).where(isIt);
      return picture === undefined || before?.picture === picture
        ? undefined
        : (before?.picture ?? undefined);
    });
  }

  /** Everybody else who is signed in to the account is signed out. @throws WorkspaceFailure `sign_in_failed`; `password_common` */
  async changePassword(member: SignedInMember, current: string | undefined, password: string): Promise<void> {
    await this.#checkPassword(member, current);
    await checkNewPassword(password);
    const passwordHash = await hashPassword(password);
    await this.#ports.sql.update(users).set({ passwordHash }).where(eq(users.id, member.personId));
    await this.#sessions.endAll(member.personId, member.sessionId);
  }

  /** @returns the id of the person. @throws WorkspaceFailure `invitation_invalid`; `password_common` */
  async takePasswordLink(token: string, password: string): Promise<string> {
    await checkNewPassword(password);
    const passwordHash = await hashPassword(password);
    const userId = await this.#ports.sql.transaction(async (sql) => {
      const isIt = and(
        eq(oneTimeLinks.tokenHash, hashToken(token)),
        eq(oneTimeLinks.purpose, 'password'),
        gt(oneTimeLinks.expiresAt, new Date(this.#ports.nowMs())),
      );
      const [link] = await sql.delete(oneTimeLinks).where(isIt).returning();
      if (link === undefined || link.userId === null) throw new WorkspaceFailure('invitation_invalid');
      await sql.update(users).set({ passwordHash }).where(eq(users.id, link.userId));
      return link.userId;
    });
    await this.#sessions.endAll(userId);
    return userId;
  }

  /** The id of the person who has an address; `undefined` where nobody has. */
  async findByEmail(email: string): Promise<string | undefined> {
    const [user] = await this.#ports.sql.select({ id: users.id }).from(users).where(isEmail(email));
    return user?.id;
  }

  /** Everything that is kept of a person. */
  async export(member: SignedInMember, pathOf: (file: string) => string): Promise<AccountExport> {
    const { sql } = this.#ports;
    const { email, name, look, picture, hasPassword, workspaces: all } = await this.show(member, pathOf);
    const { personId } = member;
    const account = { personId, email, name, look, picture, hasPassword, workspaces: all };
    const [user] = await sql.select().from(users).where(eq(users.id, personId));
    const ownSessions = await sql.select().from(sessions).where(eq(sessions.userId, personId));
    const ownReports = await sql.select().from(reports).where(eq(reports.reporterId, personId));
    const ownProblems = await sql.select().from(problemReports).where(eq(problemReports.personId, personId));
    return {
      account,
      createdAt: user?.createdAt.toISOString() ?? '',
      memberships: (await workspacesOf(sql, personId)).map(({ workspaceId, role, since }) => ({
        workspaceId,
        role,
        since: since.toISOString(),
      })),
      sessions: ownSessions.map(({ createdAt, rotatedAt }) => ({
        since: createdAt.toISOString(),
        lastUsed: rotatedAt.toISOString(),
      })),
      reports: ownReports.map(({ createdAt, personName, text }) => ({
        at: createdAt.toISOString(),
        about: personName,
        text,
      })),
      problemReports: ownProblems.map(({ createdAt, text, log }) => ({
        at: createdAt.toISOString(),
        text,
        log,
      })),
      auditLog: await this.#factsAbout(personId),
    };
  }

  /** What the audit log says of somebody, the newest first. Read some at a time: there may be thousands. */
  async #factsAbout(personId: string): Promise<AccountExport['auditLog']> {
    const { id, at, action, targetName } = auditLog;
    const isAbout = or(eq(auditLog.actorId, personId), eq(auditLog.targetId, personId));
    const facts: AccountExport['auditLog'] = [];
    for (let before: number | undefined; ;) {
      const page = await this.#ports.sql
        .select({ id, at, action, targetName })
        .from(auditLog)
        .where(and(isAbout, before === undefined ? undefined : lt(id, before)))
        .orderBy(desc(id))
        .limit(factsAtOnce);
      for (const fact of page) {
        facts.push({ at: fact.at.toISOString(), action: fact.action, target: fact.targetName });
      }
      if (page.length < factsAtOnce) return facts;
      before = page.at(-1)?.id;
    }
  }

  /**
   * Deletes an account with everything that hangs on it. What others wrote down about it (the audit log) stays until it
   * is old.
   *
   * @throws WorkspaceFailure `sign_in_failed`; `last_admin` where a Workspace would be left without one
   */
  async delete(member: SignedInMember, password: string | undefined): Promise<void> {
    await this.#checkPassword(member, password);
    const { personId } = member;
    await changeTold(this.#ports, async (sql, tell) => {
      for (const { workspaceId } of await workspacesOf(sql, personId)) {
        await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
        const now = await findMember(sql, workspaceId, personId);
        if (now?.role === 'Admin') await keepAnAdmin(sql, workspaceId);
        const actor = { personId, name: member.name, role: now?.role ?? 'Member' };
        await recordFact(sql, { workspaceId, actor, action: 'account.delete' });
        tellEnded(tell, workspaceId, await endGrants(sql, workspaceId, personId, undefined));
        tell.access({ workspaceId, personId, why: 'signed-out' });
      }
      await sql.delete(users).where(eq(users.id, personId));
    });
  }

  async #checkPassword(member: SignedInMember, password: string | undefined): Promise<void> {
    const [user] = await this.#ports.sql.select().from(users).where(eq(users.id, member.personId));
    const stored = user?.passwordHash ?? null;
    // Accounts that sign in with a provider have no password.
    if (stored === null && password === undefined) return;
    if (!(await isPasswordOf(stored, password ?? ''))) throw new WorkspaceFailure('sign_in_failed');
  }
}
