import { and, eq, lt, ne, sql as raw } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AccountRole } from '@atrium/protocol';
import { changeTold } from '../cluster/changeTold.ts';
import type { Tell } from '../cluster/changeTold.ts';
import { memberships, sessions, users, worlds } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { AccessChange, WorkspacePorts } from '../workspacePorts.ts';
import { isPasswordOf } from './passwords.ts';
import { hashToken, isTokenOf, newSecretToken } from './secretTokens.ts';

/** How long somebody stays signed in who does not come, in ms. */
const sessionLifetimeMs = 30 * 86_400_000;
/** How long a refresh token counts after it was replaced, in ms: two tabs may ask at once, and an answer may get lost. */
const previousCountsMs = 60_000;

const refreshTokenPattern = /^([\w-]{1,64})\.([\w-]{43})$/;

/** A member of a Workspace who is signed in. */
export interface SignedInMember {
  readonly sessionId: string;
  readonly workspaceId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** File name of an image among the assets. */
  readonly picture: string | null;
  readonly role: AccountRole;
}

export interface StartedSession extends SignedInMember {
  readonly refreshToken: string;
}

export interface RefreshedSession extends SignedInMember {
  /** `undefined` where the one brought was just replaced, and the server has started anew since. */
  readonly refreshToken: string | undefined;
}

/** Signed-in browsers. */
export class Sessions {
  readonly #ports: WorkspacePorts;
  /** The secret that the last rotation of a session gave out; the database has no more than its hash. */
  readonly #lastIssued = new Map<string, { readonly secret: string; readonly atMs: number }>();

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /**
   * @param worldId of the World to enter; members of its Workspace are signed in to that Workspace
   * @throws WorkspaceFailure `sign_in_failed`, which does not say which of the two was wrong
   */
  async signIn(email: string, password: string, worldId?: string): Promise<StartedSession> {
    const { sql } = this.#ports;
    const [user] = await sql.select().from(users).where(isEmail(email));
    const isRight = await isPasswordOf(user?.passwordHash ?? null, password);
    if (user === undefined || !isRight) throw new WorkspaceFailure('sign_in_failed');
    return this.start(user.id, await this.workspaceMeant(user.id, worldId));
  }

  /** The Workspace of a World, for somebody who belongs to it. */
  async workspaceMeant(userId: string, worldId: string | undefined): Promise<string | undefined> {
    if (worldId === undefined) return undefined;
    const [row] = await this.#ports.sql
      .select({ workspaceId: worlds.workspaceId })
      .from(worlds)
      .innerJoin(memberships, eq(memberships.workspaceId, worlds.workspaceId))
      .where(and(eq(worlds.id, worldId), eq(memberships.userId, userId)));
    return row?.workspaceId;
  }

  /**
   * Signs somebody in whose identity is certain, in the Workspace that they have belonged to for longest where none is
   * named.
   *
   * @throws WorkspaceFailure `sign_in_failed` where they belong to none, or not to this one
   */
  async start(userId: string, workspaceId?: string): Promise<StartedSession> {
    const { sql, newId, nowMs } = this.#ports;
    const [membership] = await sql
      .select()
      .from(memberships)
      .where(
        and(
          eq(memberships.userId, userId),
          workspaceId === undefined ? undefined : eq(memberships.workspaceId, workspaceId),
        ),
      )
      .orderBy(memberships.createdAt)
      .limit(1);
    if (membership === undefined) throw new WorkspaceFailure('sign_in_failed');
    const secret = newSecretToken();
    const now = new Date(nowMs());
    const sessionId = newId();
    await sql.insert(sessions).values({
      id: sessionId,
      workspaceId: membership.workspaceId,
      userId,
      secretHash: hashToken(secret),
      rotatedAt: now,
      expiresAt: new Date(nowMs() + sessionLifetimeMs),
    });
    const member = await this.find(sessionId);
    if (member === undefined) throw new WorkspaceFailure('sign_in_failed');
    return { ...member, refreshToken: `${sessionId}.${secret}` };
  }

  /**
   * A new refresh token for the one of before; the same for all who bring that within a minute. Who brings an older one has
   * stolen it, or was stolen from: the session ends for both.
   *
   * @throws WorkspaceFailure `signed_out`
   */
  async refresh(refreshToken: string): Promise<RefreshedSession> {
    const [, sessionId, secret] = refreshTokenPattern.exec(refreshToken) ?? [];
    if (sessionId === undefined || secret === undefined) throw new WorkspaceFailure('signed_out');
    const outcome = await this.#rotate(sessionId, secret);
    if (outcome === 'reused') await this.end(sessionId);
    const isIn = outcome === 'rotated' || outcome === 'just-rotated';
    const member = isIn ? await this.find(sessionId) : undefined;
    if (member === undefined) throw new WorkspaceFailure('signed_out');
    const issued = this.#lastIssued.get(sessionId);
    return { ...member, refreshToken: issued && `${sessionId}.${issued.secret}` };
  }

