import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ServerMessage } from '@atrium/protocol';
import type { World } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import { RawWalker } from '../support/rawWalker.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { Witnesses } from '../support/witnesses.ts';

const plan = worldFromPlan(
  [
    '################',
    '#.....#kkkkkkkk#',
    '#@.C..1kkkkkkWW#',
    '#..M..#kkkkkkkk#',
    '#.....##########',
    '#.....2mmmmmmmm#',
    '#.....#mmmmmmmm#',
    '################',
  ],
  {
    zones: {
      k: { id: 'quiet', name: 'Quiet', type: 'MeetingRoom' },
      m: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom' },
    },
    doors: {
      1: { id: 'quiet-door', leadsToZone: 'quiet', access: { type: 'knock', allowedRoles: ['Member'] } },
      2: { id: 'meeting-door', leadsToZone: 'meeting' },
    },
    objects: {
      C: { type: 'Chair', id: 'chair' },
      M: { type: 'CoffeeMachine', id: 'machine', occupancy: 'single', interaction: { action: 'use' } },
      W: { type: 'Whiteboard', id: 'board' },
    },
    more: {
      spawnPoints: [
        { id: 'hall', position: { x: 1, y: 2 } },
        { id: 'at-door', position: { x: 5, y: 2 } },
        { id: 'at-machine', position: { x: 4, y: 3 } },
        { id: 'in-quiet', position: { x: 11, y: 2 } },
        { id: 'in-meeting', position: { x: 9, y: 6 } },
      ],
    },
  },
);
const rooms: World = { ...plan, worldId: 'rooms' };

let server: TestServer;
let witnesses: Witnesses;
const walkers: RawWalker[] = [];

beforeEach(async () => {
  server = await startTestServer({ worlds: [rooms], limits: { detachedMs: 100 } });
  witnesses = await Witnesses.enter(server, { worldId: 'rooms', spawnPointId: 'hall' });
});

afterEach(async () => {
  await witnesses.expectUndisturbed();
  await witnesses.leave();
  for (const walker of walkers.splice(0)) walker.vanish();
  await expectNothingRemains(server);
  await server.remove();
});

async function enter(spawnPointId: string, personId: string): Promise<RawWalker> {
  const walker = await RawWalker.enter(server, {
    worldId: 'rooms',
    spawnPointId,
    personId,
    name: personId,
  });
  walkers.push(walker);
  return walker;
}

function ask(walker: RawWalker, message: Readonly<Record<string, unknown>>): Promise<ServerMessage> {
  return walker.reply(walker.send(message));
}

const inRoom = { x: 7.75, y: 2.5 };
const inDoorway = { x: 6.5, y: 2.5 };

