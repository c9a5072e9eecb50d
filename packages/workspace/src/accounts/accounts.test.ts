import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog } from '../database/schema.ts';
import { failureWith, onEachDatabase } from '../testing/onEachDatabase.ts';
import type { DatabaseTest } from '../testing/onEachDatabase.ts';
import { testPassword } from '../testing/testWorkspaces.ts';

const minuteMs = 60_000;
onEachDatabase('accounts', (now) => {
  let kept: DatabaseTest['kept'];
  let acme: DatabaseTest['acme'];
  let count: number;
  beforeEach(() => {
    ({ kept, acme, number: count } = now());
  });
  const invite = (uses: number, days = 7) =>
    kept.invitations.make(acme.workspaceId, acme.admin, {
      kind: 'account',
      role: 'Editor',
      note: '',
      uses,
      days,
    });
  const guestLink = (uses: number, visitMinutes = 60) =>
    kept.invitations.make(acme.workspaceId, acme.admin, {
      kind: 'guest',
      worldId: acme.worldId,
      note: '',
      uses,
      days: 7,
      visitMinutes,
    });

  describe('setup', () => {
    const request = {
      workspaceName: 'Second',
      name: 'Zoe',
      email: 'zoe@example.org',
      password: testPassword,
    };

    it('makes one Workspace by one link, even where two use it at once', async () => {
      const token = await kept.setup.makeLink();
      const email = `zoe${count}@example.org`;
      const attempts = await Promise.allSettled([
        kept.setup.complete({ ...request, email, token }, async () => undefined),
        kept.setup.complete({ ...request, email, token }, async () => undefined),
      ]);
      expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expect(kept.setup.complete({ ...request, token }, async () => undefined)).rejects.toEqual(
        failureWith('setup_done'),
      );
    });

    it('leaves nothing behind where it fails, and the link can be used again', async () => {
      const token = await kept.setup.makeLink();
      const before = (await kept.workspaces.list()).length;
      let isDiscarded = false;
      const world = {
        worldId: 'office',
        add: () => Promise.reject(new Error('no World')),
        discard: async () => void (isDiscarded = true),
      };
      await expect(kept.setup.complete({ ...request, token }, async () => world)).rejects.toThrow('no World');
      expect(isDiscarded).toBe(true);
      expect(await kept.workspaces.list()).toHaveLength(before);
      expect(await kept.setup.isLink(token)).toBe(true);
    });

    it('by an older link fails once there is a newer one', async () => {
      const older = await kept.setup.makeLink();
      await kept.setup.makeLink();
      expect(await kept.setup.isLink(older)).toBe(false);
    });
  });

  describe('sign-in', () => {
    it('takes the address in any case, and only the right password', async () => {
      const ben = await kept.join(acme, `Ben${count}`, 'Member');
      const member = await kept.sessions.signIn(`BEN${count}@Example.org`, testPassword);
      expect(member).toMatchObject({ ...ben, role: 'Member', workspaceId: acme.workspaceId });
      const wrong = kept.sessions.signIn(`ben${count}@example.org`, 'correct horse batterY');
      await expect(wrong).rejects.toEqual(failureWith('sign_in_failed'));
      await expect(kept.sessions.signIn('nobody@example.org', testPassword)).rejects.toEqual(
        failureWith('sign_in_failed'),
      );
    });

    it('lasts while somebody comes now and then, and ends after thirty days without', async () => {
      const { personId } = await kept.join(acme, `Cem${count}`, 'Member');
      let { refreshToken } = await kept.sessions.start(personId);
      for (let week = 0; week < 8; week++) {
        kept.nowMs += 7 * 24 * 60 * minuteMs;
        refreshToken = (await kept.sessions.refresh(refreshToken)).refreshToken ?? '';
      }
      kept.nowMs += 31 * 24 * 60 * minuteMs;
      await expect(kept.sessions.refresh(refreshToken)).rejects.toEqual(failureWith('signed_out'));
    });

    it('goes on in two tabs that ask for a new token at once', async () => {
      const { personId } = await kept.join(acme, `Dan${count}`, 'Member');
      const { refreshToken } = await kept.sessions.start(personId);
      const both = await Promise.all([
        kept.sessions.refresh(refreshToken),
        kept.sessions.refresh(refreshToken),
      ]);
      const [one, other] = both.map((session) => session.refreshToken ?? '');
      expect(one).toBe(other);
      kept.nowMs += minuteMs;
      expect((await kept.sessions.refresh(one ?? '')).personId).toBe(personId);
    });

    it('goes on where the answer with the new token got lost', async () => {
      const { personId } = await kept.join(acme, `Kim${count}`, 'Member');
      const { refreshToken } = await kept.sessions.start(personId);
      await kept.sessions.refresh(refreshToken);
      kept.nowMs += minuteMs / 2;
      const { refreshToken: next } = await kept.sessions.refresh(refreshToken);
      kept.nowMs += 10 * minuteMs;
      expect((await kept.sessions.refresh(next ?? '')).personId).toBe(personId);
    });

    it('ends for both where an old token is used: one of the two has stolen it', async () => {
      const { personId } = await kept.join(acme, `Eve${count}`, 'Member');
      const { refreshToken: stolen, sessionId } = await kept.sessions.start(personId);
      const { refreshToken: current } = await kept.sessions.refresh(stolen);
      kept.nowMs += 2 * minuteMs;
      await expect(kept.sessions.refresh(stolen)).rejects.toEqual(failureWith('signed_out'));
      await expect(kept.sessions.refresh(current ?? '')).rejects.toEqual(failureWith('signed_out'));
      expect(kept.accessChanges).toContainEqual(
        expect.objectContaining({ accessId: sessionId, why: 'signed-out' }),
      );
    });

    it.each(['', 'nothing', '.', 'id-0.x', '\0.\0'])('is not had with the token "%s"', async (token) => {
      await expect(kept.sessions.refresh(token)).rejects.toEqual(failureWith('signed_out'));
    });
  });

  describe('a password', () => {
    it('that is changed signs out everybody else who uses the account', async () => {
      const { personId } = await kept.join(acme, `Fay${count}`, 'Member');
      const here = await kept.sessions.start(personId);
      const there = await kept.sessions.start(personId);
      await expect(kept.accounts.changePassword(here, 'wrong', 'another password')).rejects.toEqual(
        failureWith('sign_in_failed'),
      );
      await kept.accounts.changePassword(here, testPassword, 'another password');
      expect(await kept.sessions.find(here.sessionId)).toBeDefined();
      expect(await kept.sessions.find(there.sessionId)).toBeUndefined();
      expect((await kept.sessions.signIn(here.email, 'another password')).personId).toBe(personId);
    });

    it('is chosen anew by a link that an Admin makes, once, within a day', async () => {
      const fay = await kept.join(acme, `Gil${count}`, 'Member');
      const session = await kept.sessions.start(fay.personId);
      const late = await kept.members.makePasswordLink(acme.workspaceId, acme.admin, fay.personId);
      kept.nowMs += 25 * 60 * minuteMs;
      await expect(kept.accounts.takePasswordLink(late, 'a new password')).rejects.toEqual(
        failureWith('invitation_invalid'),
      );
      const token = await kept.members.makePasswordLink(acme.workspaceId, acme.admin, fay.personId);
      await kept.accounts.takePasswordLink(token, 'a new password');
      expect(await kept.sessions.find(session.sessionId)).toBeUndefined();
      expect((await kept.sessions.signIn(session.email, 'a new password')).personId).toBe(fay.personId);
      await expect(kept.accounts.takePasswordLink(token, 'yet another one')).rejects.toEqual(
        failureWith('invitation_invalid'),
      );
    });

    it('of somebody who belongs to another Workspace too is not for an Admin to change', async () => {
      const hal = await kept.join(acme, `Hal${count}`, 'Member');
      const other = await kept.makeWorkspace(`Other${count}`);
      await kept.join(other, `Hal${count}`, 'Admin');
      const attempt = kept.members.makePasswordLink(acme.workspaceId, acme.admin, hal.personId);
      await expect(attempt).rejects.toEqual(failureWith('target_protected'));
    });

    it('is not chosen by a link of an Admin whose Workspace is not the only one any more', async () => {
      const lea = await kept.join(acme, `Lea${count}`, 'Member');
      const token = await kept.members.makePasswordLink(acme.workspaceId, acme.admin, lea.personId);
      await kept.join(await kept.makeWorkspace(`Another${count}`), `Lea${count}`, 'Admin');
      await expect(kept.accounts.takePasswordLink(token, 'a new password')).rejects.toEqual(
        failureWith('invitation_invalid'),
      );
    });

    it('is not given to somebody who signs in elsewhere: they would not notice', async () => {
      const max = await kept.join(acme, `Max${count}`, 'Member');
      const { email } = await kept.sessions.start(max.personId);
      const provided = { issuer: 'https://id.example.org', subject: `max${count}`, isEmailVerified: true };
      await kept.identities.claim({ ...provided, email, name: 'Max', groups: undefined }, {});
      const attempt = kept.members.makePasswordLink(acme.workspaceId, acme.admin, max.personId);
      await expect(attempt).rejects.toEqual(failureWith('target_protected'));
    });
  });

  describe('an invitation', () => {
    it('lets in as many as it says, even where more come at once', async () => {
      const { token } = await invite(3);
      const joins = Array.from({ length: 8 }, (_, number) =>
        kept.accounts.join({
          token,
          name: 'Ida',
          email: `ida${count}-${number}@x.org`,
          password: testPassword,
        }),
      );
      const outcomes = await Promise.allSettled(joins);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      const members = await kept.members.list(acme.workspaceId);
      expect(members.filter(({ role }) => role === 'Editor')).toHaveLength(3);
    });

    it('is not used up by an attempt that fails', async () => {
      const { token } = await invite(1);
      const short = { token, name: 'Jo', email: `jo${count}@x.org`, password: 'short' };
      await expect(kept.accounts.join(short)).rejects.toEqual(failureWith('bad_message'));
      await kept.accounts.join({ ...short, password: testPassword });
    });

    it('expires, and can be withdrawn', async () => {
      const late = await invite(1, 1);
      kept.nowMs += 25 * 60 * minuteMs;
      await expect(kept.invitations.look(late.token)).rejects.toEqual(failureWith('invitation_invalid'));
      const { token } = await invite(1);
      const [invitation] = await kept.invitations.list(acme.workspaceId);
      await kept.invitations.withdraw(acme.workspaceId, acme.admin, invitation?.invitationId ?? '');
      await expect(kept.invitations.look(token)).rejects.toEqual(failureWith('invitation_invalid'));
    });

    it('does not open an account that is there already without its password', async () => {
      const { token } = await invite(5);
      const email = (await kept.members.list(acme.workspaceId))[0]?.email ?? '';
      const attempt = kept.accounts.join({ token, name: 'Mallory', email, password: 'a guess of mine' });
      await expect(attempt).rejects.toEqual(failureWith('sign_in_failed'));
    });

    it('gives nobody another Role who is a member already', async () => {
      const { token } = await invite(5);
      const [admin] = await kept.members.list(acme.workspaceId);
      await kept.accounts.join({ token, name: 'x', email: admin?.email ?? '', password: testPassword });
      expect((await kept.members.list(acme.workspaceId)).map(({ role }) => role)).toEqual(['Admin']);
    });
  });

  describe('a guest link', () => {
    it('makes nobody a member', async () => {
      const { token } = await guestLink(1);
      const attempt = kept.accounts.join({
        token,
        name: 'x',
        email: `k${count}@x.org`,
        password: testPassword,
      });
      await expect(attempt).rejects.toEqual(failureWith('invitation_invalid'));
      expect((await kept.invitations.useGuestLink(token)).worldId).toBe(acme.worldId);
    });

    it('that is used up is still known, for those who came by it', async () => {
      const { token } = await guestLink(1);
      const link = await kept.invitations.useGuestLink(token);
      await expect(kept.invitations.useGuestLink(token)).rejects.toEqual(failureWith('invitation_invalid'));
      expect(await kept.invitations.findGuestLink({ token })).toEqual(link);
      kept.nowMs += 8 * 24 * 60 * minuteMs;
      expect(await kept.invitations.findGuestLink({ token })).toBeUndefined();
    });
  });

  describe('Roles', () => {
    it('change at once, and the one concerned is told', async () => {
      const ben = await kept.join(acme, `Lea${count}`, 'Member');
      const { sessionId } = await kept.sessions.start(ben.personId);
      await kept.members.changeRole(acme.workspaceId, acme.admin, ben.personId, 'Editor');
      expect((await kept.sessions.find(sessionId))?.role).toBe('Editor');
      expect(kept.accessChanges.at(-1)).toEqual({
        workspaceId: acme.workspaceId,
        personId: ben.personId,
        why: 'access-changed',
      });
    });

    it('take away what is made at the very moment at which they end', async () => {
      const { workspaceId, admin } = acme;
      for (let round = 0; round < 8; round++) {
        const eva = await kept.join(acme, `Eva${count}-${round}`, 'Admin');
        const order = { kind: 'account', role: 'Admin', note: '', uses: 1, days: 1 } as const;
        const attempts = () => [
          kept.invitations.make(workspaceId, eva, order),
          kept.apiTokens.make(workspaceId, eva, { name: 'CI', role: 'Admin', days: 366 }),
          kept.members.makePasswordLink(workspaceId, eva, admin.personId),
        ];
        const dismissal = () => kept.members.changeRole(workspaceId, admin, eva.personId, 'Member');
        const all = round % 2 === 0 ? [...attempts(), dismissal()] : [dismissal(), ...attempts()];
        const outcomes = await Promise.allSettled(all);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toEqual(failureWith('not_allowed'));
        }
        expect(await kept.invitations.list(workspaceId)).toEqual([]);
        expect(await kept.apiTokens.list(workspaceId)).toEqual([]);
        for (const outcome of outcomes) {
          if (outcome.status !== 'fulfilled' || typeof outcome.value !== 'string') continue;
          const attempt = kept.accounts.takePasswordLink(outcome.value, 'a new password');
          await expect(attempt).rejects.toEqual(failureWith('invitation_invalid'));
        }
      }
    });

    it('always leave an Admin, even where two step back at once', async () => {
      const mia = await kept.join(acme, `Mia${count}`, 'Admin');
      const outcomes = await Promise.allSettled(
        [acme.admin, mia].map(({ personId }) =>
          kept.members.changeRole(acme.workspaceId, acme.admin, personId, 'Member'),
        ),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const roles = (await kept.members.list(acme.workspaceId)).map(({ role }) => role);
      expect(roles.sort()).toEqual(['Admin', 'Member']);
    });
  });

  it('somebody who is removed is signed out, and their account goes where it belongs nowhere else', async () => {
    const nia = await kept.join(acme, `Nia${count}`, 'Member');
    const { sessionId, email } = await kept.sessions.start(nia.personId);
    await kept.members.remove(acme.workspaceId, acme.admin, nia.personId);
    expect(await kept.sessions.find(sessionId)).toBeUndefined();
    expect(await kept.accounts.findByEmail(email)).toBeUndefined();
  });

  it('an account that is deleted is gone, and the log still says who it was', async () => {
    const ola = await kept.join(acme, `Ola${count}`, 'Member');
    const session = await kept.sessions.start(ola.personId);
    await expect(kept.accounts.delete(session, 'wrong')).rejects.toEqual(failureWith('sign_in_failed'));
    await kept.accounts.delete(session, testPassword);
    expect(await kept.accounts.findByEmail(session.email)).toBeUndefined();
    const { entries } = await kept.audit.read(acme.workspaceId, { limit: 10, person: ola.personId });
    expect(entries.map(({ action }) => action)).toEqual(['account.delete', 'member.join']);
    expect(entries[0]?.actor.name).toBe(ola.name);
  });

  it('everything kept of a person can be read by them', async () => {
    const pia = await kept.join(acme, `Pia${count}`, 'Member');
    const session = await kept.sessions.start(pia.personId);
    const exported = await kept.accounts.export(session, (file) => file);
    expect(exported.account).toMatchObject({ name: pia.name, email: session.email });
    expect(exported.memberships).toMatchObject([{ workspaceId: acme.workspaceId, role: 'Member' }]);
    expect(exported.sessions).toHaveLength(1);
    expect(exported.auditLog).toMatchObject([{ action: 'member.join' }]);
    const actor = { personId: session.personId, name: pia.name, role: 'Member' } as const;
    const { workspaceId } = acme;
    const entries = Array.from({ length: 1_201 }, (_, place) => ({
      ...{ workspaceId, actorId: actor.personId, actorName: actor.name, actorRole: actor.role },
      ...{ action: `test.${place}`, details: {} },
    }));
    await kept.ports.sql.insert(auditLog).values(entries);
    const { auditLog: facts } = await kept.accounts.export(session, (file) => file);
    expect(facts.slice(0, -1).map(({ action }) => action)).toEqual(
      entries.map((entry) => entry.action).reverse(),
    );
    expect(JSON.stringify(exported)).not.toContain('argon2');
  });

  it('the audit log is read page by page, and what is too old goes', async () => {
    for (let i = 0; i < 5; i++) await invite(1);
    const first = await kept.audit.read(acme.workspaceId, { limit: 4 });
    const second = await kept.audit.read(acme.workspaceId, { limit: 4, before: first.next ?? undefined });
    const ids = [...first.entries, ...second.entries].map(({ entryId }) => entryId);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect([first.entries.length, second.next]).toEqual([4, null]);
    const realTime = kept.nowMs;
    kept.nowMs = Date.now() + 366 * 24 * 60 * minuteMs;
    await kept.audit.removeOld();
    kept.nowMs = realTime;
    expect((await kept.audit.read(acme.workspaceId, { limit: 10 })).entries).toEqual([]);
  });
});
