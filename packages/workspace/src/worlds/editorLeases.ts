import { and, eq, gt, ne } from 'drizzle-orm';
import { draftLimits } from '@atrium/protocol';
import { hasRight } from '@atrium/world';
import { changeTold } from '../cluster/changeTold.ts';
import type { Tell } from '../cluster/changeTold.ts';
import { requireRight } from '../accounts/grants.ts';
import { recordFact } from '../audit/auditLog.ts';
import type { Sql } from '../database/database.ts';
import { bans, editorLeases, workspaces, worlds } from '../database/schema.ts';
import { isBanInForce } from '../moderation/bans.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import { tellEndOfLease } from './endLeases.ts';

/** Who may change the draft of a World, as long as nobody takes over. */
export interface Lease {
  readonly holder: Actor;
  readonly takenAtMs: number;
  /** When the holder last changed something. */
  readonly activeAtMs: number;
  readonly expiresAtMs: number;
}

/** A World whose draft is to be changed, and by whom. */
export interface DraftPlace {
  readonly workspaceId: string;
  readonly worldId: string;
  readonly actor: Actor;
}

/**
 * The leases of those who edit Worlds: one for each World. A lease that has expired keeps others away no more, but its
 * fence stays valid until the next lease is taken, so an editor who was offline for some minutes can go on.
 */
export class EditorLeases {
  readonly #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /** `undefined` where nobody edits the World. */
  async find(worldId: string): Promise<Lease | undefined> {
    const isIt = and(
      eq(editorLeases.worldId, worldId),
      gt(editorLeases.expiresAt, new Date(this.#ports.nowMs())),
    );
    const [row] = await this.#ports.sql.select().from(editorLeases).where(isIt);
    return row && leaseOf(row);
  }

  /**
   * @param options `takeOver`: in place of the one who has it
   * @returns the fence
   * @throws WorkspaceFailure `lease_held`; `world_unknown`; `not_allowed`, `banned` where the right has just ended
   */
  async take(place: DraftPlace, { takeOver }: { readonly takeOver: boolean }): Promise<string> {
    const { workspaceId, worldId, actor } = place;
    const fence = this.#ports.newId();
    const now = new Date(this.#ports.nowMs());
    await changeTold(this.#ports, async (sql, tell) => {
      tellOfEditing(tell, place);
      await requireRight(sql, workspaceId, actor.personId, 'build');
      await requireNoBan(sql, workspaceId, actor.personId, now);
      const world = await lockDraft(sql, place);
      const before = await lockLease(sql, worldId);
      const isHeld = before !== undefined && before.expiresAt > now;
      if (isHeld && !(takeOver && mayTakeOver(before, actor, now))) {
        throw new WorkspaceFailure('lease_held', `${before.holderName} is building in this World just now.`);
      }
      const { personId: holderId, name: holderName, role: holderRole } = actor;
      const times = { takenAt: now, activeAt: now, expiresAt: afterLease(now) };
      const lease = { workspaceId, holderId, holderName, holderRole, fence, ...times };
      await sql
        .insert(editorLeases)
        .values({ worldId, ...lease })
        .onConflictDoUpdate({ target: editorLeases.worldId, set: lease });
      if (!isHeld || before.holderId === holderId) return;
      const target = { id: worldId, name: world.name };
      const details = { before: before.holderName };
      await recordFact(sql, { workspaceId, actor, action: 'draft.take-over', target, details });
    });
    return fence;
  }

  /**
   * Keeps a lease for another while.
   *
   * @param options `isActive`: its holder has done something
   * @throws WorkspaceFailure `lease_lost`; `world_unknown`
   */
  async renew(place: DraftPlace, fence: string, { isActive }: { readonly isActive: boolean }): Promise<void> {
    await changeTold(this.#ports, async (sql, tell) => {
      await lockDraft(sql, place);
      await this.keep(sql, place, fence, isActive);
      tellOfEditing(tell, place);
    });
  }

  /** @throws WorkspaceFailure `lease_lost`; `world_unknown` */
  async giveUp(place: DraftPlace, fence: string): Promise<void> {
    await changeTold(this.#ports, async (sql, tell) => {
      await lockDraft(sql, place);
      await requireFence(sql, place, fence);
      await sql.delete(editorLeases).where(eq(editorLeases.worldId, place.worldId));
      tellEndOfLease(tell, place.worldId);
    });
  }

