import { decodeMoveIntent } from '@atrium/protocol';
import type { MoveIntent } from '@atrium/protocol';
import { createWorldSpace } from '@atrium/world';
import type { Position } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MovementRefused } from './movementRefused.ts';
import { OwnAvatar } from './ownAvatar.ts';

const space = createWorldSpace(
  worldFromPlan(
    [
      '###########', //
      '#....#aaaa#',
      '#.C..1aaaa#',
      '#....#aaaa#',
      '#....:....#',
      '###########',
    ],
    { zones: { a: { type: 'MeetingRoom', id: 'room' } }, doors: { 1: { leadsToZone: 'room' } } },
  ),
);
const frameMs = 1000 / 60;

let nowMs: number;
let counts: Map<string, number>;
let intents: MoveIntent[];
let refusals: MovementRefused[];
let zones: string[];
let own: OwnAvatar;

beforeEach(() => {
  nowMs = 1_000;
  counts = new Map();
  intents = [];
  refusals = [];
  zones = [];
  const place = { position: { x: 3.5, y: 2.5 }, zoneId: 'ground', facing: 'S', state: 'idle' } as const;
  own = new OwnAvatar(space, counts, place, {
    send: (bytes) => {
      const intent = decodeMoveIntent(bytes);
      if (intent !== undefined) intents.push(intent);
    },
    zoneChanged: (zoneId) => zones.push(zoneId),
    refused: (refused) => refusals.push(refused),
    courseEnded: () => undefined,
    jumped: () => undefined,
  });
});

function frames(count: number): void {
  for (let frame = 0; frame < count; frame++) {
    nowMs += frameMs;
    own.advance(nowMs);
  }
}

function correct(place: Position, more: Partial<Parameters<OwnAvatar['correct']>[0]> = {}): void {
  own.correct(
    {
      type: 'position.correction',
      moveEpoch: 7,
      sequence: 1,
      place: { ...place, facing: 'S', state: 'idle' },
      reason: 'blocked',
      ...more,
    },
    'ground',
    nowMs,
  );
}

