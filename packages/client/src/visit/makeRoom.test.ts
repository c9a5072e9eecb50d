import { distance } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SimulatedOffice } from '../session/testing/simulatedOffice.ts';
import { makeRoom } from './makeRoom.ts';

const hall = worldFromPlan(
  [
    '##########', //
    '#.@..#aaa#',
    '#....1aaa#',
    '#....#aaa#',
    '##########',
  ],
  { zones: { a: { type: 'MeetingRoom', id: 'room' } }, doors: { 1: { leadsToZone: 'room' } } },
);

/** Ana stands where one stops behind the Door, and Ben has just stopped there too. */
async function meetBehindTheDoor() {
  const office = new SimulatedOffice(hall);
  vi.spyOn(performance, 'now').mockImplementation(() => office.time.now());
  const ana = await office.visit('ana');
  const ben = await office.visit('ben');
  const listeners = new Set<() => void>();
  makeRoom({
    session: ben.session,
    space: office.space,
    ticker: {
      wake: () => undefined,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
  for (const { session } of [ana, ben]) {
    session.walkToZone('room');
    await office.until(() => session.self.zoneId === 'room' && session.self.place.state === 'idle');
    await office.frames(60);
  }
  const apart = () => distance(ana.session.self.place, ben.session.self.place);
  /** What the page does a few times a second. */
  const tick = () => listeners.forEach((listener) => listener());
  return { office, ben: ben.session, apart, tick };
}

afterEach(() => void vi.restoreAllMocks());

describe('whoever has stopped where somebody stands', () => {
  it('makes a step aside', async () => {
    const { office, apart, tick } = await meetBehindTheDoor();
    expect(apart()).toBeLessThan(0.6);
    tick();
    await office.frames(60);
    expect(apart()).toBeGreaterThan(0.6);
  });

  it('goes on where they want to go, if they have set off again but not made a step', async () => {
    const { office, ben, tick } = await meetBehindTheDoor();
    ben.walkToZone('ground');
    tick();
    await office.frames(120);
    expect(ben.self.zoneId).toBe('ground');
  });

  it('goes on where they want to go by hand', async () => {
    const { office, ben, tick } = await meetBehindTheDoor();
    ben.walk({ x: -1, y: 0 });
    tick();
    await office.frames(60);
    expect(ben.self.zoneId).toBe('ground');
  });
});
