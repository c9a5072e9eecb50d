import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeCodes } from '@atrium/protocol';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import { RawWalker } from '../support/rawWalker.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { Witnesses } from '../support/witnesses.ts';
import { groundZoneId } from '../support/yard.ts';

/** Whoever is in a passage holds it until the other has tried, on whatever machine. */
const patient = { gateIdleMs: 60_000, gateHeldMs: 60_000, detachedMs: 100 };
let limits = patient;
let server: TestServer;
let witnesses: Witnesses;
const walkers: RawWalker[] = [];

beforeEach(async () => {
  server = await startTestServer({ limits });
  witnesses = await Witnesses.enter(server);
});

afterEach(async () => {
  await witnesses.expectUndisturbed();
  await witnesses.leave();
  for (const walker of walkers.splice(0)) walker.vanish();
  await expectNothingRemains(server);
  await server.remove();
});

async function enter(spawnPointId: string, personId?: string): Promise<RawWalker> {
  const walker = await RawWalker.enter(server, {
    spawnPointId,
    ...(personId === undefined ? {} : { personId }),
  });
  walkers.push(walker);
  return walker;
}

/** Where the server has somebody: a second tab is told, and takes over without moving them. */
async function whereTheServerHas(walker: RawWalker): Promise<{ x: number; y: number; zoneId: string }> {
  const audit = await RawWalker.enter(server, { personId: walker.personId });
  walkers.push(audit);
  expect(audit.resumed).toBe(true);
  return { x: audit.place.x, y: audit.place.y, zoneId: audit.zoneId };
}

describe('teleporting', () => {
  test('across the Map is corrected, and nobody sees it', async () => {
    const cheat = await enter('spawn-1');
    const start = cheat.place;
    const correction = await cheat.claimInVain({ x: 3.5, y: 9.5 });
    expect(correction).toMatchObject({ reason: 'too-far', place: { x: start.x, y: start.y } });
    expect(await whereTheServerHas(cheat)).toEqual({ x: start.x, y: start.y, zoneId: groundZoneId });
  });

  test.each([
    ['outside of the Map', { x: 900, y: 900 }],
    ['to the end of the wire format', { x: 1023.98, y: 1023.98 }],
    ['into the corner', { x: 0, y: 0 }],
  ])('%s is corrected', async (_where, to) => {
    const cheat = await enter('spawn-1');
    const start = cheat.place;
    const { place } = await cheat.claimInVain(to);
    expect(place).toMatchObject({ x: start.x, y: start.y });
  });

  test('again and again costs only the one who tries', async () => {
    const cheat = await enter('spawn-1');
    for (let attempt = 0; attempt < 10; attempt++) await cheat.claimInVain({ x: 18.5, y: 9.5 });
    expect(cheat.corrections).toHaveLength(10);
    expect(cheat.closeCode).toBeUndefined();
  });
});

describe('walls', () => {
  test('are not walked through', async () => {
    const cheat = await enter('west-of-passage');
    const { reason, blocker } = await cheat.claimInVain({ x: 7.5, y: 3.5 });
    expect({ reason, blocker }).toMatchObject({ reason: 'blocked', blocker: { kind: 'wall' } });
  });

  test('are not stood in', async () => {
    const cheat = await enter('west-of-passage');
    const { reason } = await cheat.claimInVain({ x: 6.5, y: 2.5 });
    expect(reason).toBe('blocked');
  });

  test('have no corners to cut', async () => {
    const cheat = await enter('at-meeting-door');
    const { reason } = await cheat.claimInVain({ x: 14.5, y: 2.5 });
    expect(reason).toBe('blocked');
  });

  test('do not become soft when somebody claims to sit', async () => {
    const cheat = await enter('west-of-passage');
    const { reason } = await cheat.claimInVain({ x: 6.5, y: 2.5 }, { state: 'sitting' });
    expect(reason).toBe('no-seat');
  });

  test('are no worse than furniture, and a seat out of reach is none', async () => {
    const cheat = await enter('spawn-1');
    cheat.claim({ x: 3.5, y: 3.5 });
    const inTheChair = { x: 3.5, y: 6.5 };
    expect((await cheat.claimInVain(inTheChair)).reason).toBe('blocked');
    expect((await cheat.claimInVain(inTheChair, { state: 'sitting' })).reason).toBe('no-seat');
  });
});

