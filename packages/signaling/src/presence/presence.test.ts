import { describe, expect, it } from 'vitest';
import { Office } from '../testing/office.ts';
import { nestedPlan, openPlan } from '../testing/plans.ts';

const tickMs = 1000 / 15;

describe('presence frames', () => {
  it('tell the others in the Zone where somebody has gone, within a tick', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.move(3, 2.5, { facing: 'SE' });
    await office.pass(tickMs);
    expect(ben.updates).toEqual([
      {
        networkId: 0,
        x: 3,
        y: 2.5,
        facing: 'SE',
        state: 'walking',
        discontinuity: false,
        ageMs: expect.any(Number) as number,
      },
    ]);
  });

  it('go out once per Zone and tick at most, made once for all', async () => {
    const office = new Office(openPlan());
    const people = [];
    for (const name of ['Ana', 'Ben', 'Cem', 'Dana']) people.push(await office.enter(name));
    const [ana, ben, cem, dana] = people;
    office.framing.binaries = 0;
    for (let step = 0; step < 30; step++) {
      ana?.move(2.5 + (step % 10) / 8, 2);
      ben?.move(2.5 + (step % 10) / 8, 3);
      await office.pass(tickMs / 2);
    }
    expect(office.framing.binaries).toBeGreaterThanOrEqual(14);
    expect(office.framing.binaries).toBeLessThanOrEqual(16);
    expect(cem?.writtenFrames.at(-1)).toBe(dana?.writtenFrames.at(-1));
  });

  it('hold only those who changed, and none goes out while nobody does', async () => {
    const office = new Office(openPlan());
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    await office.pass(1_000);
    expect([ana.frames, ben.frames, cem.frames]).toEqual([[], [], []]);
    ben.move(3, 3);
    await office.pass(1_000);
    expect(ana.updates.map(({ networkId }) => networkId)).toEqual([1]);
    expect(ana.frames).toHaveLength(1);
  });

  it('do not go to somebody of whom alone they would tell', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.move(3, 3);
    await office.pass(tickMs);
    expect(office.framing.binaries).toBe(0);
    const ben = await office.enter('Ben');
    ana.move(3.25, 3);
    await office.pass(tickMs);
    expect([ana.frames.length, ben.frames.length]).toEqual([0, 1]);
  });

  it('say how long ago somebody was there: age of the MoveIntent and time since it came', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.pass(1_000);
    const sampledAtMs = office.clock.nowMs() - 40;
    ana.move(3, 3, { ageMs: 40 });
    await office.pass(tickMs);
    const frame = ben.frames[0];
    const receivedSampleMs = (frame?.serverTimeMs ?? 0) - (frame?.updates[0]?.ageMs ?? 0);
    expect(Math.abs(receivedSampleMs - sampledAtMs)).toBeLessThanOrEqual(1);
  });

  it('never tell of a later place with an earlier time', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    const sampleTimes: number[] = [];
    for (const [step, ageMs] of [0, 250, 250, 0].entries()) {
      ana.move(3 + step / 8, 3, { ageMs });
      await office.pass(tickMs);
      const frame = ben.frames.at(-1);
      sampleTimes.push((frame?.serverTimeMs ?? 0) - (frame?.updates[0]?.ageMs ?? 0));
    }
    expect(sampleTimes.map((time, index) => time >= (sampleTimes[index - 1] ?? 0) - 1)).not.toContain(false);
  });

  it('do not tell of somebody who has left the Zone since', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 6.5, 2.5);
    ben.forgetMessages();
    ana.move(6.75, 2.5);
    ana.move(7.5, 2.5);
    await office.pass(200);
    expect([ana.zoneId, ben.frames, ben.sees]).toEqual(['a', [], []]);
  });

  it('tell once of somebody who went out and came back within a tick', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 6.75, 2.5);
    ben.forgetMessages();
    for (const x of [6.8125, 7.5, 6.75, 6.6875]) ana.move(x, 2.5);
    await office.pass(200);
    expect(ben.updates).toMatchObject([{ x: 6.6875 }]);
    expect(ben.sees).toEqual(['Ana']);
  });

  it('of different Zones go out at different moments', async () => {
    const office = new Office(openPlan());
    const clients = [];
    for (const name of ['Ana', 'Ben', 'Cem', 'Dana']) clients.push(await office.enter(name));
    const [ana, ben, cem, dana] = clients;
    if (!ana || !ben || !cem || !dana) throw new Error('Somebody is missing.');
    await office.walk(cem, 8.5, 2.5);
    await office.walk(dana, 8.5, 3.5);
    for (const client of clients) client.forgetMessages();
    ana.move(3, 3);
    cem.move(8.5, 2.75);
    await office.pass(tickMs);
    expect([ben.frames.length, dana.frames.length]).toEqual([1, 1]);
    expect(ben.frames[0]?.serverTimeMs).not.toBe(dana.frames[0]?.serverTimeMs);
  });

  it('hold everybody who moves, however many', async () => {
    const office = new Office(openPlan());
    const people = [];
    for (let number = 0; number < 100; number++) people.push(await office.enter(`P${number}`));
    for (const client of people) client.move(3, 3);
    await office.pass(tickMs);
    expect(new Set(people[0]?.updates.map(({ networkId }) => networkId)).size).toBe(100);
  });
});

