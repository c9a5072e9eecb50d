import { expect, it } from 'vitest';
import { onEachDatabase } from '../testing/onEachDatabase.ts';

onEachDatabase('people in reports, bans and the audit log', (now) => {
  it('keep the Role that they had, so that Guests can be marked', async () => {
    const { kept, acme } = now();
    const { workspaceId, worldId, admin } = acme;
    const guest = { personId: 'guest-1', name: 'Ana', role: 'Guest' } as const;
    const member = await kept.join(acme, 'Ana', 'Member');
    const told = { workspaceId, worldId, zoneId: 'lobby', text: 'Music', chat: [] };
    await kept.reports.make({ ...told, reporter: member, person: guest });
    await kept.reports.make({ ...told, reporter: guest, person: member });
    const reports = await kept.reports.list(workspaceId);
    expect(reports.map(({ reporter, person }) => [reporter.role, person.role]).sort()).toEqual([
      ['Guest', 'Member'],
      ['Member', 'Guest'],
    ]);

    const order = { address: undefined, reason: 'Spam', forMs: undefined };
    await kept.bans.make(workspaceId, admin, { ...order, person: guest });
    const [ban] = await kept.bans.list(workspaceId);
    expect(ban).toMatchObject({ name: 'Ana', role: 'Guest' });

    const [reported] = reports;
    await kept.reports.setHandled(workspaceId, admin, reported?.reportId ?? '', true);
    await kept.bans.lift(workspaceId, admin, ban?.banId ?? '');
    const { entries } = await kept.audit.read(workspaceId, { limit: 3 });
    expect(entries.map(({ action, actor, target }) => [action, actor.role, target?.role])).toEqual([
      ['person.unban', 'Admin', 'Guest'],
      ['report.handle', 'Admin', reported?.person.role],
      ['person.ban', 'Admin', 'Guest'],
    ]);
  });
});