describe('closed Doors', () => {
  test('let nobody in whom they do not admit', async () => {
    const cheat = await enter('at-private-door');
    const { reason, blocker } = await cheat.claimInVain({ x: 13.5, y: 7.5 });
    expect({ reason, blocker }).toEqual({
      reason: 'door-closed',
      blocker: { kind: 'door', id: 'private-door' },
    });
    expect((await cheat.claimInVain({ x: 14.5, y: 7.5 })).reason).toBe('door-closed');
    expect((await whereTheServerHas(cheat)).zoneId).toBe(groundZoneId);
  });

  test('are not jumped over', async () => {
    const cheat = await enter('at-private-door');
    const { reason } = await cheat.claimInVain({ x: 15.5, y: 7.5 });
    expect(reason).toBe('door-closed');
  });

  test('do not open for a Role that somebody writes into hello', async () => {
    const cheat = new RawWalker(server);
    await cheat.opened();
    await cheat.hello({ spawnPointId: 'at-private-door', hello: { role: 'Admin' } });
    expect(await cheat.closed()).toBe(closeCodes.badMessage);
  });
});

describe('speeding', () => {
  test('in many small steps is corrected when the budget is used up', async () => {
    const cheat = await enter('spawn-1');
    const left = cheat.place.x;
    let position = { x: left, y: 4.5 };
    cheat.claim({ x: left, y: 4.5 });
    // Some 15 tiles at once, in steps that are each as fair as can be.
    for (let step = 0; step < 50; step++) {
      position = { x: left + (step % 10 < 5 ? step % 5 : 5 - (step % 5)) * 0.3, y: 4.5 };
      cheat.claim(position);
    }
    await until(() => cheat.corrections.length > 0, 'a PositionCorrection');
    expect(cheat.corrections[0]?.reason).toBe('too-far');
    // What was under way when the correction was made is of an epoch that is over: one mistake, one correction.
    expect(cheat.corrections).toHaveLength(1);
  });

  test('by claiming ages gains nothing', async () => {
    const cheat = await enter('spawn-1');
    for (let step = 1; step <= 14; step++) {
      cheat.claim({ x: cheat.place.x, y: step % 2 === 0 ? 1.5 : 2.5 }, { ageMs: 255 });
    }
    await until(() => cheat.corrections.length > 0, 'a PositionCorrection');
    expect(cheat.corrections[0]?.reason).toBe('too-far');
  });
});

const inside = { x: 6.5, y: 1.5 };

describe('a passage', () => {
  test('holds one person: of two who go in together, the second is corrected', async () => {
    const first = await enter('west-of-passage');
    const second = await enter('east-of-passage');
    first.claim(inside);
    await first.settled();
    const { reason, blocker } = await second.claimInVain(inside);
    expect(reason).toBe('occupied');
    expect(blocker).toMatchObject({ kind: 'passage' });
    expect(first.corrections).toEqual([]);
  });

  test('is not jumped while somebody is in it', async () => {
    const first = await enter('west-of-passage');
    const second = await enter('east-of-passage');
    first.claim(inside);
    await first.settled();
    const { reason } = await second.claimInVain({ x: 5.5, y: 1.5 });
    expect(reason).toBe('occupied');
  });

  test('is free at once when the one in it vanishes for good', async () => {
    const first = await enter('west-of-passage');
    const second = await enter('east-of-passage');
    first.claim(inside);
    await first.leave();
    second.claim(inside);
    await second.settled();
    expect(second.corrections).toEqual([]);
  });
});