describe('OwnAvatar', () => {
  it('walks on after a short loss of the connection, and not after a long one', () => {
    const start = { x: 3.5, y: 2.5, facing: 'S', state: 'idle' } as const;
    for (const [awayMs, walksOn] of [
      [1_000, true],
      [20_000, false],
    ] as const) {
      own.enter(start, 'ground', 1, nowMs, false);
      expect(own.goTo({ kind: 'place', position: { x: 1.5, y: 4.5 } }, nowMs)).toBe(true);
      frames(5);
      own.pause();
      nowMs += awayMs;
      own.enter(start, 'ground', 1, nowMs, false);
      frames(30);
      expect(own.place.state === 'walking').toBe(walksOn);
    }
  });

  it('walks 4 tiles a second in every direction, whatever the grid rounds', () => {
    for (const direction of [
      { x: 0, y: 1 },
      { x: 0.37, y: 0.93 },
    ]) {
      own.enter({ x: 3.5, y: 1.5, facing: 'S', state: 'idle' }, 'ground', 1, nowMs, true);
      frames(1);
      const from = own.place.position;
      own.walk(direction, nowMs);
      frames(30);
      const { x, y } = own.place.position;
      expect(Math.hypot(x - from.x, y - from.y)).toBeGreaterThan(1.97);
      expect(Math.hypot(x - from.x, y - from.y)).toBeLessThan(2.03);
      own.walk(undefined, nowMs);
      frames(5);
    }
  });

  it('tells of starting, turning and stopping at once', () => {
    own.walk({ x: 0, y: 1 }, nowMs);
    frames(2);
    expect(intents).toMatchObject([{ state: 'walking', facing: 'SW' }]);
    own.walk({ x: -1, y: 0 }, nowMs);
    frames(1);
    expect(intents.at(-1)).toMatchObject({ facing: 'NW' });
    own.walk(undefined, nowMs);
    frames(1);
    expect(intents.at(-1)).toMatchObject({ state: 'idle', ...own.place.position });
    const { length } = intents;
    frames(60);
    expect(intents).toHaveLength(length);
    expect(own.isActive(nowMs)).toBe(false);
  });

  it('does not leap when a sleeping tab wakes up', () => {
    own.walk({ x: 0, y: 1 }, nowMs);
    frames(1);
    const { y } = own.place.position;
    nowMs += 60_000;
    own.advance(nowMs);
    expect(own.place.position.y - y).toBeLessThanOrEqual(1.1);
  });

  it('rests when it only pushes against a wall', () => {
    own.walk({ x: 0, y: -1 }, nowMs);
    frames(60);
    expect(own.place.state).toBe('idle');
  });

  it('arrives exactly, also by a way around things', () => {
    expect(own.goTo({ kind: 'place', position: { x: 9.25, y: 1.5 } }, nowMs)).toBe(true);
    frames(200);
    expect(own.place).toMatchObject({ position: { x: 9.25, y: 1.5 }, zoneId: 'room', state: 'idle' });
    expect(zones).toEqual(['room']);
  });

  it('walks on to the next free tile when input stops in a doorway or passage', () => {
    own.goTo({ kind: 'place', position: { x: 4.5, y: 4.5 } }, nowMs);
    frames(60);
    own.walk({ x: 1, y: 0 }, nowMs);
    frames(14);
    expect(space.gateAt(own.place.position)?.kind).toBe('passage');
    own.walk(undefined, nowMs);
    frames(30);
    expect(own.place).toMatchObject({ position: { x: 6.5, y: 4.5 }, state: 'idle' });
  });

  it('does not end a walk in a doorway either', () => {
    own.goTo({ kind: 'place', position: { x: 5.5, y: 2.5 } }, nowMs);
    frames(120);
    expect(space.gateAt(own.place.position)).toBeUndefined();
  });

  it('walks to a seat, sits on it as it faces, and gets up again', () => {
    const seat = space.seat('chair-2-2');
    if (seat === undefined) throw new Error('there is a chair');
    own.goTo({ kind: 'place', position: { x: 4.5, y: 4.5 } }, nowMs);
    frames(90);
    expect(own.sitOn(seat, nowMs)).toBe(true);
    frames(120);
    expect(own.place).toMatchObject({ position: { x: 2.5, y: 2.5 }, state: 'sitting', facing: 'SW' });
    expect(intents.at(-1)).toMatchObject({ state: 'sitting', x: 2.5, y: 2.5 });
    expect(own.standUp(nowMs)).toBe(true);
    expect(own.place.state).toBe('idle');
    expect(space.collision.isSolid(Math.floor(own.place.position.x), Math.floor(own.place.position.y))).toBe(
      false,
    );
  });

  it('stands up towards the side that a walk key asks for, and walks on', () => {
    const seat = space.seat('chair-2-2');
    if (seat === undefined) throw new Error('there is a chair');
    own.sitOn(seat, nowMs);
    frames(30);
    own.walk({ x: 0, y: 1 }, nowMs);
    frames(2);
    expect(own.place.position).toEqual({ x: 2.5, y: 3.5 });
    frames(30);
    expect(own.place.position.y).toBeGreaterThan(3.6);
  });

  it('takes a corrected place at once and draws it within two frames', () => {
    own.walk({ x: 0, y: 1 }, nowMs);
    frames(20);
    own.walk(undefined, nowMs);
    frames(2);
    correct({ x: 3.5, y: 2.5 });
    expect(own.place.position).toEqual({ x: 3.5, y: 2.5 });
    expect(own.pictureAt(nowMs).y).toBeGreaterThan(3);
    nowMs += 2 * frameMs;
    own.advance(nowMs);
    expect(own.pictureAt(nowMs)).toMatchObject({ x: 3.5, y: 2.5 });
  });

  it('uses the new epoch from then on', () => {
    correct({ x: 3.5, y: 2.5 });
    own.walk({ x: 0, y: 1 }, nowMs);
    frames(2);
    expect(intents.at(-1)).toMatchObject({ moveEpoch: 7 });
  });

  it('keeps out of a full Zone until a head count says that there is room', () => {
    counts.set('room', 4);
    own.walk({ x: 1, y: 0 }, nowMs);
    frames(30);
    correct({ x: 5.5, y: 2.5 }, { reason: 'zone-full', blocker: { kind: 'zone', id: 'room' } });
    frames(60);
    expect(own.place.zoneId).toBe('ground');
    expect(own.place.position.x).toBeLessThan(6.25);
    counts.set('room', 3);
    own.restrictions.countsChanged();
    frames(30);
    expect(own.place.zoneId).toBe('room');
  });

  it('tries an occupied passage again after a second, and a walk goes on by itself', () => {
    own.goTo({ kind: 'place', position: { x: 8.5, y: 4.5 } }, nowMs);
    frames(35);
    const before = intents.length;
    correct({ x: 4.5, y: 4.5 }, { reason: 'occupied', blocker: { kind: 'passage', id: 'passage-1' } });
    frames(30);
    expect(own.place.position.x).toBeLessThan(5);
    frames(150);
    expect(own.place.position).toEqual({ x: 8.5, y: 4.5 });
    expect(intents.length).toBeGreaterThan(before);
  });

  it('ignores held keys after a correction that it cannot explain, until they change', () => {
    own.walk({ x: 0, y: 1 }, nowMs);
    frames(10);
    correct({ x: 3.5, y: 2.5 }, { reason: 'too-far' });
    own.walk({ x: 0, y: 1 }, nowMs);
    frames(10);
    expect(own.place.position).toEqual({ x: 3.5, y: 2.5 });
    own.walk({ x: 0, y: -1 }, nowMs);
    frames(10);
    expect(own.place.position.y).toBeLessThan(2.5);
  });
});
