import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Sanction, Sanctions } from '@atrium/signaling';
import { sanctions } from '../database/schema.ts';
import type { WorkspacePorts } from '../workspacePorts.ts';

/** Mutes and exclusions, as rows: they outlast the server. */
export class SanctionStore implements Sanctions {
  readonly #ports: Pick<WorkspacePorts, 'sql' | 'nowMs'>;

  constructor(ports: Pick<WorkspacePorts, 'sql' | 'nowMs'>) {
    this.#ports = ports;
  }

  async load(worldId: string): Promise<readonly Sanction[]> {
    const nowMs = this.#ports.nowMs();
    const inForce = or(isNull(sanctions.expiresAt), gt(sanctions.expiresAt, new Date(nowMs)));
    const rows = await this.#ports.sql
      .select()
      .from(sanctions)
      .where(and(eq(sanctions.worldId, worldId), inForce));
    return rows.map(({ kind, personId, zoneId, expiresAt }) =>
      kind === 'mute'
        ? { kind, personId }
        : {
            kind,
            personId,
            zoneId: zoneId === '' ? undefined : zoneId,
            forMs: (expiresAt?.getTime() ?? Infinity) - nowMs,
          },
    );
  }

  async save(worldId: string, sanction: Sanction): Promise<void> {
    const { kind, personId } = sanction;
    const zoneId = sanction.kind === 'mute' ? '' : (sanction.zoneId ?? '');
    const expiresAt = sanction.kind === 'mute' ? null : new Date(this.#ports.nowMs() + sanction.forMs);
    await this.#ports.sql
      .insert(sanctions)
      .values({ worldId, personId, kind, zoneId, expiresAt })
      .onConflictDoUpdate({
        target: [sanctions.worldId, sanctions.personId, sanctions.kind, sanctions.zoneId],
        set: { expiresAt },
      });
  }

  async unmute(worldId: string, personId: string): Promise<void> {
    await this.#ports.sql
      .delete(sanctions)
      .where(
        and(eq(sanctions.worldId, worldId), eq(sanctions.personId, personId), eq(sanctions.kind, 'mute')),
      );
  }

  /** To be called now and then. */
  async removeExpired(): Promise<void> {
    await this.#ports.sql.delete(sanctions).where(lte(sanctions.expiresAt, new Date(this.#ports.nowMs())));
  }
}