describe('a passage that is held for no more than a moment', () => {
  beforeAll(() => void (limits = { ...patient, gateIdleMs: 400, gateHeldMs: 1_200 }));
  afterAll(() => void (limits = patient));

  test('is free again when somebody camps in it, and does not hold them', async () => {
    const camper = await enter('west-of-passage');
    const other = await enter('east-of-passage');
    camper.claim(inside);
    await camper.settled();
    // Turning on the spot is no movement.
    const turning = setInterval(() => camper.claim(inside, { facing: 'NE', state: 'idle' }), 100);
    try {
      await passes(other, { x: 5.5, y: 1.5 });
    } finally {
      clearInterval(turning);
    }
    camper.claim({ x: 5.5, y: 1.5 });
    await camper.settled();
    expect(camper.corrections).toEqual([]);
  });

  test('is free again although its camper trembles', async () => {
    const camper = await enter('west-of-passage');
    const other = await enter('east-of-passage');
    camper.claim(inside);
    await camper.settled();
    let left = false;
    const trembling = setInterval(() => {
      left = !left;
      camper.claim({ x: left ? 6.4375 : 6.5, y: 1.5 });
    }, 100);
    try {
      await passes(other, { x: 5.5, y: 1.5 });
    } finally {
      clearInterval(trembling);
    }
  });

  /** Tries, as often as an honest Client would, until it is let through. */
  async function passes(walker: RawWalker, to: { x: number; y: number }): Promise<void> {
    const trying = setInterval(() => walker.claim(to), 100);
    try {
      await until(
        () => witnesses.watcher.peers.get(walker.networkId)?.place.x === to.x,
        'the way through the passage',
      );
    } finally {
      clearInterval(trying);
    }
    for (const { reason } of walker.corrections) expect(reason).toBe('occupied');
    expect(walker.corrections.length).toBeGreaterThan(0);
  }
});

describe('a full Zone', () => {
  test('is like a wall, and leaving it is always possible', async () => {
    const first = await enter('in-team');
    await enter('in-team');
    const third = await enter('at-team');
    const { reason, blocker } = await third.claimInVain({ x: 14.9375, y: 9.5 });
    expect({ reason, blocker }).toEqual({ reason: 'zone-full', blocker: { kind: 'zone', id: 'team' } });
    for (const x of [15.5, 14.5, 13.5]) first.claim({ x, y: 9.5 });
    await until(() => first.zoneId === groundZoneId, 'the way out');
    expect(first.corrections).toEqual([]);
    third.claim({ x: 14.9375, y: 9.5 });
    await until(() => third.zoneId === 'team', 'the place that has become free');
  });
});

describe('epochs and sequences', () => {
  test('of somebody else, or of the future, end the connection', async () => {
    const victim = await enter('spawn-1');
    const cheat = await enter('spawn-1');
    for (let time = 0; time < 3; time++) await victim.claimInVain({ x: 18.5, y: 9.5 });
    expect(victim.moveEpoch).not.toBe(cheat.moveEpoch);
    cheat.claim(cheat.place, { moveEpoch: victim.moveEpoch });
    expect(await cheat.closed()).toBe(closeCodes.badMessage);
    expect(victim.closeCode).toBeUndefined();
  });

  test('of the past are passed over', async () => {
    const cheat = await enter('spawn-1');
    const oldEpoch = cheat.moveEpoch;
    const { place } = await cheat.claimInVain({ x: 18.5, y: 9.5 });
    cheat.claim({ x: place.x, y: place.y + 1 }, { moveEpoch: oldEpoch });
    await cheat.settled();
    expect(cheat.corrections).toHaveLength(1);
    expect(await whereTheServerHas(cheat)).toMatchObject({ x: place.x, y: place.y });
  });

  test('that were used before are passed over: nothing can be replayed', async () => {
    const cheat = await enter('spawn-1');
    const { x, y } = cheat.place;
    cheat.claim({ x, y: y + 0.5 }, { sequence: 10 });
    cheat.claim({ x, y }, { sequence: 11 });
    cheat.claim({ x, y: y + 0.5 }, { sequence: 10 });
    cheat.claim({ x, y: y + 0.25 }, { sequence: 11 });
    await cheat.settled();
    expect(cheat.corrections).toEqual([]);
    expect(await whereTheServerHas(cheat)).toMatchObject({ x, y });
  });
});
