import { describe, expect, it } from 'vitest';
import type { World } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { Office } from '../testing/office.ts';
import { chair, interact, nook, states } from '../testing/using.ts';

/** As many people as fit in a World stand beside a Chair each; all Chairs belong to one Computer. */
function manyChairs(people: number): World {
  const chairs = Array.from({ length: people }, (_, x) => x);
  return worldFromPlan(['@'.repeat(people), 'C'.repeat(people), 'D.'.padEnd(people, '.')], {
    objects: { C: { type: 'Chair', linkedObjects: ['computer'] }, D: { type: 'Rug' } },
    more: {
      objects: [
        {
          id: 'computer',
          type: 'Computer',
          position: { x: 0, y: 2 },
          rotation: 0,
          interaction: { action: 'use' },
        },
      ],
      spawnPoints: chairs.map((x) => ({ id: `beside-${x}`, position: { x, y: 0 } })),
    },
  });
}

const names = (count: number) => Array.from({ length: count }, (_, number) => `Person${number}`);

describe('a hundred people who want the same at the same moment', () => {
  it('get one Chair once, and all others are told who has it', async () => {
    const office = new Office(nook());
    const clients = await Promise.all(names(100).map((name) => office.enter(name)));
    const replies = await Promise.all(clients.map((client) => interact(client, chair.id)));
    const winners = replies.filter((reply) => reply?.type === 'interact.ok' && reply.granted);
    expect(winners).toHaveLength(1);
    const winner = clients[replies.indexOf(winners[0])];
    const { personId = '', name = '' } = winner?.last('hello.ok') ?? {};
    for (const [index, client] of clients.entries()) {
      expect(states(client)).toEqual([{ [chair.id]: personId }]);
      if (client === winner) continue;
      expect(replies[index]).toMatchObject({
        granted: false,
        reason: 'occupied',
        holder: { personId, name },
      });
      client.move(chair.x, chair.y, { state: 'sitting' });
      expect(client.last('position.correction')).toMatchObject({ reason: 'occupied' });
    }
    winner?.move(chair.x, chair.y, { state: 'sitting' });
    expect(winner?.of('position.correction')).toEqual([]);
  });

  it('sit on one Chair once where nobody has asked before', async () => {
    const office = new Office(nook());
    const clients = await Promise.all(names(100).map((name) => office.enter(name)));
    for (const client of clients) client.move(chair.x, chair.y, { state: 'sitting' });
    expect(clients.filter(({ moveEpoch }) => moveEpoch === 0)).toHaveLength(1);
    expect(
      clients.filter((client) => client.last('position.correction')?.reason === 'occupied'),
    ).toHaveLength(99);
  });

  it('get one Computer once', async () => {
    const office = new Office(manyChairs(100));
    const clients = await Promise.all(
      names(100).map((name, x) => office.enter(name, { spawnPointId: `beside-${x}` })),
    );
    for (const [x, client] of clients.entries()) client.move(x + 0.5, 1.5, { state: 'sitting' });
    const replies = await Promise.all(clients.map((client) => interact(client, 'computer')));
    const granted = replies.filter((reply) => reply?.type === 'interact.ok' && reply.granted);
    expect(granted).toHaveLength(1);
    const winner = clients[replies.indexOf(granted[0])];
    const { personId, name } = winner?.last('hello.ok') ?? {};
    const denied = replies.filter((reply) => reply !== granted[0]);
    for (const reply of denied) {
      expect(reply).toMatchObject({ granted: false, reason: 'occupied', holder: { personId, name } });
    }
    for (const client of clients) expect(client.holders.get('computer')).toBe(personId);
  });
});
