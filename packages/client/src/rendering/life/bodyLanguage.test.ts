import { expect, it, vi } from 'vitest';
import { createWorldSpace } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { avatarPresets } from '../art/index.ts';
import { BodyLanguage } from './bodyLanguage.ts';

const space = createWorldSpace(officeWorld());
const [look] = avatarPresets;
const ana = {
  key: 'ana',
  name: 'Ana',
  look: look ?? ({} as never),
  role: 'Member',
  isSelf: false,
  x: 3,
  y: 3,
  facing: 'S',
  state: 'idle',
  fade: 'here',
  fadeSinceMs: 0,
} as const;
const gait = { x: 3, y: 3, walkedTiles: 0 };
const quiet = { gesture: undefined, hasCup: false };

it('nothing changes of somebody at rest who is kept still, or of somebody out of view', () => {
  for (const [isLively, inView] of [
    [false, true],
    [true, false],
  ] as const) {
    const bodies = new BodyLanguage(space, isLively);
    for (let nowMs = 0; nowMs < 60_000; nowMs += 100) {
      bodies.begin(nowMs, [{ x: 4, y: 3 }]);
      const bearing = bodies.of({ view: ana, gait, inView }, quiet, undefined);
      expect(bodies.changesInMs).toBe(Infinity);
      if (!isLively) expect(bearing).toEqual({ facing: 'S', pose: { kind: 'idle', arms: 'rest' } });
    }
  }
});

it('others turn to who speaks near them, and oneself only the head', () => {
  const bodies = new BodyLanguage(space, true);
  bodies.begin(0, [{ x: 3, y: 1 }]);
  expect(bodies.of({ view: ana, gait, inView: true }, quiet, undefined)).toMatchObject({
    facing: 'E',
    pose: { head: -1 },
  });
  expect(bodies.of({ view: { ...ana, isSelf: true }, gait, inView: true }, quiet, undefined)).toMatchObject({
    facing: 'S',
    pose: { head: -1 },
  });
});

it('two who high-five face each other, and who sits goes on sitting', () => {
  const bodies = new BodyLanguage(space, true);
  bodies.begin(0, []);
  const highFive = { gesture: { kind: 'highFive', sinceMs: 0, towards: 'ben' }, hasCup: false } as const;
  const bearing = bodies.of({ view: ana, gait, inView: true }, highFive, { x: 4, y: 3 });
  expect(bearing).toMatchObject({ pose: { kind: 'idle', arms: 'highFive' } });
  expect(bodies.changesInMs).toBeLessThan(2_000);
  const seated = { ...ana, state: 'sitting' } as const;
  expect(bodies.of({ view: seated, gait, inView: true }, highFive, { x: 4, y: 3 })).toMatchObject({
    facing: 'S',
    pose: { kind: 'sitting' },
  });
});

it('links are followed for seats that somebody sits on, and not for all that a World has', () => {
  const areLinked = vi.fn((...ids: [string, string]) => space.areLinked(...ids));
  const bodies = new BodyLanguage({ ...space, areLinked }, true);
  expect(areLinked).not.toHaveBeenCalled();
  bodies.begin(0, []);
  const [seat] = space.seats;
  if (seat === undefined) throw new Error('the office has no seat');
  const seated = { ...ana, ...seat.position, state: 'sitting' } as const;
  bodies.of({ view: seated, gait, inView: true }, quiet, undefined);
  const asked = areLinked.mock.calls.length;
  bodies.of({ view: seated, gait, inView: true }, quiet, undefined);
  expect(areLinked.mock.calls.length).toBe(asked);
  expect(asked).toBeLessThanOrEqual(space.world.objects.filter(({ type }) => type === 'Computer').length);
});
