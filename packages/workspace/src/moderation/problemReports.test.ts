import { expect, it } from 'vitest';
import { failureWith, onEachDatabase } from '../testing/onEachDatabase.ts';
import { removeExpired } from '../workspaceServices.ts';

const dayMs = 86_400_000;
const ana = { personId: 'ana', name: 'Ana', role: 'Member' } as const;
const report = { text: 'I hear nobody.', log: '2026-01-02T12:00:00.000Z info  media: Connected' };

onEachDatabase('problem reports', (now) => {
  it('are for the Admins of their Workspace, the log by itself', async () => {
    const { kept, acme, number } = now();
    await kept.problemReports.make(acme.workspaceId, ana, report);
    const [listed] = await kept.problemReports.list(acme.workspaceId);
    expect(listed).toMatchObject({ by: ana, text: report.text });
    expect(JSON.stringify(listed)).not.toContain('Connected');
    const reportId = listed?.reportId ?? '';
    expect(await kept.problemReports.readLog(acme.workspaceId, reportId)).toBe(report.log);
    const other = await kept.makeWorkspace(`Other${number}`);
    expect(await kept.problemReports.list(other.workspaceId)).toEqual([]);
    await expect(kept.problemReports.readLog(other.workspaceId, reportId)).rejects.toEqual(
      failureWith('not_found'),
    );
  });

  it('are three a day for each person, also where they come at once, and fifty for a Workspace', async () => {
    const { kept, acme } = now();
    const make = (personId: string) =>
      kept.problemReports.make(acme.workspaceId, { ...ana, personId }, report);
    const first = await Promise.allSettled(Array.from({ length: 6 }, () => make('ana')));
    expect(first.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await expect(make('ana')).rejects.toEqual(failureWith('rate_limited'));
    for (let guest = 0; guest < 47; guest++) await make(`guest-${guest}`);
    await expect(make('one more')).rejects.toEqual(failureWith('rate_limited'));
    kept.nowMs += dayMs + 1;
    await make('ana');
  });

  it('are kept without tokens, addresses and what steers a terminal, whatever a Client sends', async () => {
    const { kept, acme } = now();
    const log = 'from 192.0.2.7\u0000 by https://office.example/join#secret\u001b[31m\nBearer abcdef';
    await kept.problemReports.make(acme.workspaceId, ana, { text: 'See ana@example.org', log });
    const [listed] = await kept.problemReports.list(acme.workspaceId);
    expect(listed?.text).toBe('See [address]');
    expect(await kept.problemReports.readLog(acme.workspaceId, listed?.reportId ?? '')).toBe(
      'from [address] by [address]\n[secret]',
    );
  });

  it('have 64 KB at most', async () => {
    const { kept, acme } = now();
    const long = { text: 'Long', log: 'é '.repeat(30_000) };
    await expect(kept.problemReports.make(acme.workspaceId, ana, long)).rejects.toEqual(
      failureWith('bad_message'),
    );
  });

  it('are gone after 30 days, at once from the list and with the sweep from the database', async () => {
    const { kept, acme } = now();
    await kept.problemReports.make(acme.workspaceId, ana, report);
    const [listed] = await kept.problemReports.list(acme.workspaceId);
    kept.nowMs += 30 * dayMs + 1;
    expect(await kept.problemReports.list(acme.workspaceId)).toEqual([]);
    await removeExpired(kept);
    await expect(kept.problemReports.readLog(acme.workspaceId, listed?.reportId ?? '')).rejects.toEqual(
      failureWith('not_found'),
    );
  });
});
