import { createWorldSpace, resizeMap, unpackTiles } from '@atrium/world';
import type { World } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import { SimulatedOffice, drawnPlace } from './testing/simulatedOffice.ts';

const rows = [
  '################',
  '#..............#',
  '#.@............#',
  '#..............#',
  '#..............#',
  '################',
];
/** A hall; `walls` are tiles of wall that it has besides. */
const hall = (walls: readonly (readonly [number, number])[] = []): World =>
  worldFromPlan(
    rows.map((row, y) =>
      [...row].map((tile, x) => (walls.some(([wx, wy]) => wx === x && wy === y) ? '#' : tile)).join(''),
    ),
  );
const wallAcross = [1, 2, 3].map((y) => [8, y] as const);

describe('a World that is published while people are in it', () => {
  it('becomes another one for everybody, on the connection that they have', async () => {
    const office = new SimulatedOffice(hall());
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    const states: string[] = [];
    ana.session.on('state', ({ kind }) => states.push(kind));
    const changes: number[] = [];
    ana.session.on('worldChanged', ({ version }) => changes.push(version));
    office.publish(hall(wallAcross));
    await office.until(() => ana.session.space.collision.isSolid(8, 2));
    await office.until(() => ben.session.space.collision.isSolid(8, 2));
    expect([changes, states]).toEqual([[2], []]);
    expect(drawnPlace(ana, 'ben')).toBeDefined();
  });

  it('is walked in by its own walls, and the server agrees with every step', async () => {
    const office = new SimulatedOffice(hall());
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    const before = ana.refusals.length;
    expect(ana.session.walkTo({ x: 13.5, y: 2.5 })).toBe(true);
    await office.frames(20);
    office.publish(hall(wallAcross));
    await office.until(() => ana.session.space.collision.isSolid(8, 2));
    // The course goes on around the wall that is new.
    await office.until(() => ana.session.self.place.x > 13);
    await office.frames(30);
    expect(ana.refusals.length).toBe(before);
    const { x, y } = ana.session.self.place;
    expect(drawnPlace(ben, 'ana')).toMatchObject({ x, y });
  });

  it('takes people out of its walls, to the place that the server says', async () => {
    const office = new SimulatedOffice(hall());
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ana.session.walkTo({ x: 8.5, y: 2.5 });
    await office.until(() => ana.session.self.place.x === 8.5 && ana.session.self.place.state === 'idle');
    const moves: unknown[] = [];
    ana.session.on('worldChanged', ({ moved }) => moves.push(moved));
    office.publish(hall(wallAcross));
    await office.until(() => moves.length > 0);
    expect(moves).toEqual(['aside']);
    await office.frames(30);
    const { x, y } = ana.session.self.place;
    expect(ana.session.space.collision.isSolid(Math.floor(x), Math.floor(y))).toBe(false);
    expect(drawnPlace(ben, 'ana')).toMatchObject({ x, y });
    expect(ana.problems).toEqual([]);
  });

  it('is waited for by those who read it late: they do nothing in it before, and come along then', async () => {
    const office = new SimulatedOffice(hall());
    let read: () => void = () => undefined;
    const ana = await office.visit('ana', { reads: () => new Promise((resolve) => (read = resolve)) });
    const ben = await office.visit('ben');
    ana.session.walkTo({ x: 4.5, y: 2.5 });
    await office.until(() => ana.session.self.place.x === 4.5);
    office.publish(hall(wallAcross));
    await office.until(() => ben.session.space.collision.isSolid(8, 2));
    ana.session.walk({ x: 1, y: 0 });
    await office.frames(60);
    expect(ana.session.self.place.x).toBe(4.5);
    read();
    await office.until(() => ana.session.space.collision.isSolid(8, 2));
    await office.until(() => ana.session.self.place.x > 7);
    await office.frames(60);
    // The wall stops who still holds the key.
    expect(ana.session.self.place.x).toBeLessThan(8);
    expect([ana.refusals, ana.session.state.kind]).toEqual([[], 'online']);
  });

  it('ends the session of those who cannot read it, as an old version does', async () => {
    const office = new SimulatedOffice(hall());
    const ana = await office.visit('ana', { reads: () => Promise.resolve(false) });
    office.publish(hall(wallAcross));
    await office.until(() => ana.session.state.kind === 'ended');
    expect(ana.session.state).toMatchObject({ kind: 'ended', reason: 'worldOutdated' });
  });

  it('may be larger, and is walked to its new end', async () => {
    const office = new SimulatedOffice(hall());
    const ana = await office.visit('ana');
    const larger = resizeMap(unpackTiles(hall()), { left: 0, top: 0, right: 0, bottom: 6 });
    if (!larger.ok) throw new Error(larger.refusal);
    office.publish(larger.world);
    const { height } = createWorldSpace(larger.world).collision;
    await office.until(() => ana.session.space.collision.height === height);
    expect(ana.session.state.kind).toBe('online');
  });
});
