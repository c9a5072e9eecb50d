import { describe, expect, it } from 'vitest';
import { encodeMoveIntent, errorCodes, protocolVersion } from '@atrium/protocol';
import { worldFromPlan } from '@atrium/world/testing';
import type { FakeClient } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';
import { openPlan } from '../testing/plans.ts';
import { settle } from '../testing/virtualClock.ts';

const outcome = (client: FakeClient) => [client.last('error')?.code, client.closedWith];
const intent = { moveEpoch: 0, sequence: 1, x: 2, y: 2, facing: 'S', state: 'idle', ageMs: 0 } as const;

describe('before hello', () => {
  it('a Client has 5 s to say hello', async () => {
    const office = new Office(openPlan());
    const client = office.connect();
    await office.pass(4_900);
    expect(client.closedWith).toBeUndefined();
    await office.pass(400);
    expect(outcome(client)).toEqual(['hello_expected', 'helloTimeout']);
    expect(office.server.stats().connections).toBe(0);
  });

  it('any other message ends the connection', () => {
    const office = new Office(openPlan());
    const client = office.connect();
    client.request('ping');
    expect(outcome(client)).toEqual(['hello_expected', 'notAuthenticated']);
  });

  it('a MoveIntent ends the connection', () => {
    const office = new Office(openPlan());
    const client = office.connect();
    client.sayBytes(encodeMoveIntent(intent));
    expect(outcome(client)).toEqual(['hello_expected', 'notAuthenticated']);
  });

  it.each(['', '{', '[]', 'null', '{"type":"hello"}', '{"type":"walk","id":1}'])(
    'what is no message (%s) ends the connection',
    (text) => {
      const office = new Office(openPlan());
      const client = office.connect();
      client.sayText(text);
      expect(outcome(client)).toEqual(['bad_message', 'badMessage']);
    },
  );

  it('a message of more than 64 KiB ends the connection', () => {
    const office = new Office(openPlan());
    const client = office.connect();
    client.sayText(' '.repeat(64 * 1024 + 1));
    expect(client.closedWith).toBe('messageTooBig');
  });
});

describe('a hello', () => {
  it('is answered with who one is, where one is, who is there and how many are in each Zone', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana:Editor');
    expect(ana.messages.map(({ type }) => type)).toEqual(['hello.ok', 'snapshot', 'zone.counts', 'ticket']);
    expect(ana.messages[0]).toMatchObject({
      sessionId: 'session-1',
      personId: 'ana',
      name: 'Ana',
      role: 'Editor',
      networkId: 0,
      serverTimeMs: office.clock.nowMs(),
      tickMs: 1000 / 15,
      resumed: false,
      moveEpoch: 0,
      place: { facing: 'S', state: 'idle' },
    });
    expect(ana.last('snapshot')).toEqual({ type: 'snapshot', zoneId: 'ground', peers: [] });
    expect(ana.last('zone.counts')?.counts).toEqual({ ground: 1, a: 0, b: 0 });
    expect(ana.last('ticket')?.lifetimeMs).toBe(60_000);
    expect(ana.authentications).toBe(1);
  });

  it('of another version is told so, whatever else it says', () => {
    const office = new Office(openPlan());
    const strange = office.connect();
    strange.say({ type: 'hello', id: 7, protocolVersion: protocolVersion + 1, credentials: {} });
    expect(outcome(strange)).toEqual(['version_mismatch', 'versionMismatch']);
    expect(strange.last('error')?.id).toBe(7);
  });

  it('of another version but of the same shape is told so', async () => {
    const office = new Office(openPlan());
    expect(outcome(await office.enter('Ana', { version: 99 }))).toEqual([
      'version_mismatch',
      'versionMismatch',
    ]);
  });

  it('with a token that does not hold is refused', async () => {
    const office = new Office(openPlan());
    expect(outcome(await office.enter('Ana:Emperor'))).toEqual(['token_invalid', 'notAuthenticated']);
  });

  it('to an unknown World is refused, and nothing of it is kept', async () => {
    const office = new Office(openPlan());
    const client = await office.enter('Ana', {}, 'nowhere');
    expect(outcome(client)).toEqual(['world_unknown', 'worldUnknown']);
    expect(office.server.stats().worlds).toBe(0);
  });

  it('with an unknown SpawnPoint is refused', async () => {
    const office = new Office(openPlan());
    const client = await office.enter('Ana', { spawnPointId: 'roof' });
    expect(outcome(client)).toEqual(['spawn_point_unknown', 'badMessage']);
    expect(office.server.stats()).toMatchObject({ people: 0, worlds: 0 });
  });

  it('to a full World is refused, but not of someone who is there already', async () => {
    const office = new Office(openPlan(), { maxPeoplePerWorld: 2 });
    await office.enter('Ana');
    await office.enter('Ben');
    expect(outcome(await office.enter('Cem'))).toEqual(['world_full', 'worldFull']);
    expect((await office.enter('Ana')).closedWith).toBeUndefined();
  });

  it('is the last thing to be said until it is answered', async () => {
    const office = new Office(openPlan());
    const client = office.connect();
    client.hello('Ana:Member');
    client.request('ping');
    await settle();
    expect(outcome(client)).toEqual(['hello_expected', 'notAuthenticated']);
    expect(client.of('hello.ok')).toEqual([]);
    expect(office.server.stats()).toMatchObject({ connections: 0, people: 0, worlds: 0 });
  });

  it('twice before the answer ends the connection', () => {
    const office = new Office(openPlan());
    const client = office.connect();
    client.hello('Ana:Member');
    client.hello('Ana:Member');
    expect(outcome(client)).toEqual(['hello_repeated', 'badMessage']);
  });

  it('after the answer is refused, and changes nothing', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.hello('Ben:Admin');
    await settle();
    expect(outcome(ana)).toEqual(['hello_repeated', undefined]);
    expect(ana.of('hello.ok')).toHaveLength(1);
  });

  it('leaves no trace when the connection is gone before the answer', async () => {
    const office = new Office(openPlan());
    const client = office.connect();
    client.hello('Ana:Member');
    client.drop();
    await settle();
    expect(office.server.stats()).toMatchObject({ connections: 0, people: 0, worlds: 0 });
  });

  it('that cannot be checked is answered, and the failure reported', async () => {
    const office = new Office(openPlan());
    office.identity.delay = Promise.reject(new Error('the database is away'));
    const client = await office.enter('Ana');
    expect(outcome(client)).toEqual(['internal', 'internalError']);
    expect(office.problems.reported).toEqual(['checking a hello']);
  });

  it('that is being checked for too long is given up, as the server has too much to do', async () => {
    const office = new Office(openPlan());
    office.identity.delay = new Promise(() => undefined);
    const client = await office.enter('Ana');
    await office.pass(11_000);
    expect(outcome(client)).toEqual(['server_busy', 'internalError']);
  });

  it('never gets an error that is not in the registry', async () => {
    const office = new Office(openPlan());
    const client = await office.enter('nobody:');
    expect(errorCodes).toContain(client.last('error')?.code);
  });
});

