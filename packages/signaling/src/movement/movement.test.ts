import { describe, expect, it } from 'vitest';
import { encodeMoveIntent } from '@atrium/protocol';
import { worldFromPlan } from '@atrium/world/testing';
import type { FakeClient } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';
import { nestedPlan, openPlan } from '../testing/plans.ts';

const correction = (client: FakeClient) => client.last('position.correction');

describe('MoveIntents', () => {
  it('of an older epoch are ignored', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.move(60, 60);
    expect(ana.moveEpoch).toBe(1);
    const { place } = ana;
    ana.sayBytes(
      encodeMoveIntent({ moveEpoch: 0, sequence: 9, x: 3, y: 3, facing: 'N', state: 'idle', ageMs: 0 }),
    );
    expect(ana.of('position.correction')).toHaveLength(1);
    ana.move(60, 60);
    expect(correction(ana)?.place).toEqual(place);
  });

  it('of an epoch that was never issued end the connection of their sender alone', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.moveEpoch = 1;
    ana.move(2.5, 2.5);
    expect([ana.last('error')?.code, ana.closedWith]).toEqual(['bad_message', 'badMessage']);
    expect([ben.closedWith, ben.sees]).toEqual([undefined, []]);
  });

  it('that come late or twice are ignored', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.move(3, 3);
    ana.sequence -= 2;
    ana.move(3.25, 3.25);
    ana.move(3.25, 3.25);
    await office.pass(70);
    expect(ben.updates).toMatchObject([{ x: 3, y: 3 }]);
  });

  it('go on counting past 65,535', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.sequence = 65_534;
    for (const x of [3, 3.25, 3.5]) {
      ana.move(x, 3);
      await office.pass(70);
    }
    expect(ben.updates.map(({ x }) => x)).toEqual([3, 3.25, 3.5]);
  });

  it.each([
    ['truncated', Uint8Array.of(1, 0, 0)],
    ['too long', new Uint8Array(12).fill(1)],
    ['empty', new Uint8Array()],
    ['of an unknown kind', Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['with reserved bits', Uint8Array.of(1, 0, 0, 1, 0, 0, 0, 0, 0, 0xc0, 0)],
  ])('that are %s end the connection', async (_, bytes) => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.sayBytes(bytes);
    expect([ana.last('error')?.code, ana.closedWith]).toEqual(['bad_message', 'badMessage']);
  });
});

describe('a PositionCorrection', () => {
  it('takes one back to the last place that was accepted, and says which MoveIntent it answers', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.move(3, 3, { facing: 'E' });
    ana.move(3, 8);
    expect(correction(ana)).toEqual({
      type: 'position.correction',
      moveEpoch: 1,
      sequence: 2,
      place: { x: 3, y: 3, facing: 'E', state: 'walking' },
      reason: 'too-far',
    });
  });

  it('comes once per mistake, however many MoveIntents were on their way', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    const inFlight = [8, 8.25, 8.5].map((y, index) =>
      encodeMoveIntent({ moveEpoch: 0, sequence: index, x: 3, y, facing: 'S', state: 'walking', ageMs: 0 }),
    );
    for (const bytes of inFlight) ana.sayBytes(bytes);
    expect(ana.of('position.correction')).toHaveLength(1);
  });

  it('is told to nobody else', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ben.forgetMessages();
    ana.move(3, 8);
    await office.pass(400);
    expect([ben.of('position.correction'), ben.frames]).toEqual([[], []]);
  });
});

describe('distance', () => {
  it('of more than 4 tiles at once is too far', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 2.5, 2.5);
    await office.pass(2_000);
    ana.move(6.5, 2.5);
    expect(correction(ana)).toBeUndefined();
    await office.pass(2_000);
    ana.move(2.25, 2.5);
    expect(correction(ana)?.reason).toBe('too-far');
  });

  it('in many small steps is bounded by walking speed', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 2.5, 2.5);
    let refused = 0;
    let travelled = 0;
    for (let step = 0; step < 60; step++) {
      const corrections = ana.of('position.correction').length;
      const from = ana.place?.x ?? 0;
      ana.move(from < 4 ? from + 0.34375 : from - 0.34375, 2.5);
      await office.pass(40);
      if (ana.of('position.correction').length > corrections) refused++;
      else travelled += 0.34375;
    }
    expect(refused).toBeGreaterThan(0);
    expect(travelled).toBeLessThanOrEqual(4 + 4.1 * 2.4 + 0.001);
  });

  it('may be made up after a second of silence', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 2.5, 2.5);
    await office.pass(1_000);
    for (let step = 1; step <= 12; step++) ana.move(2.5 + step * 0.3125, 2.5);
    expect(correction(ana)).toBeUndefined();
  });
});

