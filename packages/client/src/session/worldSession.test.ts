import { distance, stepsPerSecond, walkSpeedTilesPerSecond } from '@atrium/world';
import type { Position } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import { drawnPlace, SimulatedOffice } from './testing/simulatedOffice.ts';
import type { Visitor } from './testing/simulatedOffice.ts';
import { seededRandom } from './testing/virtualTime.ts';

const hall = worldFromPlan(
  [
    '####################', //
    '#.........#aaaaaaaa#',
    '#.@.......#aaaaaaaa#',
    '#.........1aaaaaaaa#',
    '#....C....#aaaaaaaa#',
    '#.........####:#####',
    '#..................#',
    '#..................#',
    '####################',
  ],
  { zones: { a: { type: 'MeetingRoom', id: 'room' } }, doors: { 1: { leadsToZone: 'room' } } },
);
const closedHall = worldFromPlan(
  [
    '##########', //
    '#.@..#aaa#',
    '#....1aaa#',
    '#....#aaa#',
    '##########',
  ],
  {
    zones: { a: { type: 'PrivateRoom', id: 'room', maxPeople: 1 } },
    doors: { 1: { leadsToZone: 'room', access: { type: 'knock', allowedRoles: ['Member'] } } },
  },
);

const stepTiles = walkSpeedTilesPerSecond / stepsPerSecond;