  /**
   * Keeps a lease within a transaction that its holder may do by it.
   *
   * @throws WorkspaceFailure `lease_lost`
   */
  async keep(sql: Sql, place: DraftPlace, fence: string, isActive: boolean): Promise<void> {
    await requireFence(sql, place, fence);
    const now = new Date(this.#ports.nowMs());
    await sql
      .update(editorLeases)
      .set({ expiresAt: afterLease(now), ...(isActive ? { activeAt: now } : {}) })
      .where(eq(editorLeases.worldId, place.worldId));
  }
}

/** Those in the World see who edits it. */
function tellOfEditing(tell: Tell, { worldId, actor: by }: DraftPlace): void {
  tell.world({ worldId, what: 'editing', by, forMs: draftLimits.leaseMs });
}

/**
 * Lets nothing else happen to the draft and the lease of a World until the transaction is over, nor to the images that it
 * names. To be called before other locks are taken.
 *
 * @throws WorkspaceFailure `world_unknown`, for Worlds of others too
 */
export async function lockDraft(
  sql: Pick<Sql, 'select'>,
  { workspaceId, worldId }: Pick<DraftPlace, 'workspaceId' | 'worldId'>,
) {
  await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('key share');
  const isIt = and(eq(worlds.id, worldId), eq(worlds.workspaceId, workspaceId));
  const [world] = await sql.select().from(worlds).where(isIt).for('update');
  if (world === undefined) throw new WorkspaceFailure('world_unknown');
  return world;
}

/** @throws WorkspaceFailure `lease_lost` where the fence is not that of the lease that they have */
export async function requireFence(
  sql: Pick<Sql, 'select'>,
  { worldId, actor }: DraftPlace,
  fence: string,
): Promise<void> {
  const lease = await lockLease(sql, worldId);
  if (lease?.fence !== fence || lease.holderId !== actor.personId) throw new WorkspaceFailure('lease_lost');
}

/** @throws WorkspaceFailure `lease_held` if another person is editing the World */
export async function refuseWhileEdited(
  sql: Pick<Sql, 'select'>,
  worldId: string,
  personId: string,
  nowMs: number,
): Promise<void> {
  const isOthers = and(
    eq(editorLeases.worldId, worldId),
    ne(editorLeases.holderId, personId),
    gt(editorLeases.expiresAt, new Date(nowMs)),
  );
  const [lease] = await sql.select().from(editorLeases).where(isOthers);
  if (lease === undefined) return;
  throw new WorkspaceFailure('lease_held', `${lease.holderName} is building in this World just now.`);
}

type LeaseRow = typeof editorLeases.$inferSelect;

async function lockLease(sql: Pick<Sql, 'select'>, worldId: string): Promise<LeaseRow | undefined> {
  const [row] = await sql.select().from(editorLeases).where(eq(editorLeases.worldId, worldId)).for('update');
  return row;
}

function mayTakeOver({ holderId, activeAt }: LeaseRow, { personId, role }: Actor, now: Date): boolean {
  const isIdle = now.getTime() - activeAt.getTime() >= draftLimits.idleMs;
  return holderId === personId || isIdle || hasRight(role, 'takeOverDrafts');
}

/** @throws WorkspaceFailure `banned` */
async function requireNoBan(
  sql: Pick<Sql, 'select'>,
  workspaceId: string,
  personId: string,
  now: Date,
): Promise<void> {
  const isTheirs = and(eq(bans.workspaceId, workspaceId), eq(bans.personId, personId), isBanInForce(now));
  if ((await sql.select().from(bans).where(isTheirs).limit(1)).length > 0)
    throw new WorkspaceFailure('banned');
}

function afterLease(now: Date): Date {
  return new Date(now.getTime() + draftLimits.leaseMs);
}

function leaseOf({ holderId, holderName, holderRole, takenAt, activeAt, expiresAt }: LeaseRow): Lease {
  return {
    holder: { personId: holderId, name: holderName, role: holderRole },
    takenAtMs: takenAt.getTime(),
    activeAtMs: activeAt.getTime(),
    expiresAtMs: expiresAt.getTime(),
  };
}