describe('SpawnPoints', () => {
  it('people who come one after the other stand around the SpawnPoint, nobody in somebody else', async () => {
    const office = new Office(openPlan());
    const places: { x: number; y: number }[] = [];
    for (const name of ['Ana', 'Ben', 'Cem', 'Dana']) {
      const { place } = await office.enter(name);
      if (place !== undefined) places.push(place);
    }
    expect(places[0]).toMatchObject({ x: 2.5, y: 2.5 });
    for (const [number, place] of places.entries()) {
      expect(Math.hypot(place.x - 2.5, place.y - 2.5)).toBeLessThan(2);
      for (const other of places.slice(0, number)) {
        expect(Math.hypot(place.x - other.x, place.y - other.y)).toBeGreaterThanOrEqual(0.9);
      }
    }
  });

  it('those who come into a crowd hide nobody’s face while there is room, and a hundred stand in nobody', async () => {
    const hall = [
      '#'.repeat(15),
      ...Array.from({ length: 13 }, (_, y) => (y === 6 ? '#......@......#' : '#.............#')),
      '#'.repeat(15),
    ];
    const office = new Office(worldFromPlan(hall));
    const places: { x: number; y: number }[] = [];
    for (let number = 0; number < 100; number++) {
      const { place } = await office.enter(`P${number}`);
      if (place !== undefined) places.push(place);
    }
    const pairs = (people: typeof places) =>
      people.flatMap((one, index) =>
        people.slice(index + 1).map((other) => ({ x: one.x - other.x, y: one.y - other.y })),
      );
    expect(places).toHaveLength(100);
    // In the picture: two beside each other, or four behind each other.
    const isSeen = ({ x, y }: { x: number; y: number }) => Math.abs(x - y) >= 2 || Math.abs(x + y) >= 4;
    expect(pairs(places.slice(8, 24)).filter((apart) => !isSeen(apart))).toEqual([]);
    expect(Math.min(...pairs(places).map(({ x, y }) => Math.hypot(x, y)))).toBeGreaterThanOrEqual(0.9);
  });

  it('one whose Zone is full gives way to another', async () => {
    const world = openPlan(1);
    world.spawnPoints.push({ id: 'in-a', position: { x: 8, y: 2 } });
    const office = new Office(world);
    await office.enter('Ana', { spawnPointId: 'in-a' });
    const ben = await office.enter('Ben', { spawnPointId: 'in-a' });
    expect([ben.zoneId, ben.closedWith]).toEqual(['ground', undefined]);
  });

  it('the World is full where every SpawnPoint is', async () => {
    const world = openPlan(1);
    world.spawnPoints.splice(0, 1, { id: 'in-a', position: { x: 8, y: 2 } });
    const office = new Office(world);
    await office.enter('Ana');
    expect(outcome(await office.enter('Ben'))).toEqual(['world_full', 'worldFull']);
  });
});

it('of many who say hello at once each enters in their turn, unless they have gone meanwhile', async () => {
  const office = new Office(openPlan());
  office.turns.isBusy = true;
  const [ana, ben, cleo] = await Promise.all(['Ana', 'Ben', 'Cleo'].map((name) => office.enter(name)));
  const entered = () => [ana, ben, cleo].map((client) => client?.last('hello.ok') !== undefined);
  expect(entered()).toEqual([false, false, false]);
  ben?.drop();
  office.turns.goOn();
  await settle();
  expect(entered()).toEqual([true, false, true]);
  expect(office.server.stats().people).toBe(2);
});
