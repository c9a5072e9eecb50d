import { describe, expect, it } from 'vitest';
import { officeWorld } from '@atrium/world/testing';
import type { FakeClient } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';
import {
  atDesk,
  besideDesk,
  booth,
  boothPlan,
  chair,
  end,
  inBooth,
  interact,
  nook,
  states,
} from '../testing/using.ts';

describe('a seat', () => {
  it('waits 5 s for whoever has asked for it, and no longer', async () => {
    const office = new Office(nook());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    expect(await interact(ana, chair.id)).toMatchObject({ granted: true });
    await office.pass(4_900);
    ben.move(chair.x, chair.y, { state: 'sitting' });
    expect(ben.last('position.correction')).toMatchObject({
      reason: 'occupied',
      blocker: { kind: 'seat', id: chair.id },
    });
    await office.pass(400);
    expect([ana.holders.get(chair.id), ben.holders.get(chair.id)]).toEqual([undefined, undefined]);
    expect(states(ben).at(-1)).toEqual({ [chair.id]: null });
    expect(await interact(ben, chair.id)).toMatchObject({ granted: true });
    expect(await interact(ana, chair.id)).toMatchObject({ holder: { name: 'Ben' } });
  });

  it('is held as long as somebody sits on it', async () => {
    const office = new Office(nook());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await interact(ana, chair.id);
    ana.move(chair.x, chair.y, { state: 'sitting' });
    for (let time = 0; time < 12; time++) {
      for (const client of [ana, ben]) client.request('ping');
      await office.pass(5_000);
    }
    expect(await interact(ben, chair.id)).toMatchObject({ granted: false, holder: { personId: 'ana' } });
    // Whoever has it may ask again, and gives it back only by standing up.
    expect(await interact(ana, chair.id)).toMatchObject({ granted: true });
    expect(await end(ana, chair.id)).toMatchObject({ type: 'interact.end.ok' });
    expect(await interact(ben, chair.id)).toMatchObject({ granted: false });
    ana.move(1.5, 1.5, { state: 'idle' });
    expect(states(ben)).toEqual([{ [chair.id]: 'ana' }, { [chair.id]: null }]);
    expect(await interact(ben, chair.id)).toMatchObject({ granted: true });
  });

  it('that was asked for can be given up, and is given up by asking for another', async () => {
    const office = new Office(officeWorld());
    const ana = await office.enter('Ana');
    await office.walk(ana, 7.5, 5.5);
    await office.walk(ana, 9, 5.5);
    expect(await interact(ana, 'sofa-8-6')).toMatchObject({ granted: true });
    expect(await interact(ana, 'sofa-8-6.1')).toMatchObject({ granted: true });
    expect([...ana.holders]).toEqual([['sofa-8-6.1', 'ana']]);
    await end(ana, 'sofa-8-6.1');
    expect([...ana.holders]).toEqual([]);
  });

  it('beside the one that somebody sits on can be asked for without losing that', async () => {
    const office = new Office(officeWorld());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    for (const client of [ana, ben]) await office.walk(client, 8.5, 5.5);
    ana.move(8.5, 6.5, { state: 'sitting' });
    expect(await interact(ana, 'sofa-8-6.1')).toMatchObject({ granted: true });
    expect(Object.fromEntries(ben.holders)).toEqual({ 'sofa-8-6': 'ana', 'sofa-8-6.1': 'ana' });
    await office.pass(5_300);
    expect(Object.fromEntries(ben.holders)).toEqual({ 'sofa-8-6': 'ana' });
  });

  it('is out of reach from more than 1.6 tiles away', async () => {
    const office = new Office(officeWorld());
    const ana = await besideDesk(office, 'Ana');
    await office.walk(ana, 4.109375, 8.5);
    expect(await interact(ana, 'chair-2-8')).toMatchObject({ granted: false, reason: 'out-of-reach' });
    await office.walk(ana, 4.09375, 8.5);
    expect(await interact(ana, 'chair-2-8')).toMatchObject({ granted: true });
  });
});

