import { describe, expect, it } from 'vitest';
import type { FakeClient } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';
import { doorPlan, openPlan, passagePlan } from '../testing/plans.ts';

/** Someone who walked somewhere, lost the connection there and has been gone long enough to be forgotten. */
async function someoneLost(office: Office, x: number, y: number, who = 'Ana'): Promise<FakeClient> {
  const client = await office.enter(who);
  await office.walk(client, x, y);
  await office.pass(3_000);
  client.drop();
  await office.pass(2_500);
  return client;
}

const ticketOf = (client: FakeClient) => ({ ticket: client.ticket ?? '' });
const arrival = (client: FakeClient) => {
  const hello = client.last('hello.ok');
  return [hello?.resumed, hello?.place.x, hello?.place.y];
};

describe('a lost connection', () => {
  it('that is back within 2 s: others notice nothing', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 4.5, 2.5);
    await office.pass(600);
    ben.forgetMessages();
    ana.drop();
    await office.pass(1_900);
    const back = await office.enter('Ana', ticketOf(ana));
    await office.pass(5_000);
    expect([ben.of('peer.left'), ben.of('peer.joined'), ben.of('zone.counts'), ben.frames]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(arrival(back)).toEqual([true, 4.5, 2.5]);
    expect(back.last('hello.ok')?.networkId).toBe(0);
  });

  it('that is not: others are told after 2 s', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.drop();
    await office.pass(1_900);
    expect(ben.sees).toEqual(['Ana']);
    await office.pass(500);
    expect(ben.last('peer.left')).toMatchObject({ reason: 'world' });
  });

  it('stops a walking Avatar', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.move(3, 3);
    await office.pass(100);
    ana.drop();
    await office.pass(100);
    expect(ben.updates.map(({ state }) => state)).toEqual(['walking', 'idle']);
  });

  it('keeps the networkId and the count of people until it is given up', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.drop();
    await office.enter('Ben');
    expect(office.server.peopleIn('office')).toBe(2);
  });
});

