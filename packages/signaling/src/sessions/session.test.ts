import { describe, expect, it, vi } from 'vitest';
import { someLook } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';
import { openPlan } from '../testing/plans.ts';
import { settle } from '../testing/virtualClock.ts';

describe('requests', () => {
  it('a ping is answered with its id and the time', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.say({ type: 'ping', id: 77 });
    expect(ana.last('pong')).toEqual({ type: 'pong', id: 77, serverTimeMs: office.clock.nowMs() });
  });

  it('leaving is answered, then the connection ends, and others are told at once', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.say({ type: 'leave', id: 5 });
    await settle();
    expect([ana.messages.at(-1), ana.closedWith]).toEqual([{ type: 'leave.ok', id: 5 }, 'left']);
    expect(ben.last('peer.left')).toEqual({
      type: 'peer.left',
      networkId: 0,
      reason: 'world',
      zoneId: null,
    });
    expect(office.server.stats()).toMatchObject({ connections: 1, people: 1, detached: 0 });
  });

  it.each([
    '{"type":"fly","id":3}',
    '{"type":"ping"}',
    '{"type":"ping","id":-1}',
    '{"type":"ping","id":1,"x":1}',
    'x',
  ])('what is no request (%s) ends its own connection and disturbs nobody', async (text) => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    ana.sayText(text);
    expect([ana.last('error')?.code, ana.closedWith]).toEqual(['bad_message', 'badMessage']);
    expect([ben.closedWith, ben.last('peer.left')?.reason]).toEqual([undefined, 'world']);
  });
});

describe('a fault of the server', () => {
  it('in one session is reported, ends that session and disturbs nobody', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    const world = office.server.liveWorlds.get('office');
    if (world === undefined) throw new Error('Nobody is in the office.');
    vi.spyOn(world.gates, 'update').mockImplementationOnce(() => {
      throw new Error('broken');
    });
    ana.move(3.5, 3.5);
    await settle();
    expect(office.problems.reported).toEqual(['taking in a MoveIntent']);
    // The id that its Client was told, and may quote.
    expect(office.problems.sessions).toEqual([ana.last('hello.ok')?.sessionId]);
    expect([ana.last('error')?.code, ana.closedWith]).toEqual(['internal', 'internalError']);
    expect([ben.closedWith, ben.sees]).toEqual([undefined, []]);
    expect(office.server.stats()).toMatchObject({ connections: 1, people: 1 });
  });
});

it('what becomes of a session is traced by the id that its Client was told, and by nothing else', async () => {
  const office = new Office(openPlan());
  const ana = await office.enter('Ana');
  const sessionId = ana.last('hello.ok')?.sessionId ?? '';
  ana.say({ type: 'leave', id: 5 });
  await settle();
  expect(office.problems.traced).toContain(`${sessionId} entered`);
  expect(office.problems.traced).toContain(`${sessionId} closed: left`);
  expect(office.problems.traced.join()).not.toContain('Ana');
});

describe('too much', () => {
  it('of one kind of request is refused, and answered again later', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    for (let number = 0; number < 7; number++) ana.request('people.list');
    expect(ana.of('people.list.ok')).toHaveLength(5);
    expect(ana.of('error').map(({ code, id }) => [code, id])).toEqual([
      ['rate_limited', 6],
      ['rate_limited', 7],
    ]);
    await office.pass(1_000);
    ana.request('people.list');
    expect([ana.of('people.list.ok').length, ana.closedWith]).toEqual([6, undefined]);
  });

  it('for long ends the connection', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    for (let number = 0; number < 200; number++) ana.request('ping');
    await settle();
    expect([ana.closedWith, ben.closedWith, ben.sees]).toEqual(['flood', undefined, []]);
    expect(ana.of('error').length).toBeLessThanOrEqual(100);
  });

  it('of MoveIntents is dropped without an answer, then ends the connection', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    await office.walk(ana, 2.5, 2.5);
    ana.forgetMessages();
    for (let number = 0; number < 120; number++) ana.move(2.5, 2.5, { state: 'idle' });
    expect([ana.closedWith, ana.messages]).toEqual([undefined, []]);
    for (let number = 0; number < 80; number++) ana.move(2.5, 2.5, { state: 'idle' });
    expect(ana.closedWith).toBe('flood');
  });

  it('never befalls somebody who walks at 15 intents a second', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    for (let step = 0; step < 600; step++) {
      ana.move(2.5 + (step % 2) / 8, 2.5);
      if (step % 75 === 0) ana.request('ping');
      await office.pass(1000 / 15);
    }
    expect([ana.closedWith, ana.of('error'), ana.of('position.correction')]).toEqual([undefined, [], []]);
  });
});

describe('silence', () => {
  it('of 12 s ends a connection; whoever says anything is alive', async () => {
    const office = new Office(openPlan());
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    for (let second = 0; second < 13; second++) {
      if (second % 5 === 0) ben.request('ping');
      cem.move(3, 3, { state: 'idle' });
      await office.pass(1_000);
    }
    expect([ana.closedWith, ben.closedWith, cem.closedWith]).toEqual(['silent', undefined, undefined]);
  });
});