describe('an Object for one person', () => {
  it('is held until its user has finished', async () => {
    const { ana, ben } = await inBooth();
    expect(ben.holders.get(booth)).toBe('ana');
    expect(await interact(ana, booth)).toMatchObject({ granted: true });
    expect(await end(ana, booth)).toMatchObject({ type: 'interact.end.ok' });
    expect(states(ben)).toEqual([{ [booth]: 'ana' }, { [booth]: null }]);
  });

  it.each([
    ['walking away', (office: Office, ana: FakeClient) => office.walk(ana, 2.5, 1.5)],
    ['going to another Zone, however near', (office: Office, ana: FakeClient) => office.walk(ana, 5.5, 1.5)],
    ['leaving', async (_: Office, ana: FakeClient) => ana.request('leave')],
  ])('is free again by %s', async (_, act) => {
    const { office, ana, ben } = await inBooth();
    await act(office, ana);
    expect(states(ben)).toEqual([{ [booth]: 'ana' }, { [booth]: null }]);
    await office.walk(ben, 3.5, 2.5);
    expect(await interact(ben, booth)).toMatchObject({ granted: true });
  });

  it('is kept by a step or two within reach', async () => {
    const { office, ana, ben } = await inBooth();
    await office.walk(ana, 4.5, 1.5);
    await office.walk(ana, 3.5, 1.5);
    expect(states(ben)).toEqual([{ [booth]: 'ana' }]);
  });

  it('is out of reach from more than 1.25 tiles away, and from another Zone', async () => {
    const office = new Office(boothPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 2.734375, 2.5);
    expect(await interact(ana, booth)).toMatchObject({ granted: false, reason: 'out-of-reach' });
    await office.walk(ana, 2.75, 2.5);
    expect(await interact(ana, booth)).toMatchObject({ granted: true });
    await end(ana, booth);
    await office.walk(ana, 3.5, 1.5);
    await office.walk(ana, 5.5, 1.5);
    expect(ana.zoneId).toBe('a');
    expect(await interact(ana, booth)).toMatchObject({ granted: false, reason: 'out-of-reach' });
  });

  it('is not given back by anybody else', async () => {
    const { ana, ben } = await inBooth();
    expect(await end(ben, booth)).toMatchObject({ type: 'interact.end.ok' });
    expect(ana.holders.get(booth)).toBe('ana');
  });

  it('gives way to the next one that the same person uses', async () => {
    const world = boothPlan();
    world.objects.push({ ...world.objects[0]!, id: 'other', position: { x: 2, y: 1 } });
    const office = new Office(world);
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 3.5, 2.5);
    for (const id of [booth, 'other']) expect(await interact(ana, id)).toMatchObject({ granted: true });
    expect(Object.fromEntries(ben.holders)).toEqual({ other: 'ana' });
  });
});

describe('a Computer', () => {
  it('is used from its Chair alone', async () => {
    const office = new Office(officeWorld());
    const ana = await besideDesk(office, 'Ana');
    expect(await interact(ana, 'computer')).toMatchObject({ granted: false, reason: 'not-seated' });
    ana.move(2.5, 8.5, { state: 'sitting' });
    expect(await interact(ana, 'computer')).toMatchObject({ granted: true });
    expect(Object.fromEntries(ana.holders)).toEqual({ 'chair-2-8': 'ana', computer: 'ana' });
  });

  it('is free again, with its Chair, when its user stands up', async () => {
    const office = new Office(officeWorld());
    const [ana, ben] = [await atDesk(office, 'Ana'), await office.enter('Ben')];
    await interact(ana, 'computer');
    ana.move(3.5, 8.5, { state: 'idle' });
    expect([ben.holders.size, states(ben).length]).toEqual([0, 4]);
  });

  it('without a Chair cannot be used', async () => {
    const world = officeWorld();
    for (const object of world.objects) delete object.linkedObjects;
    const office = new Office(world);
    expect(await interact(await atDesk(office, 'Ana'), 'computer')).toMatchObject({ reason: 'not-seated' });
  });
});

describe('what is no Object to use', () => {
  it.each(
    ['nothing', '', 'desk-2-7', 'plant-11-2', 'chair-2-8.1', 'private-door', '__proto__'].filter(Boolean),
  )('cannot be used: %s', async (objectId) => {
    const office = new Office(officeWorld());
    const ana = await besideDesk(office, 'Ana');
    expect(await interact(ana, objectId)).toMatchObject({ granted: false, reason: 'nothing-to-use' });
    expect(await end(ana, objectId)).toMatchObject({ type: 'interact.end.ok' });
    expect([states(ana), ana.closedWith, office.problems.reported]).toEqual([[], undefined, []]);
  });

  it('an Object for many is nobody’s', async () => {
    const world = boothPlan();
    for (const object of world.objects) object.occupancy = 'multiple';
    const office = new Office(world);
    const clients = [await office.enter('Ana'), await office.enter('Ben')];
    for (const client of clients) {
      await office.walk(client, 3.5, 2.5);
      expect(await interact(client, booth)).toMatchObject({ granted: true });
      expect(states(client)).toEqual([]);
    }
  });
});

describe('who holds what is told', () => {
  it('to the people of the Zone alone, and with the snapshot to those who come', async () => {
    const office = new Office(boothPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ben, 3.5, 1.5);
    await office.walk(ben, 6.5, 1.5);
    await office.walk(ana, 3.5, 2.5);
    await interact(ana, booth);
    expect(states(ben)).toEqual([]);
    const cem = await office.enter('Cem');
    expect(states(cem)).toEqual([{ [booth]: 'ana' }]);
    const order = cem.messages.map(({ type }) => type);
    expect(order.indexOf('object.states')).toBe(order.indexOf('snapshot') + 1);
    await office.walk(ben, 3.5, 1.5);
    expect(states(ben)).toEqual([{ [booth]: 'ana' }]);
    await office.walk(ben, 6.5, 1.5);
    await end(ana, booth);
    expect([states(ben).length, ben.holders.size, states(cem).length]).toEqual([1, 0, 2]);
  });
});
