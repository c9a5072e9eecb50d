import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { officeDraft } from '../testing/officeDraft.ts';
import { sanctions } from '../database/schema.ts';
import { onEachDatabase } from '../testing/onEachDatabase.ts';
import { removeExpired } from '../workspaceServices.ts';

const hourMs = 3_600_000;

onEachDatabase('what moderators have ordered', (now) => {
  it('is kept World by World, until it is taken back or over', async () => {
    const { kept, acme } = now();
    const { worldId } = acme;
    await kept.sanctions.save(worldId, { kind: 'mute', personId: 'ben' });
    await kept.sanctions.save(worldId, { kind: 'mute', personId: 'ben' });
    const kick = { kind: 'exclusion', personId: 'cem', zoneId: undefined } as const;
    await kept.sanctions.save(worldId, { ...kick, forMs: hourMs });
    await kept.sanctions.save(worldId, { ...kick, zoneId: 'room', forMs: hourMs });
    await kept.sanctions.save(worldId, { ...kick, forMs: 2 * hourMs });
    expect(await kept.sanctions.load('elsewhere')).toEqual([]);
    expect(await kept.sanctions.load(worldId)).toHaveLength(3);

    kept.nowMs += hourMs;
    expect(await kept.sanctions.load(worldId)).toEqual(
      expect.arrayContaining([
        { kind: 'mute', personId: 'ben' },
        { ...kick, forMs: hourMs },
      ]),
    );
    await kept.sanctions.unmute(worldId, 'ben');
    kept.nowMs += hourMs;
    expect(await kept.sanctions.load(worldId)).toEqual([]);
  });

  it('goes with its World, and once it is over', async () => {
    const { kept, acme } = now();
    const { workspaceId, admin } = acme;
    const { sql } = kept.database;
    const worldId = await kept.worlds.add(workspaceId, admin, 'Annex', officeDraft());
    const personIds = async () => {
      const rows = await sql.select().from(sanctions).where(eq(sanctions.worldId, worldId));
      return rows.map(({ personId }) => personId).sort();
    };
    await kept.sanctions.save(worldId, { kind: 'mute', personId: 'ben' });
    await kept.sanctions.save(worldId, { kind: 'exclusion', personId: 'cem', zoneId: undefined, forMs: 1 });
    expect(await personIds()).toEqual(['ben', 'cem']);
    kept.nowMs += 1_000;
    await removeExpired(kept);
    expect(await personIds()).toEqual(['ben']);
    await kept.worlds.delete(workspaceId, admin, worldId);
    expect(await personIds()).toEqual([]);
  });
});