describe('seats', () => {
  it('hold one sitter, until they stand up', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    for (const client of [ana, ben]) await office.walk(client, 5.5, 3.5);
    ana.move(6.5, 4.5, { state: 'sitting' });
    ben.move(6.5, 4.5, { state: 'sitting' });
    expect(correction(ana)).toBeUndefined();
    expect(correction(ben)).toMatchObject({ reason: 'occupied', blocker: { kind: 'seat', id: 'chair-6-4' } });
    ana.move(5.5, 4.5, { state: 'idle' });
    ben.move(6.5, 4.5, { state: 'sitting' });
    expect(ben.of('position.correction')).toHaveLength(1);
  });

  it('are needed for sitting', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 3.5, 3.5);
    ana.move(3.5, 3.5, { state: 'sitting' });
    expect(correction(ana)?.reason).toBe('no-seat');
  });

  it('are free again at once when the sitter leaves, and 10 s after their connection was lost', async () => {
    const office = new Office(openPlan());
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    for (const client of [ana, ben, cem]) await office.walk(client, 5.5, 3.5);
    const sit = (client: FakeClient) => {
      const corrections = client.of('position.correction').length;
      client.move(6.5, 4.5, { state: 'sitting' });
      return client.of('position.correction').length === corrections;
    };
    expect([sit(ana), sit(ben)]).toEqual([true, false]);
    ana.request('leave');
    expect(sit(ben)).toBe(true);
    ben.drop();
    cem.request('ping');
    await office.pass(9_000);
    expect(sit(cem)).toBe(false);
    await office.pass(1_000);
    expect(sit(cem)).toBe(true);
  });
});

describe('full Zones', () => {
  it('are like a wall for those who come', async () => {
    const office = new Office(openPlan(1));
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 8.5, 2.5);
    await office.walk(ben, 8.5, 2.5);
    expect([ana.zoneId, ben.zoneId]).toEqual(['a', 'ground']);
    expect(correction(ben)).toMatchObject({ reason: 'zone-full', blocker: { kind: 'zone', id: 'a' } });
  });

  it('may be left always', async () => {
    const office = new Office(openPlan(1));
    const ana = await office.enter('Ana');
    await office.walk(ana, 8.5, 2.5);
    await office.walk(ana, 4.5, 2.5);
    expect([ana.zoneId, correction(ana)]).toEqual(['ground', undefined]);
  });

  it('count the people in Zones within them', async () => {
    const office = new Office(nestedPlan(2));
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    for (const client of [ana, ben]) await office.walk(client, 10.5, 2.5);
    expect([ana.zoneId, ben.zoneId]).toEqual(['p', 'p']);
    await office.walk(cem, 6.5, 2.5);
    expect(correction(cem)).toMatchObject({ reason: 'zone-full', blocker: { kind: 'zone', id: 't' } });
    // Between the two Zones those inside move as they like.
    await office.walk(ana, 6.5, 2.5);
    expect([ana.zoneId, correction(ana)]).toEqual(['t', undefined]);
  });

  it('take their limit from configuration where the World file says none', async () => {
    const world = worldFromPlan(['#########', '#@..aaaa#', '#########'], {
      zones: { a: { type: 'OpenArea' } },
    });
    const maxPeopleByZoneType = { OpenArea: 1, TeamArea: 1, MeetingRoom: 1, PrivateRoom: 1 };
    const office = new Office(world, { maxPeopleByZoneType });
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 6.5, 1.5);
    await office.walk(ben, 6.5, 1.5);
    expect([ana.zoneId, ben.zoneId]).toEqual(['a', 'ground']);
  });
});

describe('going in and out of Zones', () => {
  it('is possible a few times at once, then twice a second; going out is never refused', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 6.5, 2.5);
    await office.pass(10_000);
    const entries = [];
    for (let round = 0; round < 5; round++) {
      ana.move(7.25, 2.5);
      await office.pass(100);
      entries.push(ana.zoneId);
      ana.move(6.75, 2.5);
      await office.pass(100);
      expect(ana.zoneId).toBe('ground');
    }
    expect(entries).toEqual(['a', 'a', 'a', 'a', 'ground']);
    expect(ana.of('position.correction').map(({ reason }) => reason)).toEqual(['zone-hopping']);
    await office.pass(1_000);
    ana.move(7.25, 2.5);
    expect(ana.zoneId).toBe('a');
  });
});