describe('a ticket', () => {
  it('brings somebody back to their place after they were forgotten', async () => {
    const office = new Office(openPlan());
    const ana = await someoneLost(office, 4.5, 3.25);
    expect(arrival(await office.enter('Ana', ticketOf(ana)))).toEqual([true, 4.5, 3.25]);
  });

  it('brings somebody back after the server has restarted', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 8.5, 3.5);
    await office.pass(2_500);
    office.restart();
    const back = await office.enter('Ana', ticketOf(ana));
    expect([...arrival(back), back.zoneId]).toEqual([true, 8.5, 3.5, 'a']);
  });

  it('brings somebody back to their seat', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 5.5, 3.5);
    ana.move(6.5, 4.5, { state: 'sitting', facing: 'SW' });
    await office.pass(5_000);
    office.restart();
    const back = await office.enter('Ana', ticketOf(ana));
    expect(back.place).toEqual({ x: 6.5, y: 4.5, facing: 'SW', state: 'sitting' });
    const ben = await office.enter('Ben');
    await office.walk(ben, 5.5, 3.5);
    ben.move(6.5, 4.5, { state: 'sitting' });
    expect(ben.last('position.correction')?.reason).toBe('occupied');
  });

  it('that is forged, expired, another person’s or another World’s leads to a SpawnPoint', async () => {
    const office = new Office(openPlan());
    office.worlds.worlds.set('garden', openPlan());
    const ana = await someoneLost(office, 4.5, 3.25);
    const attempts = [
      await office.enter('Ana', { ticket: 'forged' }),
      await office.enter('Ben', ticketOf(ana)),
      await office.enter('Ana', ticketOf(ana), 'garden'),
    ];
    attempts[0]?.request('leave');
    await office.pass(61_000);
    attempts.push(await office.enter('Ana', ticketOf(ana)));
    for (const client of attempts) {
      expect(client.last('hello.ok')?.resumed).toBe(false);
      expect(Math.hypot((client.place?.x ?? 0) - 2.5, (client.place?.y ?? 0) - 2.5)).toBeLessThan(2);
    }
  });

  it('to a place that is a wall by now leads to a SpawnPoint', async () => {
    const office = new Office(openPlan());
    const ana = await someoneLost(office, 4.5, 2.5);
    const changed = openPlan();
    changed.objects.push({ id: 'plant', type: 'Plant', position: { x: 4, y: 2 }, rotation: 0 });
    office.worlds.worlds.set('office', changed);
    office.restart();
    expect(arrival(await office.enter('Ana', ticketOf(ana)))[0]).toBe(false);
  });

  it('to a full Zone leads to a SpawnPoint', async () => {
    const office = new Office(openPlan(1));
    const ana = await someoneLost(office, 8.5, 2.5);
    const ben = await office.enter('Ben');
    await office.walk(ben, 8.5, 2.5);
    const back = await office.enter('Ana', ticketOf(ana));
    expect([arrival(back)[0], back.zoneId]).toEqual([false, 'ground']);
  });

  it('to a seat that somebody has taken leads to a SpawnPoint', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 5.5, 3.5);
    ana.move(6.5, 4.5, { state: 'sitting' });
    await office.pass(3_000);
    ana.drop();
    await office.pass(11_000);
    const ben = await office.enter('Ben');
    await office.walk(ben, 5.5, 3.5);
    ben.move(6.5, 4.5, { state: 'sitting' });
    expect(arrival(await office.enter('Ana', ticketOf(ana)))[0]).toBe(false);
  });

  it('to a passage that somebody is in leads to a SpawnPoint', async () => {
    const office = new Office(passagePlan());
    const ana = await office.enter('Ana', { spawnPointId: 'spawn-1' });
    await office.walk(ana, 4.5, 2.5);
    await office.walk(ana, 5.5, 2.5);
    await office.pass(2_500);
    ana.drop();
    await office.pass(2_500);
    const ben = await office.enter('Ben', { spawnPointId: 'spawn-2' });
    await office.walk(ben, 6.5, 2.5);
    await office.walk(ben, 5.5, 2.5);
    expect(arrival(await office.enter('Ana', ticketOf(ana)))[0]).toBe(false);
  });

  it('brings somebody back behind a Door who was inside, and opens it for nobody else', async () => {
    const office = new Office(doorPlan({ type: 'open' }));
    const ana = await someoneLost(office, 4.5, 2.5);
    const inside = await office.enter('Ben');
    await office.walk(inside, 4.5, 2.5);
    await office.walk(inside, 8.5, 2.5);
    await office.pass(2_500);
    const claims = office.tickets.issued.get(ana.ticket ?? '')?.claims;
    if (claims === undefined) throw new Error('Ana has no ticket.');
    // The room has grown over the place where Ana stood outside.
    const grown = doorPlan({ type: 'role', allowedRoles: [] });
    for (const zone of grown.zones) zone.bounds = { x: 1, y: 1, width: 10, height: 3 };
    office.worlds.worlds.set('office', grown);
    office.restart();
    expect(arrival(await office.enter('Ben', ticketOf(inside)))).toEqual([true, 8.5, 2.5]);
    expect(arrival(await office.enter('Ana', ticketOf(ana)))[0]).toBe(false);
  });
});

describe('a ticket into a room that has closed behind one', () => {
  const knockRoom = () => new Office(doorPlan({ type: 'knock', allowedRoles: ['Member'] }));
  const goIn = async (office: Office, client: FakeClient) => {
    await office.walk(client, 4.5, 2.5);
    await office.walk(client, 8.5, 2.5);
    await office.pass(2_500);
    expect(client.zoneId).toBe('r');
  };

  it.each(['leave', 'lost connection'])(
    'does not lead to those who have gone in since, after a %s',
    async (how) => {
      const office = knockRoom();
      const ana = await office.enter('Ana');
      await goIn(office, ana);
      if (how === 'leave') ana.request('leave');
      else ana.drop();
      await office.pass(2_500);
      const ben = await office.enter('Ben');
      await goIn(office, ben);
      const back = await office.enter('Ana', ticketOf(ana));
      expect([arrival(back)[0], back.zoneId]).toEqual([false, 'ground']);
      expect(ben.sees).toEqual([]);
    },
  );

  it('does not lead there either where the World was empty meanwhile, or the server was another', async () => {
    for (const restarts of [false, true]) {
      const office = knockRoom();
      const ana = await office.enter('Ana');
      await goIn(office, ana);
      ana.drop();
      await office.pass(2_500);
      expect(office.server.liveWorlds.size).toBe(0);
      if (restarts) office.restart();
      await goIn(office, await office.enter('Ben'));
      expect((await office.enter('Ana', ticketOf(ana))).zoneId).toBe('ground');
    }
  });

  it('leads back to those who were inside with one, also after a restart', async () => {
    const office = knockRoom();
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    // Both go in as one: Ben is in the doorway when the room is empty still.
    await goIn(office, ana);
    const claims = office.tickets.issued.get(ana.ticket ?? '')?.claims;
    if (claims === undefined) throw new Error('Ana has no ticket.');
    const place = { ...claims.place, y: 1.5 };
    const ticketOfBen = await office.tickets.issue({ ...claims, personId: 'ben', place });
    ben.drop();
    office.restart();
    const both = [
      await office.enter('Ben', { ticket: ticketOfBen }),
      await office.enter('Ana', ticketOf(ana)),
    ];
    expect(both.map(({ zoneId }) => zoneId)).toEqual(['r', 'r']);
    both[1]?.drop();
    await office.pass(2_500);
    const again = await office.enter('Ana', ticketOf(both[1] ?? ana));
    expect(again.zoneId).toBe('r');
  });

  it('leads nowhere once one has walked out', async () => {
    const office = knockRoom();
    const ana = await office.enter('Ana');
    await goIn(office, ana);
    const inside = ticketOf(ana);
    await office.walk(ana, 3.5, 2.5);
    await goIn(office, await office.enter('Ben'));
    ana.request('leave');
    const back = await office.enter('Ana', inside);
    expect([...arrival(back), back.zoneId]).toEqual([true, 3.5, 2.5, 'ground']);
  });
});

