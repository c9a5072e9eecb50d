import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SfuMember } from '@atrium/signaling';
import { FormerRooms, forwardingMs } from './formerRooms.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A room with these people, and what has ended in it. */
function roomOf(zoneId: string, ...names: readonly string[]) {
  const ended: string[] = [];
  const leaving = (name: string) => ({ leave: () => void ended.push(name) }) as SfuMember;
  const people = new Map(names.map((name) => [name, leaving(name)]));
  const close = () => void ended.push('room');
  const room = { rtpCapabilities: { codecs: [], headerExtensions: [] }, close, join: vi.fn() };
  return { ended, held: { zone: { worldId: 'w', zoneId }, room, people } };
}

test('rooms without a server go on for 30 s', () => {
  const former = new FormerRooms();
  const { ended, held } = roomOf('team', 'ana');
  former.keep(held);
  vi.advanceTimersByTime(forwardingMs - 1);
  expect([forwardingMs, ended]).toEqual([30_000, []]);
  vi.advanceTimersByTime(1);
  expect(ended).toEqual(['ana', 'room']);
});

test('people keep what they have in their Zone for 5 s, lose what they have elsewhere, and the room ends with the last', () => {
  const former = new FormerRooms();
  const { ended, held } = roomOf('team', 'ana', 'ben');
  former.keep(held);
  former.placed('w', 'ana', 'team');
  former.placed('w', 'ben', 'hall');
  former.placed('another', 'ana', 'hall');
  expect(ended).toEqual(['ben']);
  vi.advanceTimersByTime(5_000);
  expect(ended).toEqual(['ben', 'ana', 'room']);
});

test('who is placed in the same Zone and then in another one loses it at once', () => {
  const former = new FormerRooms();
  const { ended, held } = roomOf('team', 'ana', 'ben');
  former.keep(held);
  former.placed('w', 'ana', 'team');
  former.placed('w', 'ana', undefined);
  expect(ended).toEqual(['ana']);
});

test('a restriction ends what is left from before', () => {
  const former = new FormerRooms();
  const { ended, held } = roomOf('team', 'ana', 'ben');
  former.keep(held);
  former.restrict('w', 'ana');
  expect(ended).toEqual(['ana']);
});

test('all of them end with the SFU', () => {
  const former = new FormerRooms();
  const { ended, held } = roomOf('team', 'ana');
  former.keep(held);
  former.close();
  expect(ended).toEqual(['ana', 'room']);
  vi.runAllTimers();
  expect(ended).toEqual(['ana', 'room']);
});