describe('a slow consumer', () => {
  it('gets no frames while its socket is backed up, then one with the latest of everything', async () => {
    const office = new Office(openPlan());
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    cem.isBackedUp = true;
    for (let step = 1; step <= 8; step++) {
      ana.move(2.5 + step / 8, 2.5);
      if (step < 4) ben.move(2.5 + step / 8, 3);
      await office.pass(tickMs);
    }
    expect(cem.frames).toEqual([]);
    expect(ana.frames).toHaveLength(3 + 5 - 5);
    cem.isBackedUp = false;
    ana.move(3.625, 2.5);
    await office.pass(tickMs);
    expect(cem.frames).toHaveLength(1);
    expect(cem.updates).toMatchObject([
      { networkId: 0, x: 3.625 },
      { networkId: 1, x: 2.875 },
    ]);
    await office.pass(1_000);
    expect(cem.frames).toHaveLength(1);
  });

  it('is not told of people who have left meanwhile', async () => {
    const office = new Office(openPlan());
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    await office.walk(ana, 6.5, 2.5);
    cem.forgetMessages();
    cem.isBackedUp = true;
    ana.move(6.75, 2.5);
    ben.move(3, 3);
    await office.pass(tickMs);
    ana.move(7.5, 2.5);
    await office.pass(tickMs);
    cem.isBackedUp = false;
    await office.pass(tickMs);
    expect(cem.updates.map(({ networkId }) => networkId)).toEqual([1]);
  });

  it('starts afresh in another Zone', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 6.75, 2.5);
    ana.isBackedUp = true;
    ben.move(3, 3);
    await office.pass(tickMs);
    ana.move(7.5, 2.5);
    ana.isBackedUp = false;
    ana.forgetMessages();
    await office.pass(1_000);
    expect([ana.zoneId, ana.frames]).toEqual(['a', []]);
  });

  it('for whom more than 256 KiB of control messages wait is disconnected, and may come back', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.queuedBytes = 256 * 1024;
    ana.request('ping');
    expect(ana.closedWith).toBeUndefined();
    ana.queuedBytes++;
    await office.enter('Cem');
    expect(ana.closedWith).toBe('slowConsumer');
    expect(ben.sees).toEqual(['Ana', 'Cem']);
    expect((await office.enter('Ana')).last('hello.ok')?.resumed).toBe(true);
  });
});

describe('a slow consumer on arrival', () => {
  it('is forgotten like anybody whose connection was lost', async () => {
    const office = new Office(openPlan());
    const ana = office.connect();
    ana.queuedBytes = 256 * 1024 + 1;
    ana.hello('Ana:Member');
    await office.pass(0);
    expect([ana.closedWith, office.server.stats().people]).toEqual(['slowConsumer', 1]);
    await office.pass(2_500);
    expect(office.server.stats()).toMatchObject({ people: 0, worlds: 0 });
  });
});

