import { beforeEach, describe, expect, it } from 'vitest';
import { worldFromPlan } from '@atrium/world/testing';
import type { FakeClient } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';

const plan = () =>
  worldFromPlan(
    [
      '###########', //
      '#....#aaaa#',
      '#.@..1aaaa#',
      '#....#aaaa#',
      '###########',
    ],
    { zones: { a: { type: 'MeetingRoom', id: 'room' } }, doors: { 1: { leadsToZone: 'room' } } },
  );

let office: Office;
let admin: FakeClient;
let editor: FakeClient;
let mallory: FakeClient;
beforeEach(async () => {
  office = new Office(plan());
  admin = await office.enter('Ada:Admin');
  editor = await office.enter('Edi:Editor');
  mallory = await office.enter('Mallory:Guest');
});
const refusalOf = async (client: FakeClient, type: string, fields: Record<string, unknown>) => {
  const reply = await client.ask({ type, ...fields });
  return reply?.type === 'error' ? reply.code : undefined;
};
const why = { reason: 'Shouting' };
const intoRoom = async (client: FakeClient) => {
  await office.walk(client, 4.5, 2.5);
  await office.walk(client, 7.5, 2.5);
};

describe('moderation', () => {
  it.each([
    ['moderation.mute', { muted: true }, ['Admin', 'Editor']],
    ['moderation.removeFromZone', why, ['Admin']],
    ['moderation.kick', why, ['Admin']],
    ['moderation.ban', { ...why, hours: null, withAddress: false }, ['Admin']],
  ])('%s is for those whose Role allows it', async (type, fields, allowed) => {
    for (const role of ['Editor', 'Member', 'Guest']) {
      const client = await office.enter(`Some${role}:${role}`);
      const refusal = await refusalOf(client, type, { personId: 'mallory', ...fields });
      expect([role, refusal]).toEqual([role, allowed.includes(role) ? undefined : 'not_allowed']);
    }
  });

  it('is not for use against oneself, or against somebody with more rights', async () => {
    const mute = { muted: true };
    expect(await refusalOf(editor, 'moderation.mute', { personId: 'ada', ...mute })).toBe('target_protected');
    expect(await refusalOf(editor, 'moderation.mute', { personId: 'edi', ...mute })).toBe('target_protected');
    expect(await refusalOf(admin, 'moderation.kick', { personId: 'ada', ...why })).toBe('target_protected');
    expect(await refusalOf(admin, 'moderation.kick', { personId: 'nobody', ...why })).toBe('person_unknown');
  });

  it('asks for a reason, tells it to the person concerned, and writes it down', async () => {
    expect(await refusalOf(admin, 'moderation.kick', { personId: 'mallory', reason: ' ' })).toBe(
      'bad_message',
    );
    admin = await office.enter('Ada:Admin');
    await refusalOf(admin, 'moderation.kick', { personId: 'mallory', ...why });
    expect(mallory.last('moderation.told')).toMatchObject({ action: 'kick', by: 'Ada', reason: 'Shouting' });
    expect(office.moderation.facts).toMatchObject([
      {
        workspaceId: 'tests',
        worldId: 'office',
        action: 'kick',
        actor: { personId: 'ada', name: 'Ada' },
        person: { personId: 'mallory', name: 'Mallory' },
        reason: 'Shouting',
      },
    ]);
  });

  it('who is kicked is out for ten minutes, and then may come back', async () => {
    await refusalOf(admin, 'moderation.kick', { personId: 'mallory', ...why });
    expect(mallory.closedWith).toBe('kicked');
    expect(admin.of('peer.left')).toHaveLength(1);
    const again = await office.enter('Mallory:Guest');
    expect([again.last('error')?.code, again.closedWith]).toEqual(['kicked', 'kicked']);
    await office.pass(601_000);
    expect((await office.enter('Mallory:Guest')).closedWith).toBeUndefined();
  });

  it('who is removed from a Zone stands outside of it, and cannot go in again for a while', async () => {
    await intoRoom(mallory);
    expect(mallory.zoneId).toBe('room');
    const ticket = mallory.last('ticket')?.ticket;
    await refusalOf(admin, 'moderation.removeFromZone', { personId: 'mallory', ...why });
    expect(mallory.last('position.correction')).toMatchObject({ reason: 'removed' });
    expect([mallory.zoneId, mallory.closedWith]).toEqual(['ground', undefined]);
    await intoRoom(mallory);
    expect(mallory.zoneId).toBe('ground');
    // Not by a ticket of before, either.
    mallory.drop();
    await office.pass(5_000);
    const again = await office.enter('Mallory:Guest', ticket === undefined ? {} : { ticket });
    expect(again.zoneId).toBe('ground');
    await office.pass(601_000);
    const later = await office.enter('Mallory:Guest');
    await intoRoom(later);
    expect(later.zoneId).toBe('room');
  });

  it('of the groundZone there is no outside', async () => {
    expect(await refusalOf(admin, 'moderation.removeFromZone', { personId: 'mallory', ...why })).toBe(
      'not_here',
    );
  });

  it('who is banned is out at once, and the ban is kept', async () => {
    const order = { personId: 'mallory', ...why, hours: 24, withAddress: false };
    await refusalOf(admin, 'moderation.ban', order);
    expect(mallory.closedWith).toBe('banned');
    expect(office.moderation.bans).toMatchObject([
      { forMs: 86_400_000, address: undefined, reason: 'Shouting' },
    ]);
    expect(admin.of('moderation.ban.ok')).toHaveLength(1);
  });

  it('an address that an Admin has too cannot be banned', async () => {
    const order = { personId: 'mallory', ...why, hours: null, withAddress: true };
    expect(await refusalOf(admin, 'moderation.ban', order)).toBe('target_protected');
    expect(mallory.closedWith).toBeUndefined();
  });
});

