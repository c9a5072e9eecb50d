import { describe, expect, it } from 'vitest';
import type { FakeClient } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';
import { doorPlan, passagePlan } from '../testing/plans.ts';

const correction = (client: FakeClient) => client.last('position.correction');

/** Ana to the west of the passage and Ben to the east, one step from it. */
async function besidePassage() {
  const office = new Office(passagePlan());
  const ana = await office.enter('Ana', { spawnPointId: 'spawn-1' });
  const ben = await office.enter('Ben', { spawnPointId: 'spawn-2' });
  await office.walk(ana, 4.5, 2.5);
  await office.walk(ben, 6.5, 2.5);
  return { office, ana, ben };
}

describe('walls, Doors and passages', () => {
  it('walls and furniture stop everybody', async () => {
    const office = new Office(passagePlan());
    const ana = await office.enter('Ana', { spawnPointId: 'spawn-1' });
    await office.walk(ana, 4.5, 1.5);
    ana.move(6.5, 1.5);
    expect(correction(ana)).toMatchObject({ reason: 'blocked', blocker: { kind: 'wall' } });
  });

  it('a Door for Roles lets those in and nobody else', async () => {
    const office = new Office(doorPlan({ type: 'role', allowedRoles: ['Admin'] }));
    const [guest, admin] = [await office.enter('Gus:Guest'), await office.enter('Ada:Admin')];
    for (const client of [guest, admin]) await office.walk(client, 4.5, 2.5);
    await office.walk(guest, 7.5, 2.5);
    expect(correction(guest)).toMatchObject({
      reason: 'door-closed',
      blocker: { kind: 'door', id: 'door-1' },
    });
    await office.walk(admin, 7.5, 2.5);
    expect([correction(admin), admin.zoneId]).toEqual([undefined, 'r']);
  });

  it('a Door lets everybody out', async () => {
    const world = doorPlan({ type: 'role', allowedRoles: ['Admin'] });
    world.spawnPoints.push({ id: 'inside', position: { x: 7, y: 2 } });
    const office = new Office(world);
    const guest = await office.enter('Gus:Guest', { spawnPointId: 'inside' });
    await office.walk(guest, 6.75, 2.5);
    await office.walk(guest, 3.5, 2.5);
    expect([correction(guest), guest.zoneId]).toEqual([undefined, 'ground']);
  });

  it('a Door that somebody is in stops those who come out as well, even where it is closed to them', async () => {
    const world = doorPlan({ type: 'role', allowedRoles: ['Admin'] });
    world.spawnPoints.push({ id: 'inside', position: { x: 7, y: 2 } });
    const office = new Office(world);
    const guest = await office.enter('Gus:Guest', { spawnPointId: 'inside' });
    const admin = await office.enter('Ada:Admin');
    await office.walk(guest, 6.5, 2.5);
    await office.walk(admin, 4.5, 2.5);
    await office.walk(admin, 5.5, 2.5);
    await office.walk(guest, 5.5, 2.5);
    expect(correction(guest)?.reason).toBe('occupied');
  });

  it('a knock room opens to listed Roles while nobody is inside', async () => {
    const office = new Office(doorPlan({ type: 'knock', allowedRoles: ['Member'] }));
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 4.5, 2.5);
    await office.walk(ana, 8.5, 2.5);
    expect(ana.zoneId).toBe('r');
    await office.walk(ben, 4.5, 2.5);
    await office.walk(ben, 7.5, 2.5);
    expect(correction(ben)?.reason).toBe('door-closed');
  });

  it('a passage holds one person, from both sides', async () => {
    const { office, ana, ben } = await besidePassage();
    await office.walk(ana, 5.5, 2.5);
    await office.walk(ben, 5.5, 2.5);
    expect(correction(ben)).toMatchObject({
      reason: 'occupied',
      blocker: { kind: 'passage', id: 'passage-1' },
    });
    await office.walk(ana, 6.5, 2.5);
    await office.walk(ben, 5.5, 2.5);
    expect(ben.place?.x).toBe(5.5);
  });

  it('nobody jumps over somebody in a passage', async () => {
    const office = new Office(passagePlan());
    const ana = await office.enter('Ana', { spawnPointId: 'spawn-1' });
    const ben = await office.enter('Ben', { spawnPointId: 'spawn-2' });
    await office.walk(ana, 4.5, 2.5);
    await office.walk(ana, 5.5, 2.5);
    await office.walk(ben, 6.5, 2.5);
    await office.pass(1_000);
    ben.move(4.5, 2.5);
    expect(correction(ben)?.reason).toBe('occupied');
  });

  it('a passage is free again when its holder has left the World', async () => {
    const { office, ana, ben } = await besidePassage();
    await office.walk(ana, 5.5, 2.5);
    ana.request('leave');
    await office.walk(ben, 5.5, 2.5);
    expect(correction(ben)).toBeUndefined();
  });

  it('a claim lapses 3 s after the last movement, and turning on the spot is none', async () => {
    const { office, ana, ben } = await besidePassage();
    ana.move(5.5, 2.5);
    for (const facing of ['N', 'E'] as const) {
      await office.pass(1_400);
      ana.move(5.5, 2.5, { facing, state: 'idle' });
    }
    ben.move(5.5, 2.5);
    expect(correction(ben)?.reason).toBe('occupied');
    await office.pass(300);
    ben.move(5.5, 2.5);
    expect(ben.of('position.correction')).toHaveLength(1);
  });

  it('nobody camps in a passage: a claim lapses 6 s after entering, whatever its holder does', async () => {
    const { office, ana, ben } = await besidePassage();
    for (let second = 0; second < 6; second++) {
      ana.move(second % 2 === 0 ? 5.5 : 5.25, 2.5);
      await office.pass(1_000);
    }
    ben.move(5.5, 2.5);
    expect(correction(ben)).toBeUndefined();
  });

  it('stepping out and in again does not begin a new claim; staying away for 3 s does', async () => {
    const { office, ana, ben } = await besidePassage();
    for (let second = 0; second < 7; second++) {
      ana.move(second % 2 === 0 ? 5.25 : 4.75, 2.5);
      await office.pass(1_000);
    }
    ben.move(5.5, 2.5);
    expect(correction(ben)).toBeUndefined();
    ben.move(6.5, 2.5);
    ana.move(4.75, 2.5);
    await office.pass(3_000);
    ana.move(5.25, 2.5);
    ben.move(5.5, 2.5);
    expect(correction(ben)?.reason).toBe('occupied');
  });

  it('who has lost a passage has to leave it before claiming it again', async () => {
    const { office, ana, ben } = await besidePassage();
    await office.walk(ana, 5.5, 2.5);
    await office.pass(3_500);
    ana.move(5.25, 2.5);
    ben.move(5.5, 2.5);
    expect(correction(ben)).toBeUndefined();
    // Ben holds it now; Ana is free to go, and finds it taken when she comes back.
    ana.move(4.75, 2.5);
    expect(correction(ana)).toBeUndefined();
    ana.move(5.25, 2.5);
    expect(correction(ana)?.reason).toBe('occupied');
  });
});