describe('Zones', () => {
  it('scope who is seen: one Zone knows nothing of the others but their head counts', async () => {
    const office = new Office(openPlan());
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    await office.walk(ben, 8.5, 2.5);
    await office.walk(cem, 12.5, 2.5);
    await office.pass(1_000);
    expect([ana.sees, ben.sees, cem.sees]).toEqual([[], [], []]);
    for (const client of [ana, ben, cem]) client.forgetMessages();
    await office.walk(ben, 9.5, 3.5);
    await office.walk(cem, 13.5, 3.5);
    await office.pass(1_000);
    expect(ana.messages.filter(({ type }) => type !== 'ticket')).toEqual([]);
    expect([ana.frames, ben.frames, cem.frames]).toEqual([[], [], []]);
  });

  it('tell those who stay where somebody went, but for a PrivateRoom', async () => {
    const office = new Office(nestedPlan(10));
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 6.5, 2.5);
    expect(ben.last('peer.left')).toMatchObject({ reason: 'zone', zoneId: 't' });
    await office.walk(ben, 6.5, 2.5);
    await office.walk(ana, 10.5, 2.5);
    expect(ben.last('peer.left')).toMatchObject({ reason: 'zone', zoneId: null });
  });

  it('tell those who stay that somebody went, and those ahead that somebody comes', async () => {
    const office = new Office(openPlan());
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    await office.walk(cem, 8.5, 3.5);
    await office.walk(ben, 6.75, 2.5);
    ben.move(7.25, 2.5, { facing: 'SE' });
    const left = { type: 'peer.left', networkId: 1, reason: 'zone', zoneId: cem.zoneId };
    expect(ana.last('peer.left')).toEqual(left);
    expect(cem.last('peer.joined')?.peer).toMatchObject({
      networkId: 1,
      personId: 'ben',
      name: 'Ben',
      role: 'Member',
      place: { x: 7.25, y: 2.5, facing: 'SE', state: 'walking' },
    });
    expect(ben.last('snapshot')).toMatchObject({ zoneId: 'a', peers: [{ name: 'Cem' }] });
  });

  it('give a snapshot on entry and on every change of Zone, and never otherwise', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 4.5, 2.5);
    await office.pass(10_000);
    await office.enter('Ben');
    expect(ana.of('snapshot')).toHaveLength(1);
    await office.walk(ana, 8.5, 2.5);
    expect(ana.of('snapshot').map(({ zoneId }) => zoneId)).toEqual(['ground', 'a']);
  });

  it('are entered a quarter of a tile inside, and left at the border', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 6.75, 2.5);
    const zones = [];
    for (const x of [7.125, 7.25, 7.0, 6.984375]) {
      ana.move(x, 2.5);
      zones.push(ana.zoneId);
    }
    expect(zones).toEqual(['ground', 'a', 'a', 'ground']);
  });

  it('a PrivateRoom and the TeamArea around it do not see each other', async () => {
    const office = new Office(nestedPlan(10));
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 6.5, 2.5);
    await office.walk(ben, 10.5, 2.5);
    expect([ana.zoneId, ben.zoneId, ana.sees, ben.sees]).toEqual(['t', 'p', [], []]);
  });
});

describe('head counts', () => {
  it('reach everyone in the World, framed once, and hold only what has changed', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ben, 6.75, 2.5);
    await office.pass(1_000);
    for (const client of [ana, ben]) client.forgetMessages();
    office.framing.texts = 0;
    ben.move(7.25, 2.5);
    await office.pass(600);
    expect(ana.of('zone.counts').map(({ counts }) => counts)).toEqual([{ ground: 1, a: 1 }]);
    expect(ben.of('zone.counts')).toHaveLength(1);
    // peer.left for Ana, and the counts for both.
    expect(office.framing.texts).toBe(2);
  });

  it('change at most twice a second', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.pass(1_000);
    ana.forgetMessages();
    for (let number = 0; number < 40; number++) {
      await office.enter(`P${number}`);
      await office.pass(100);
    }
    expect(ana.of('zone.counts').length).toBeLessThanOrEqual(9);
    await office.pass(500);
    expect(ana.counts.get('ground')).toBe(41);
  });

  it('are right for someone who came while they changed there and back', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.pass(1_000);
    await office.enter('Cem');
    await office.pass(100);
    const ben = await office.enter('Ben');
    const dana = await office.enter('Dana');
    ben.request('leave');
    await office.pass(600);
    expect([ana.counts.get('ground'), dana.counts.get('ground')]).toEqual([3, 3]);
  });

  it('of a PrivateRoom and the TeamArea around it are apart', async () => {
    const office = new Office(nestedPlan(10));
    const ana = await office.enter('Ana');
    await office.walk(ana, 10.5, 2.5);
    await office.pass(600);
    expect(Object.fromEntries(ana.counts)).toEqual({ ground: 0, t: 0, p: 1 });
  });
});

describe('the People list', () => {
  it('gives everyone in the World and their Zone, and of PrivateRooms only that they are in one', async () => {
    const office = new Office(nestedPlan(10));
    const [ana, ben] = [await office.enter('Ana:Admin'), await office.enter('Ben:Guest')];
    const cem = await office.enter('Cem');
    await office.walk(ben, 6.5, 2.5);
    await office.walk(cem, 10.5, 2.5);
    ana.request('people.list');
    expect(ana.last('people.list.ok')?.people).toMatchObject([
      { personId: 'ana', name: 'Ana', role: 'Admin', status: 'available', zoneId: 'ground' },
      { personId: 'ben', name: 'Ben', role: 'Guest', status: 'available', zoneId: 't' },
      { personId: 'cem', name: 'Cem', role: 'Member', status: 'available', zoneId: null },
    ]);
  });
});