describe('WorldSession', () => {
  it('lets two people in one Zone see each other walk', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    expect(ben.drawn.map((view) => view.key).sort()).toEqual(['ana', 'ben']);
    ana.session.walkTo({ x: 8.5, y: 7.5 });
    await office.until(() => ana.session.self.place.x === 8.5 && ana.session.self.place.state === 'idle');
    await office.frames(30);
    expect(ana.session.self.place).toMatchObject({ x: 8.5, y: 7.5 });
    expect(drawnPlace(ben, 'ana')).toMatchObject({ x: 8.5, y: 7.5, state: 'idle' });
    expect(ben.problems.concat(ana.problems)).toEqual([]);
  });

  it('draws others without jumps on an uneven network', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ben.network.conditions.jitterMs = 60;
    let before: Position | undefined;
    let farthest = 0;
    ana.session.walkTo({ x: 18.5, y: 7.5 });
    await office.frames(300, () => {
      const now = drawnPlace(ben, 'ana');
      if (now !== undefined && before !== undefined) farthest = Math.max(farthest, distance(now, before));
      before = now;
    });
    expect(drawnPlace(ben, 'ana')).toMatchObject({ x: 18.5, y: 7.5 });
    // 4 tiles a second are 0.067 tile a frame.
    expect(farthest).toBeLessThan(0.2);
  });

  it('never has random walkers corrected where nothing stands in the way', async () => {
    for (const seed of [1, 2, 3]) {
      const office = new SimulatedOffice(hall, seed);
      const random = seededRandom(seed);
      const walker = await office.visit('walker');
      for (let turn = 0; turn < 60; turn++) {
        const kind = random();
        if (kind < 0.5) walker.session.walk({ x: random() * 2 - 1, y: random() * 2 - 1 });
        else if (kind < 0.7) walker.session.walk(undefined);
        else if (kind < 0.9) walker.session.walkTo({ x: random() * 20, y: random() * 9 });
        else walker.session.sitOn('chair-5-4');
        await office.frames(Math.floor(random() * 50));
      }
      walker.session.walk(undefined);
      await office.frames(60);
      expect(walker.network.messagesOf('position.correction')).toBe(0);
      expect(office.server.stats().moveIntents).toBeGreaterThan(100);
      expect(walker.problems).toEqual([]);
    }
  });

  it('is not corrected either for turning round corners faster than MoveIntents may go out', async () => {
    const pillars = worldFromPlan([
      '############',
      '#@.#..P..#.#',
      '#.#..#.#...#',
      '#..#..#..P.#',
      '#.P..#..#..#',
      '#..#..P..#.#',
      '############',
    ]);
    const office = new SimulatedOffice(pillars);
    const random = seededRandom(5);
    const walker = await office.visit('walker');
    for (let turn = 0; turn < 1_500; turn++) {
      const angle = random() * 2 * Math.PI;
      walker.session.walk({ x: Math.cos(angle), y: Math.sin(angle) });
      await office.frames(1 + Math.floor(random() * 4));
      if (turn % 50 === 0) walker.session.walkTo({ x: random() * 12, y: random() * 7 });
      if (turn % 50 === 0) await office.frames(60);
    }
    expect(walker.network.messagesOf('position.correction')).toBe(0);
  });

  it('sends nothing and is not active while nothing moves', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ana.session.walkTo({ x: 5.5, y: 2.5 });
    await office.frames(120);
    expect(ana.session.isActive(office.time.now())).toBe(false);
    expect(ben.session.isActive(office.time.now())).toBe(false);
    const { intentsSent } = ana.network;
    await office.frames(120);
    expect(ana.network.intentsSent).toBe(intentsSent);
  });

  it('sends at most 15 MoveIntents a second on average while walking', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    for (let turn = 0; turn < 100; turn++) {
      ana.session.walk(turn % 2 === 0 ? { x: 1, y: 0.2 } : { x: -1, y: 0.3 });
      await office.frames(3);
    }
    expect(ana.network.intentsSent).toBeLessThan(5 * 15 + 10);
  });

  it('takes one correction at a Door that has closed meanwhile, and blends it within two frames', async () => {
    const office = new SimulatedOffice(closedHall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ben.session.walkTo({ x: 4.5, y: 2.5 });
    ana.session.walkTo({ x: 7.5, y: 2.5 });
    await office.until(() => ben.session.self.place.x === 4.5);
    // Ben does not know yet that somebody is inside.
    ben.network.conditions.latencyMs = 400;
    await office.until(() => ana.session.self.zoneId === 'room');
    ben.session.walk({ x: 1, y: 0 });
    await office.until(() => ben.network.messagesOf('position.correction') > 0);
    await office.frames(2);
    const drawn = drawnPlace(ben, 'ben') ?? { x: 0, y: 0 };
    expect(distance(drawn, ben.session.self.place)).toBeLessThan(stepTiles);
    expect(ben.session.self.place.x).toBeLessThan(5);
    await office.frames(300);
    expect(ben.network.messagesOf('position.correction')).toBe(1);
    expect(ben.refusals[0]).toMatchObject({ reason: 'door-closed', blocker: { kind: 'door', id: 'door-1' } });
  });

  it('leads who wants into a closed room to its Door, and says why they stop there', async () => {
    const office = new SimulatedOffice(closedHall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ana.session.walkTo({ x: 7.5, y: 2.5 });
    await office.until(() => ana.session.self.zoneId === 'room');
    await office.frames(30);
    // Nearer to that place is the wall in front of it.
    expect(ben.session.walkTo({ x: 6.5, y: 1.5 })).toBe(true);
    await office.until(() => ben.refusals.length > 0);
    expect(ben.refusals).toMatchObject([{ reason: 'door-closed', blocker: { kind: 'door', id: 'door-1' } }]);
    expect(ben.session.self.place).toMatchObject({ x: 4.5, y: 2.5, facing: 'SE', state: 'idle' });
    await office.frames(120);
    expect(ben.session.walkToZone('room')).toBe(true);
    await office.until(() => ben.refusals.length > 1);
    expect(ben.session.self.place).toMatchObject({ x: 4.5, y: 2.5 });
    expect(ben.network.messagesOf('position.correction')).toBe(0);
  });

  it('takes one correction at a Zone that turns out to be full, and stays out of it', async () => {
    const open = {
      ...closedHall,
      doors: closedHall.doors.map((door) => ({ ...door, access: { type: 'open' as const } })),
    };
    const office = new SimulatedOffice(open);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ana.session.walkTo({ x: 7.5, y: 2.5 });
    await office.until(() => ana.session.self.zoneId === 'room');
    await office.frames(60);
    ben.session.walkTo({ x: 8.5, y: 3.5 });
    await office.frames(240);
    expect(ben.network.messagesOf('position.correction')).toBe(1);
    expect(ben.refusals).toMatchObject([{ reason: 'zone-full', blocker: { kind: 'zone', id: 'room' } }]);
    expect(ben.session.self.zoneId).toBe('ground');
    expect(office.space.gateAt(ben.session.self.place)).toBeUndefined();
  });

  it('lets people go through a passage one after the other', async () => {
    const narrow = worldFromPlan(['#########', '#@..#...#', '#...:...#', '#...#...#', '#########']);
    const office = new SimulatedOffice(narrow);
    const names = ['ana', 'ben', 'eve', 'kim'];
    const visitors: Visitor[] = [];
    for (const name of names) visitors.push(await office.visit(name));
    for (const [place, visitor] of visitors.entries()) visitor.session.walkTo({ x: 7.5, y: 1.5 + place / 2 });
    await office.until(() => visitors.every(({ session }) => session.self.place.x === 7.5), 15_000);
    for (const { network } of visitors) expect(network.messagesOf('position.correction')).toBeLessThan(6);
  });

  it('gives a seat to one person and tells the other who was too late', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ana.session.sitOn('chair-5-4');
    ben.session.sitOn('chair-5-4');
    await office.frames(240);
    const sitting = [ana, ben].filter(({ session }) => session.self.place.state === 'sitting');
    expect(sitting).toHaveLength(1);
    const late = sitting[0] === ana ? ben : ana;
    expect(late.refusals).toMatchObject([{ blocker: { kind: 'seat', id: 'chair-5-4' } }]);
    expect(late.session.sitOn('chair-5-4')).toBe(false);
    sitting[0]?.session.standUp();
    await office.frames(120);
    expect(late.session.sitOn('chair-5-4')).toBe(true);
  });

  it('walks by its own timer where nothing is drawn', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    ana.session.walkTo({ x: 8.5, y: 7.5 });
    await office.time.pass(5_000);
    expect(ana.session.self.place).toMatchObject({ x: 8.5, y: 7.5, state: 'idle' });
    expect(ana.network.messagesOf('position.correction')).toBe(0);
  });

  it('leaves for good: others see it at once, and it does not come back', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    void ana.session.leave();
    await office.frames(60);
    expect(ana.session.state).toEqual({ kind: 'ended', reason: 'left' });
    expect(ben.drawn.map((view) => view.key)).toEqual(['ben']);
    ana.session.wakeUp();
    await office.frames(600);
    expect(ana.session.state).toEqual({ kind: 'ended', reason: 'left' });
  });

  it('gives way to another tab of the same person', async () => {
    const office = new SimulatedOffice(hall);
    const first = await office.visit('ana');
    const second = await office.visit('ana');
    await office.frames(600);
    expect(first.session.state).toEqual({ kind: 'ended', reason: 'replaced' });
    expect(second.session.state).toEqual({ kind: 'online' });
  });

  it('comes back to its place within two seconds, and nobody flickers', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ana.session.walkTo({ x: 7.5, y: 7.5 });
    ben.session.walkTo({ x: 3.5, y: 6.5 });
    await office.frames(300);
    const before = new Map(ben.drawn.map((view) => [view.key, view]));
    ben.network.cut();
    await office.frames(120, () => {
      for (const viewer of [ana, ben]) {
        for (const name of ['ana', 'ben']) {
          const view = viewer.drawn.find((candidate) => candidate.key === name);
          expect(view).toMatchObject({ x: before.get(name)?.x, y: before.get(name)?.y, fade: 'here' });
        }
      }
    });
    expect(ben.session.state).toEqual({ kind: 'online' });
    ben.session.walkTo({ x: 5.5, y: 6.5 });
    await office.frames(120);
    expect(drawnPlace(ana, 'ben')).toMatchObject({ x: 5.5, y: 6.5 });
  });

  it('survives a restart of the server without anybody flickering', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ana.session.walkTo({ x: 7.5, y: 7.5 });
    ben.session.walkTo({ x: 3.5, y: 6.5 });
    await office.frames(300);
    await office.frames(180);
    const places = new Map(ben.drawn.map((view) => [view.key, { x: view.x, y: view.y }]));
    office.restartServer();
    await office.frames(200, () => {
      expect(ana.drawn).toHaveLength(2);
      expect(ben.drawn).toHaveLength(2);
      for (const view of [...ana.drawn, ...ben.drawn]) expect(view.fade).toBe('here');
    });
    for (const view of ben.drawn) expect(view).toMatchObject(places.get(view.key) ?? {});
    ana.session.walkTo({ x: 8.5, y: 7.5 });
    await office.frames(120);
    expect(drawnPlace(ben, 'ana')).toMatchObject({ x: 8.5 });
  });

  it('lets somebody who leaves the Zone walk on while fading out, and fades in who comes', async () => {
    const office = new SimulatedOffice(hall);
    const ana = await office.visit('ana');
    const ben = await office.visit('ben');
    ana.session.walkToZone('room');
    const fades = new Set<string>();
    await office.frames(300, () => {
      const view = ben.drawn.find((candidate) => candidate.key === 'ana');
      if (view !== undefined) fades.add(view.fade);
    });
    expect(ana.session.self.zoneId).toBe('room');
    expect([...fades]).toEqual(['here', 'leaving']);
    expect(ben.drawn).toHaveLength(1);
    ben.session.walkToZone('room');
    fades.clear();
    await office.frames(300, () => {
      const view = ana.drawn.find((candidate) => candidate.key === 'ben');
      if (view !== undefined) fades.add(view.fade);
    });
    expect([...fades]).toEqual(['arriving', 'here']);
  });
});