describe('a report', () => {
  it('reaches the Admins with what was attached, from anybody', async () => {
    const chat = [{ from: 'Edi', text: 'Hello', at: 1 }];
    expect(await refusalOf(mallory, 'report', { personId: 'edi', text: 'Rude', chat })).toBeUndefined();
    expect(office.moderation.reports).toMatchObject([
      {
        workspaceId: 'tests',
        zoneId: 'ground',
        reporter: { name: 'Mallory' },
        person: { name: 'Edi' },
        text: 'Rude',
        chat,
      },
    ]);
  });

  it('can be made now and then, not all the time', async () => {
    const codes = [];
    for (let i = 0; i < 5; i++)
      codes.push(await refusalOf(mallory, 'report', { personId: 'edi', text: 'x', chat: [] }));
    expect(codes).toEqual([undefined, undefined, undefined, 'rate_limited', 'rate_limited']);
  });
});

describe('the right to be in a World', () => {
  it('ends with what it hangs on, and the person is gone at once', async () => {
    office.server.endAccess(({ person }) => person.accessId === 'mallory', 'notAuthenticated');
    expect([mallory.closedWith, editor.closedWith]).toEqual(['notAuthenticated', undefined]);
    expect(admin.of('peer.left')).toHaveLength(1);
  });

  it('that has changed brings the Client back with a new token, to its place', async () => {
    await office.walk(mallory, 3.5, 3.5);
    office.server.endAccess(({ person }) => person.personId === 'mallory', 'accessChanged');
    expect(mallory.closedWith).toBe('accessChanged');
    expect(admin.of('peer.left')).toHaveLength(0);
    const again = await office.enter('Mallory:Member');
    expect(again.last('hello.ok')).toMatchObject({
      role: 'Member',
      resumed: true,
      place: { x: 3.5, y: 3.5 },
    });
  });

  it('of a Guest ends with their time', async () => {
    office.identity.staysMs = 60_000;
    const guest = await office.enter('Gus:Guest');
    expect(guest.last('hello.ok')?.staysMs).toBe(60_000);
    for (let i = 0; i < 12; i++) {
      guest.request('ping');
      await office.pass(5_000);
    }
    await office.pass(1_000);
    expect([guest.last('error')?.code, guest.closedWith]).toEqual(['visit_over', 'visitOver']);
  });

  it.each([
    ['banned', 'banned'],
    ['guests_not_admitted', 'notAuthenticated'],
    ['visit_over', 'visitOver'],
    ['world_unknown', 'worldUnknown'],
  ] as const)('that there is none is said: %s', async (code, closedWith) => {
    office.identity.refusal = { ok: false, code, message: 'Because.' };
    const client = await office.enter('Gus:Guest');
    expect(client.last('error')).toMatchObject({ code, message: 'Because.' });
    expect(client.closedWith).toBe(closedWith);
  });
});