describe('a room to knock at', () => {
  test('is not entered without leave, by whatever is claimed', async () => {
    await enter('in-quiet', 'ana');
    const cheat = await enter('at-door', 'cheat');
    for (const place of [inDoorway, inRoom, { x: 11.5, y: 2.5 }]) await cheat.claimInVain(place);
    await cheat.settled();
    expect(cheat.zoneId).toBe('ground');
    expect(JSON.stringify(cheat.messages)).not.toContain('"ana"');
  });

  test('is not knocked at from afar, nor in floods', async () => {
    const ana = await enter('in-quiet', 'ana');
    const far = await enter('in-meeting', 'far');
    expect(await ask(far, { type: 'knock', doorId: 'quiet-door' })).toMatchObject({ code: 'too_far_away' });
    const near = await enter('at-door', 'near');
    for (let knock = 0; knock < 10; knock++) {
      await ask(near, { type: 'knock', doorId: 'quiet-door' });
      await ask(near, { type: 'knock.withdraw' });
    }
    await ana.settled();
    expect(ana.all('knock.asked').length).toBeLessThanOrEqual(3);
  });

  test('is not opened by whoever knocks, nor by somebody elsewhere', async () => {
    const ana = await enter('in-quiet', 'ana');
    const cheat = await enter('at-door', 'cheat');
    const friend = await enter('in-meeting', 'friend');
    await ask(cheat, { type: 'knock', doorId: 'quiet-door' });
    await until(() => ana.all('knock.asked').length === 1, 'the knock');
    const knockId = ana.all('knock.asked')[0]?.knockId;
    for (const walker of [cheat, friend]) {
      const reply = await ask(walker, { type: 'knock.answer', knockId, allow: true });
      expect(reply).toMatchObject({ code: 'knock_unknown' });
      const held = await ask(walker, { type: 'door.hold', doorId: 'quiet-door', held: 'open' });
      expect(held).toMatchObject({ code: 'not_inside' });
    }
    await cheat.claimInVain(inDoorway);
    expect(cheat.zoneId).toBe('ground');
  });

  test('lets in the one who was let in, and nobody with them', async () => {
    const ana = await enter('in-quiet', 'ana');
    const guest = await enter('at-door', 'guest');
    const cheat = await enter('at-door', 'cheat');
    await ask(guest, { type: 'knock', doorId: 'quiet-door' });
    await until(() => ana.all('knock.asked').length === 1, 'the knock');
    const knockId = ana.all('knock.asked')[0]?.knockId;
    await ask(ana, { type: 'knock.answer', knockId, allow: true });
    await cheat.claimInVain(inDoorway);
    guest.claim({ x: 5.5, y: 2.5 });
    guest.claim(inDoorway);
    guest.claim(inRoom);
    await until(() => guest.zoneId === 'quiet', 'the way in');
    await cheat.claimInVain(inDoorway);
    expect(cheat.zoneId).toBe('ground');
  });

  test('is locked by Admins only', async () => {
    const cheat = await enter('in-quiet', 'cheat');
    const reply = await ask(cheat, { type: 'door.lock', doorId: 'quiet-door', locked: true });
    expect(reply).toMatchObject({ code: 'not_allowed' });
  });

  test('is not left on the word of somebody outside', async () => {
    const ana = await enter('in-quiet', 'ana');
    const cheat = await enter('at-door', 'cheat');
    expect(await ask(cheat, { type: 'room.askToLeave', personId: 'ana' })).toMatchObject({ type: 'error' });
    await ana.settled();
    expect(ana.all('room.askedToLeave')).toEqual([]);
  });
});

describe('an Object for one', () => {
  test('goes to exactly one of a hundred who ask for it at once', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 100 }, (_, number) => enter('at-machine', `racer-${number}`)),
    );
    const near = crowd.filter(({ place }) => Math.hypot(place.x - 3.5, place.y - 3.5) < 1.5);
    expect(near.length).toBeGreaterThan(5);
    const replies = await Promise.all(
      crowd.map((walker) => ask(walker, { type: 'interact', objectId: 'machine' })),
    );
    const granted = replies.filter((reply) => reply.type === 'interact.ok' && reply.granted);
    expect(granted).toHaveLength(1);
  });

  test('is not used from afar or from another Zone, and not given up by somebody else', async () => {
    const ana = await enter('at-machine', 'ana');
    expect(await ask(ana, { type: 'interact', objectId: 'machine' })).toMatchObject({ granted: true });
    const far = await enter('in-meeting', 'far');
    expect(await ask(far, { type: 'interact', objectId: 'machine' })).not.toMatchObject({ granted: true });
    await ask(far, { type: 'interact.end', objectId: 'machine' });
    const ben = await enter('at-machine', 'ben');
    expect(await ask(ben, { type: 'interact', objectId: 'machine' })).toMatchObject({
      granted: false,
      holder: { personId: 'ana' },
    });
  });

  test('comes free when its holder vanishes', async () => {
    const ana = await enter('at-machine', 'ana');
    await ask(ana, { type: 'interact', objectId: 'machine' });
    const ben = await enter('at-machine', 'ben');
    await ana.leave();
    expect(await ask(ben, { type: 'interact', objectId: 'machine' })).toMatchObject({ granted: true });
  });
});

