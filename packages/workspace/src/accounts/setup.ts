import { and, eq, lt } from 'drizzle-orm';
import { defaultWorkspaceSettings } from '@atrium/protocol';
import type { SetupRequest } from '@atrium/protocol';
import { recordFact } from '../audit/auditLog.ts';
import { retryOutdated } from '../database/retryOutdated.ts';
import { oneTimeLinks, workspaces } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import type { PreparedWorld } from '../worlds/worldStore.ts';
import { checkClaim, claimAccount } from './claimAccount.ts';
import type { CheckedClaim } from './claimAccount.ts';
import { addMember } from './members.ts';
import { hashToken, newSecretToken } from './secretTokens.ts';

export interface MadeWorkspace {
  readonly workspaceId: string;
  readonly userId: string;
}

interface PreparedWorkspace {
  readonly workspaceId: string;
  readonly claim: CheckedClaim;
  readonly world: PreparedWorld | undefined;
}

/** Makes Workspaces, each by a link that the host gets. */
export class Setup {
  readonly #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /** Whether there is a Workspace. */
  async isDone(): Promise<boolean> {
    return (await this.#ports.sql.select({ id: workspaces.id }).from(workspaces).limit(1)).length > 0;
  }

  /** Makes a link to a new Workspace; those of before count no more. @returns its secret */
  async makeLink(): Promise<string> {
    const token = newSecretToken();
    await this.#ports.sql.transaction(async (sql) => {
      await sql.delete(oneTimeLinks).where(eq(oneTimeLinks.purpose, 'setup'));
      await sql.insert(oneTimeLinks).values({ tokenHash: hashToken(token), purpose: 'setup' });
    });
    return token;
  }

  /** Whether a link can still be used. */
  async isLink(token: string): Promise<boolean> {
    return (await this.#ports.sql.select().from(oneTimeLinks).where(isSetupLink(token))).length > 0;
  }

  /**
   * Makes the Workspace and its first Admin. All of it, or nothing.
   *
   * @param prepareWorld what a new Workspace begins with; `undefined`: without a World
   * @param inTurn does the password work when its turn comes. The rest is outside: a blob store that hangs must not
   * keep others from signing in
   * @throws WorkspaceFailure `setup_done`; `sign_in_failed` where the address has an account with another password
   */
  async complete(
    request: SetupRequest,
    prepareWorld: (workspaceId: string) => Promise<PreparedWorld | undefined>,
    inTurn: (check: () => Promise<CheckedClaim>) => Promise<CheckedClaim> = (check) => check(),
  ): Promise<MadeWorkspace> {
    if (!(await this.isLink(request.token))) throw new WorkspaceFailure('setup_done');
    return retryOutdated(async () => {
      const claim = await inTurn(() => checkClaim(this.#ports.sql, request));
      const workspaceId = this.#ports.newId();
      const world = await prepareWorld(workspaceId);
      try {
        return await this.#make(request, { workspaceId, claim, world });
      } catch (error) {
        await world?.discard();
        throw error;
      }
    });
  }

  async #make(
    request: SetupRequest,
    { workspaceId, claim, world }: PreparedWorkspace,
  ): Promise<MadeWorkspace> {
    return this.#ports.sql.transaction(async (sql) => {
      const used = await sql.delete(oneTimeLinks).where(isSetupLink(request.token)).returning();
      if (used.length === 0) throw new WorkspaceFailure('setup_done');
      const { workspaceName: name } = request;
      await sql.insert(workspaces).values({ id: workspaceId, name, settings: defaultWorkspaceSettings });
      const userId = await claimAccount(sql, this.#ports.newId, claim);
      await addMember(sql, { workspaceId, userId, role: 'Admin' });
      const actor: Actor = { personId: userId, name: request.name, role: 'Admin' };
      const target = { id: workspaceId, name };
      await recordFact(sql, { workspaceId, actor, action: 'workspace.make', target });
      await world?.add(sql, actor);
      return { workspaceId, userId };
    });
  }

  async removeExpiredLinks(): Promise<void> {
    await this.#ports.sql
      .delete(oneTimeLinks)
      .where(lt(oneTimeLinks.expiresAt, new Date(this.#ports.nowMs())));
  }
}

function isSetupLink(token: string) {
  return and(eq(oneTimeLinks.tokenHash, hashToken(token)), eq(oneTimeLinks.purpose, 'setup'));
}