  async #rotate(sessionId: string, secret: string) {
    const { sql, nowMs } = this.#ports;
    const next = newSecretToken();
    this.#forgetIssued();
    return sql.transaction(async (transaction) => {
      const isIt = eq(sessions.id, sessionId);
      const [session] = await transaction.select().from(sessions).where(isIt).for('update');
      if (session === undefined || session.expiresAt.getTime() <= nowMs()) return 'unknown';
      if (!isTokenOf(session.secretHash, secret)) {
        const previousCounts = nowMs() - session.rotatedAt.getTime() <= previousCountsMs;
        // Another server may have given out a later one.
        if (!isTokenOf(session.secretHash, this.#lastIssued.get(sessionId)?.secret ?? ''))
          this.#lastIssued.delete(sessionId);
        return previousCounts && isTokenOf(session.previousSecretHash, secret) ? 'just-rotated' : 'reused';
      }
      await transaction
        .update(sessions)
        .set({
          secretHash: hashToken(next),
          previousSecretHash: session.secretHash,
          rotatedAt: new Date(nowMs()),
          expiresAt: new Date(nowMs() + sessionLifetimeMs),
        })
        .where(isIt);
      this.#lastIssued.delete(sessionId); // The Map stays in the order of the rotations.
      this.#lastIssued.set(sessionId, { secret: next, atMs: nowMs() });
      return 'rotated';
    });
  }

  #forgetIssued(): void {
    for (const [sessionId, { atMs }] of this.#lastIssued) {
      if (this.#ports.nowMs() - atMs <= previousCountsMs) return;
      this.#lastIssued.delete(sessionId);
    }
  }

  /** Who is signed in there, with the Role that they have at this moment; `undefined` where the session has ended. */
  async find(sessionId: string): Promise<SignedInMember | undefined> {
    const [row] = await this.#ports.sql
      .select()
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(
        memberships,
        and(eq(memberships.userId, sessions.userId), eq(memberships.workspaceId, sessions.workspaceId)),
      )
      .where(eq(sessions.id, sessionId));
    if (row === undefined || row.sessions.expiresAt.getTime() <= this.#ports.nowMs()) return undefined;
    return {
      sessionId,
      workspaceId: row.sessions.workspaceId,
      personId: row.users.id,
      name: row.users.name,
      email: row.users.email,
      picture: row.users.picture,
      role: row.memberships.role,
    };
  }

  /** Turns a session to another Workspace of the same person. @throws WorkspaceFailure `not_found` */
  async moveTo(member: SignedInMember, workspaceId: string): Promise<SignedInMember> {
    const { sql } = this.#ports;
    const [membership] = await sql
      .select()
      .from(memberships)
      .where(and(eq(memberships.userId, member.personId), eq(memberships.workspaceId, workspaceId)));
    if (membership === undefined) throw new WorkspaceFailure('not_found');
    await changeTold(this.#ports, async (transaction, tell) => {
      await transaction.update(sessions).set({ workspaceId }).where(eq(sessions.id, member.sessionId));
      tellOfSession(tell, member, 'access-changed');
    });
    return { ...member, workspaceId, role: membership.role };
  }

  /** Signs out there, if somebody is. */
  async end(sessionId: string): Promise<void> {
    await this.#endWhere(eq(sessions.id, sessionId));
  }

  /** Signs somebody out everywhere. @param except a session that stays */
  async endAll(userId: string, except?: string): Promise<void> {
    const others = except === undefined ? undefined : ne(sessions.id, except);
    await this.#endWhere(and(eq(sessions.userId, userId), others));
  }

  async removeExpired(): Promise<void> {
    await this.#endWhere(lt(sessions.expiresAt, new Date(this.#ports.nowMs())));
  }

  async #endWhere(condition: SQL | undefined): Promise<void> {
    await changeTold(this.#ports, async (sql, tell) => {
      const ended = await sql.delete(sessions).where(condition).returning();
      for (const { id: sessionId, workspaceId, userId } of ended) {
        tellOfSession(tell, { sessionId, workspaceId, personId: userId }, 'signed-out');
      }
    });
  }
}

function tellOfSession(
  tell: Tell,
  { sessionId, workspaceId, personId }: Pick<SignedInMember, 'sessionId' | 'workspaceId' | 'personId'>,
  why: AccessChange['why'],
): void {
  tell.access({ workspaceId, personId, accessId: sessionId, why });
}

/** Whether a row is of the person with this address; upper and lower case do not matter. */
export function isEmail(email: string): SQL {
  return eq(raw`lower(${users.email})`, email.toLowerCase());
}