describe('a Whiteboard', () => {
  test('is neither read nor drawn on from outside of its Zone', async () => {
    const ana = await enter('in-quiet', 'ana');
    expect(await ask(ana, { type: 'board.open', objectId: 'board' })).toMatchObject({
      type: 'board.open.ok',
    });
    const cheat = await enter('at-door', 'cheat');
    expect(await ask(cheat, { type: 'board.open', objectId: 'board' })).toMatchObject({
      code: 'board_unknown',
    });
    const drawings = [
      { type: 'board.update', objectId: 'board', update: 'AAA=' },
      { type: 'board.cursor', objectId: 'board', point: { x: 1, y: 1 } },
    ];
    for (const drawing of drawings) cheat.sendBytes(JSON.stringify(drawing));
    await cheat.settled();
    await ana.settled();
    expect(ana.all('board.update')).toEqual([]);
    expect(ana.all('board.cursor')).toEqual([]);
  });

  test('outlives what is no update', async () => {
    const ana = await enter('in-quiet', 'ana');
    const cheat = await enter('in-quiet', 'cheat');
    for (const walker of [ana, cheat]) await ask(walker, { type: 'board.open', objectId: 'board' });
    cheat.sendBytes(JSON.stringify({ type: 'board.update', objectId: 'board', update: '//////////8=' }));
    await until(() => cheat.all('board.reset').length === 1, 'the word that it was not taken');
    await ana.settled();
    expect(ana.all('board.update')).toEqual([]);
    expect(ana.closeCode).toBeUndefined();
  });
});

describe('words', () => {
  test('stay in their Zone, and are whose they are', async () => {
    const ana = await enter('in-quiet', 'ana');
    const ben = await enter('in-quiet', 'ben');
    const spy = await enter('at-door', 'spy');
    await ask(ana, { type: 'chat.send', text: '<b>hidden</b>' });
    await until(() => ben.all('chat.message').length === 1, 'the message');
    // Plain text: what looks like HTML is passed on as it is, and nobody makes HTML of it.
    expect(ben.all('chat.message')[0]).toMatchObject({ from: { personId: 'ana' }, text: '<b>hidden</b>' });
    await spy.settled();
    expect(spy.all('chat.message')).toEqual([]);
  });

  test('from somebody blocked arrive nowhere, and neither do their knocks, calls and reactions', async () => {
    const ana = await enter('in-quiet', 'ana');
    await ask(ana, { type: 'blocks.set', personIds: ['cheat'] });
    const cheat = await enter('at-door', 'cheat');
    await ask(cheat, { type: 'chat.send', to: 'ana', text: 'Hello?' });
    await ask(cheat, { type: 'call', personId: 'ana' });
    await ask(cheat, { type: 'knock', doorId: 'quiet-door' });
    await ana.settled();
    for (const type of ['chat.message', 'call.asked', 'knock.asked'] as const)
      expect(ana.all(type)).toEqual([]);
  });

  test('to a crowd are few at a time', async () => {
    const ana = await enter('in-quiet', 'ana');
    const cheat = await enter('in-quiet', 'cheat');
    for (let message = 0; message < 40; message++) {
      await ask(cheat, { type: 'chat.send', text: `spam ${message}` });
    }
    await ana.settled();
    expect(ana.all('chat.message').length).toBeLessThan(20);
    expect(cheat.closeCode).toBeUndefined();
  });

  test('are not said as somebody else', async () => {
    const cheat = await enter('in-quiet', 'cheat');
    cheat.send({ type: 'chat.send', text: 'I am Ana', from: { personId: 'ana', name: 'ana' } });
    await cheat.closed();
  });

  test('a hand is raised in MeetingRooms only', async () => {
    const cheat = await enter('hall', 'cheat');
    expect(await ask(cheat, { type: 'hand.raise', raised: true })).toMatchObject({ type: 'error' });
    await cheat.settled();
    expect(witnesses.watcher.all('peer.changed')).toEqual([]);
  });
});
