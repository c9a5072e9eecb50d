import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import { RawWalker } from '../support/rawWalker.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { Witnesses } from '../support/witnesses.ts';
import { groundZoneId } from '../support/yard.ts';

let server: TestServer;
let inside: Witnesses;
let spy: RawWalker;

beforeEach(async () => {
  server = await startTestServer({ limits: { detachedMs: 100 } });
  spy = await RawWalker.enter(server, { spawnPointId: 'at-meeting-door', personId: 'spy' });
  inside = await Witnesses.enter(server, { spawnPointId: 'in-meeting' });
});

afterEach(async () => {
  await inside.expectUndisturbed();
  await inside.leave();
  await spy.leave();
  await expectNothingRemains(server);
  await server.remove();
});

/** Nothing that reached the spy says who is in the room, or where. */
function expectIgnorance(): void {
  const heard = JSON.stringify(spy.messages.filter(({ type }) => type !== 'people.list.ok'));
  for (const person of [inside.walker, inside.watcher]) {
    expect(heard).not.toContain(person.personId);
    expect(spy.namedInPresence.has(person.networkId)).toBe(false);
  }
}

describe('the presence of another Zone', () => {
  test('is not told: not where people are, nor who, nor that they move', async () => {
    for (let step = 0; step < 10; step++) await inside.expectUndisturbed();
    await spy.settled();
    expectIgnorance();
    expect(spy.zoneId).toBe(groundZoneId);
  });

  test('is not had by claiming to be there', async () => {
    await spy.claimInVain({ x: 15.5, y: 2.5 });
    for (let step = 0; step < 5; step++) await inside.expectUndisturbed();
    await spy.settled();
    expectIgnorance();
  });

  test('is not had from its doorstep', async () => {
    spy.claim({ x: 13.5, y: 3.5 });
    spy.claim({ x: 14.125, y: 3.5 });
    for (let step = 0; step < 5; step++) await inside.expectUndisturbed();
    await spy.settled();
    expect(spy.corrections).toEqual([]);
    expectIgnorance();
  });

  test('is told inside, and not any more when somebody has left', async () => {
    spy.claim({ x: 13.5, y: 3.5 });
    spy.claim({ x: 14.75, y: 3.5 });
    await until(() => spy.zoneId === 'meeting', 'the way into the room');
    expect(spy.peer(inside.walker.personId)?.place).toEqual(inside.walker.place);
    expect(inside.watcher.peer('spy')).toBeDefined();
    spy.claim({ x: 13.5, y: 3.5 });
    spy.claim({ x: 12.5, y: 3.5 });
    await until(() => spy.zoneId === groundZoneId, 'the way out of the room');
    expect(inside.watcher.peer('spy')).toBeUndefined();
    const { messages } = spy;
    messages.length = 0;
    spy.namedInPresence.clear();
    for (let step = 0; step < 10; step++) await inside.expectUndisturbed();
    await spy.settled();
    expectIgnorance();
  });
});

describe('what is told across Zones', () => {
  test('is how many people each has', async () => {
    await until(() => spy.all('zone.counts').at(-1)?.counts['meeting'] === 2, 'the head count of the room');
  });

  test('is who is where when one asks, without places, and not which private room', async () => {
    const claims = {
      personId: 'hidden',
      worldId: 'yard',
      sessionId: 'before',
      place: { x: 16.5, y: 7.5, facing: 'S', state: 'idle' },
      zoneId: 'private',
      // No version is later: the Doors are those of the ticket.
      worldVersion: 0x7fff_ffff,
      gatherings: [],
    } as const;
    const hidden = await RawWalker.enter(server, {
      personId: 'hidden',
      ticket: await server.tickets.issue(claims),
    });
    expect(hidden.zoneId).toBe('private');
    const reply = await spy.reply(spy.send({ type: 'people.list' }));
    if (reply.type !== 'people.list.ok') throw new Error(`The reply was ${reply.type}.`);
    const zones = new Map(reply.people.map(({ personId, zoneId }) => [personId, zoneId]));
    expect(zones.get(inside.walker.personId)).toBe('meeting');
    expect(zones.get('hidden')).toBeNull();
    expect(JSON.stringify(reply)).not.toMatch(/"x"|"place"|networkId/);
    await hidden.leave();
  });
});