describe('a second tab', () => {
  it('takes the place over, the first is told, and nobody else notices', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 4.5, 2.5);
    ana.move(4.5, 2.5, { state: 'idle', facing: 'N' });
    await office.pass(600);
    ben.forgetMessages();
    const again = await office.enter('Ana');
    await office.pass(600);
    expect([ana.closedWith, ana.last('peer.left')]).toEqual(['replaced', undefined]);
    expect(again.last('hello.ok')).toMatchObject({
      networkId: 0,
      resumed: true,
      place: { x: 4.5, y: 2.5, facing: 'N' },
    });
    expect(again.sees).toEqual(['Ben']);
    expect([ben.messages, ben.frames]).toEqual([[], []]);
    expect(office.server.stats()).toMatchObject({ connections: 2, people: 2, worlds: 1 });
  });

  it('walks on from there, and the first tab has no say any more', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    const again = await office.enter('Ana');
    ana.move(3, 3);
    again.move(3.25, 3.25);
    await office.pass(100);
    expect(ben.updates).toMatchObject([{ x: 3.25, y: 3.25 }]);
  });

  it('with another look is shown with it, under the same networkId', async () => {
    const office = new Office(openPlan());
    const [, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.enter('Ana', { look: { ...someLook, accessory: 'cap' } });
    expect(ben.last('peer.joined')?.peer).toMatchObject({ networkId: 0, look: { accessory: 'cap' } });
    expect([ben.sees, ben.of('peer.left')]).toEqual([['Ana'], []]);
  });

  it('in another World leaves the first alone', async () => {
    const office = new Office(openPlan());
    office.worlds.worlds.set('garden', openPlan());
    const ana = await office.enter('Ana');
    await office.enter('Ana', {}, 'garden');
    expect([ana.closedWith, office.server.peopleIn('office'), office.server.peopleIn('garden')]).toEqual([
      undefined,
      1,
      1,
    ]);
  });
});

describe('networkIds', () => {
  it('are not given to the next person for 60 s', async () => {
    const office = new Office(openPlan());
    const keeper = await office.enter('Keeper');
    const idAfter = async (waitMs: number) => {
      for (let passedMs = 0; passedMs < waitMs; passedMs += 5_000) {
        keeper.request('ping');
        await office.pass(5_000);
      }
      const client = await office.enter('Ana');
      client.request('leave');
      return client.last('hello.ok')?.networkId;
    };
    expect([await idAfter(0), await idAfter(0), await idAfter(55_000), await idAfter(5_000)]).toEqual([
      1, 2, 3, 1,
    ]);
  });
});

describe('Worlds', () => {
  it('are loaded once for all who come at the same time, and let go when the last has left', async () => {
    const office = new Office(openPlan());
    const clients = ['Ana', 'Ben', 'Cem'].map((name) => {
      const client = office.connect();
      client.hello(`${name}:Member`);
      return client;
    });
    await settle();
    expect([office.worlds.loads, office.server.stats().worlds]).toEqual([1, 1]);
    for (const client of clients) client.request('leave');
    await settle();
    expect(office.server.stats()).toMatchObject({ connections: 0, people: 0, worlds: 0 });
    await office.enter('Ana');
    expect(office.worlds.loads).toBe(2);
  });

  it('stay while somebody in them may still come back', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.drop();
    expect(office.server.stats()).toMatchObject({ connections: 0, people: 1, detached: 1, worlds: 1 });
    await office.pass(2_500);
    expect(office.server.stats()).toMatchObject({ people: 0, detached: 0, worlds: 0 });
  });

  it('that fail to load once may load the next time', async () => {
    const office = new Office(openPlan());
    office.worlds.isAway = true;
    expect((await office.enter('Ana')).last('error')?.code).toBe('internal');
    office.worlds.isAway = false;
    expect((await office.enter('Ana')).last('hello.ok')).toBeDefined();
  });

  it('that nobody is in cost no timer', async () => {
    const office = new Office(openPlan());
    expect(office.clock.timers).toBe(0);
    const ana = await office.enter('Ana');
    expect(office.clock.timers).toBe(1);
    ana.request('leave');
    await settle();
    await office.pass(100);
    expect(office.clock.timers).toBe(0);
  });
});

describe('closing the server', () => {
  it('gives everyone a last ticket and a moment of their own to come back at', async () => {
    const office = new Office(openPlan());
    const clients = [];
    for (let number = 0; number < 40; number++) clients.push(await office.enter(`P${number}`));
    clients[0]?.move(3.5, 3.5);
    for (const client of clients) client.forgetMessages();
    await office.server.close({ reconnectAfterMs: 300 });
    const delays = clients.map((client) => client.last('server.closing')?.reconnectAfterMs ?? -1);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(300);
    expect(Math.max(...delays)).toBeLessThanOrEqual(800);
    expect(new Set(delays).size).toBeGreaterThan(30);
    expect(new Set(clients.map(({ closedWith }) => closedWith))).toEqual(new Set(['serverRestarting']));
    expect(clients[1]?.messages.map(({ type }) => type)).toEqual(['ticket', 'server.closing']);
    expect(office.tickets.issued.get(clients[0]?.ticket ?? '')?.claims.place).toMatchObject({
      x: 3.5,
      y: 3.5,
    });
  });

  it('spreads more people over more time', async () => {
    const office = new Office(openPlan(), { maxPeoplePerWorld: 300 });
    const clients = [];
    for (let number = 0; number < 200; number++) clients.push(await office.enter(`P${number}`));
    await office.server.close();
    const delays = clients.map((client) => client.last('server.closing')?.reconnectAfterMs ?? -1);
    expect(Math.max(...delays)).toBeGreaterThan(800);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_000);
  });

  it('drops those who do not close, after a grace', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.close = () => undefined;
    const closing = office.server.close();
    await office.pass(2_000);
    await closing;
    expect(ana.closedWith).toBe('terminated');
    expect(office.clock.timers).toBe(0);
  });

  it('sends away whoever comes meanwhile', async () => {
    const office = new Office(openPlan());
    await office.server.close();
    const ana = await office.enter('Ana');
    expect(ana.closedWith).toBe('serverRestarting');
  });
});