describe('coming back', () => {
  it('is to where one was when one left, not to where an older ticket was issued', async () => {
    const office = new Office(openPlan());
    await office.enter('Ben');
    const ana = await office.enter('Ana');
    const old = ticketOf(ana);
    await office.walk(ana, 5.5, 3.5);
    ana.request('leave');
    expect(arrival(await office.enter('Ana', old))).toEqual([true, 5.5, 3.5]);
  });

  it('does not make anybody faster', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.move(6.25, 2.5);
    ana.request('leave');
    const back = await office.enter('Ana', ticketOf(ana));
    expect(arrival(back)).toEqual([true, 6.25, 2.5]);
    back.move(3.25, 2.5);
    expect(back.last('position.correction')?.reason).toBe('too-far');
  });

  it('again and again is refused, also in an empty World, and possible again later', async () => {
    const office = new Office(openPlan(), { entries: { burst: 3, perSecond: 0.5 } });
    for (let time = 0; time < 3; time++) (await office.enter('Ana')).request('leave');
    const refused = await office.enter('Ana');
    expect([refused.last('error')?.code, refused.closedWith]).toEqual(['rate_limited', 'flood']);
    await office.pass(2_500);
    expect((await office.enter('Ana')).closedWith).toBeUndefined();
  });

  it('too often in another tab leaves the first tab alone', async () => {
    const office = new Office(openPlan(), { entries: { burst: 2, perSecond: 0.5 } });
    await office.enter('Ana');
    const second = await office.enter('Ana');
    const third = await office.enter('Ana');
    expect([second.closedWith, third.closedWith]).toEqual([undefined, 'flood']);
  });
});

describe('tickets are renewed', () => {
  const countFor = async (
    office: Office,
    client: FakeClient,
    ms: number,
    eachTick?: (tick: number) => void,
  ) => {
    client.forgetMessages();
    for (let tick = 0; tick < ms / 100; tick++) {
      eachTick?.(tick);
      if (tick % 50 === 0) client.request('ping');
      await office.pass(100);
    }
    return client.of('ticket').length;
  };

  it('every 20 s while somebody stands', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    expect(await countFor(office, ana, 61_000)).toBe(3);
  });

  it('every 5 s while somebody walks', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    const steps = (tick: number) => ana.move(2.5 + (tick % 2) / 8, 2.5);
    expect(await countFor(office, ana, 30_000, steps)).toBe(5);
  });

  it('when somebody stops, but at most every second', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.pass(2_500);
    ana.forgetMessages();
    ana.move(2.625, 2.5);
    ana.move(2.75, 2.5, { state: 'idle' });
    await office.pass(300);
    expect(office.tickets.issued.get(ana.ticket ?? '')?.claims.place.x).toBe(2.75);
    const stops = (tick: number) =>
      ana.move(2.5 + tick / 64, 2.5, { state: tick % 2 === 0 ? 'walking' : 'idle' });
    expect(await countFor(office, ana, 10_000, stops)).toBeLessThanOrEqual(10);
  });
});
