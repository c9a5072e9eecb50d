import { describe, expect, it } from 'vitest';
import { createWorldSpace } from '../space/worldSpace.ts';
import type { AvatarState } from './standing.ts';
import { judgeMovement } from './judgeMovement.ts';
import { noRestrictions } from './restrictions.ts';
import type { Restrictions } from './restrictions.ts';
import { worldFromPlan } from '../testing/worldFromPlan.ts';

const space = createWorldSpace(
  worldFromPlan(['........', '.C......', '.C..#...', '........', '........'], {
    more: {
      zones: [
        { id: 'team', name: 'Team', type: 'TeamArea', bounds: { x: 5, y: 0, width: 3, height: 5 } },
        { id: 'booth', name: 'Booth', type: 'PrivateRoom', bounds: { x: 6, y: 0, width: 2, height: 2 } },
      ],
      passages: [{ id: 'gap', bounds: { x: 4, y: 3, width: 1, height: 1 } }],
    },
  }),
);

const standing = (x: number, y: number, zoneId = 'ground', state: AvatarState = 'walking') => ({
  position: { x, y },
  zoneId,
  state,
});
const walkTo = (x: number, y: number) => ({ position: { x, y }, state: 'walking' as const });
const sitAt = (x: number, y: number) => ({ position: { x, y }, state: 'sitting' as const });
const refuseZone = (refused: string): Restrictions => ({
  refusesGate: () => undefined,
  closesDoor: () => false,
  refusesZone: (zoneId) => zoneId === refused,
});

describe('judgeMovement', () => {
  it('tells the Zone that a movement leads to', () => {
    expect(judgeMovement(space, noRestrictions, standing(4.5, 0.5), walkTo(5.5, 0.5))).toEqual({
      ok: true,
      zoneId: 'team',
      seat: undefined,
    });
  });

  it('refuses to go through walls and furniture, and says which', () => {
    expect(judgeMovement(space, noRestrictions, standing(3.5, 2.5), walkTo(5.5, 2.5))).toEqual({
      ok: false,
      reason: 'blocked',
      blocker: { kind: 'wall' },
    });
    expect(judgeMovement(space, noRestrictions, standing(1.5, 0.5), walkTo(1.5, 0.8))).toMatchObject({
      blocker: { kind: 'seat', id: 'chair-1-1' },
    });
  });

  it('refuses a passage that somebody else is in, also to who would go through at once', () => {
    const occupied: Restrictions = {
      refusesGate: () => 'occupied',
      closesDoor: () => false,
      refusesZone: () => false,
    };
    const through = judgeMovement(space, occupied, standing(3.5, 3.5), walkTo(5.5, 3.5));
    expect(through).toEqual({ ok: false, reason: 'occupied', blocker: { kind: 'passage', id: 'gap' } });
  });

  it('asks for the Zones that are entered, the outer one as well', () => {
    const from = standing(5.25, 1.5, 'ground');
    expect(judgeMovement(space, refuseZone('team'), from, walkTo(6.5, 1.5))).toMatchObject({
      reason: 'zone-full',
      blocker: { kind: 'zone', id: 'team' },
    });
  });

  it('never refuses to let somebody leave a Zone', () => {
    const all: Restrictions = {
      refusesGate: () => undefined,
      closesDoor: () => false,
      refusesZone: () => true,
    };
    expect(judgeMovement(space, all, standing(6.5, 1.5, 'booth'), walkTo(5.5, 1.5))).toMatchObject({
      zoneId: 'team',
    });
    expect(judgeMovement(space, all, standing(5.5, 1.5, 'team'), walkTo(4.5, 1.5))).toMatchObject({
      zoneId: 'ground',
    });
  });

  it('lets somebody beside a seat sit down on the middle of it', () => {
    const verdict = judgeMovement(space, noRestrictions, standing(2.5, 1.5), sitAt(1.5, 1.5));
    expect(verdict).toMatchObject({ ok: true, seat: { id: 'chair-1-1', facing: 'SW' } });
  });

  it.each([
    ['off its middle', standing(2.5, 1.5), sitAt(1.6, 1.5)],
    ['out of reach', standing(3.5, 1.5), sitAt(1.5, 1.5)],
    ['where there is no seat', standing(2.5, 3.5), sitAt(2.5, 3.5)],
  ])('refuses sitting %s', (_, from, to) => {
    expect(judgeMovement(space, noRestrictions, from, to)).toMatchObject({ ok: false, reason: 'no-seat' });
  });

  it('refuses sitting down across another seat', () => {
    expect(judgeMovement(space, noRestrictions, standing(1.5, 0.5), sitAt(1.5, 1.5))).toMatchObject({
      ok: true,
    });
    expect(judgeMovement(space, noRestrictions, standing(1.5, 0.95), sitAt(1.5, 2.5))).toMatchObject({
      reason: 'blocked',
      blocker: { kind: 'seat', id: 'chair-1-1' },
    });
  });

  it('lets somebody stand up to a free tile, and not stand on the seat', () => {
    const sitting = standing(1.5, 1.5, 'ground', 'sitting');
    expect(judgeMovement(space, noRestrictions, sitting, walkTo(2.5, 1.5))).toMatchObject({ ok: true });
    expect(judgeMovement(space, noRestrictions, sitting, walkTo(1.5, 1.5))).toMatchObject({
      reason: 'blocked',
    });
    expect(judgeMovement(space, noRestrictions, sitting, walkTo(2.2, 1.5))).toMatchObject({
      reason: 'blocked',
    });
    expect(judgeMovement(space, noRestrictions, sitting, walkTo(1.5, 3.5))).toMatchObject({
      blocker: { kind: 'seat', id: 'chair-1-2' },
    });
  });

  it('lets somebody who sits go on sitting', () => {
    const sitting = standing(1.5, 1.5, 'ground', 'sitting');
    expect(judgeMovement(space, noRestrictions, sitting, sitAt(1.5, 1.5))).toMatchObject({ ok: true });
  });
});

describe('a Door that has closed behind somebody', () => {
  const room = createWorldSpace(
    worldFromPlan(['############', '#....#rrrrr#', '#....1rrrrr#', '#....#rrrrr#', '############'], {
      zones: { r: { type: 'PrivateRoom' } },
      doors: { 1: { leadsToZone: 'r', access: { type: 'knock' } } },
    }),
  );
  const closed: Restrictions = {
    refusesGate: ({ kind }) => (kind === 'door' ? 'door-closed' : undefined),
    closesDoor: (doorId) => doorId === 'door-1',
    refusesZone: () => false,
  };
  const judge = (from: ReturnType<typeof standing>, x: number, y: number) =>
    judgeMovement(room, closed, from, walkTo(x, y));
  const refused = { ok: false, reason: 'door-closed', blocker: { kind: 'door', id: 'door-1' } };

  it('lets nobody into the doorway', () => {
    expect(judge(standing(4.5, 2.5), 5.5, 2.5)).toEqual(refused);
    expect(judge(standing(4.5, 2.5), 7.5, 2.5)).toEqual(refused);
  });

  it.each([
    ['in the doorway', 5.5],
    ['on its far edge', 6],
    ['beyond it, and not in the room yet', 6.234375],
  ])('does not let somebody in who is %s', (_, x) => {
    expect(judge(standing(x, 2.5), 6.25, 2.5)).toEqual(refused);
    expect(judge(standing(x, 2.5), 8.5, 2.5)).toEqual(refused);
  });

  it('lets them out, and move about outside of the room', () => {
    for (const x of [5.5, 6, 6.234375]) {
      expect(judge(standing(x, 2.5), 4.5, 2.5)).toMatchObject({ ok: true, zoneId: 'ground' });
      expect(judge(standing(x, 2.5), 5.75, 2.5)).toMatchObject({ ok: true, zoneId: 'ground' });
    }
  });

  it('leaves no way round: whoever is further from the Door is in the room', () => {
    for (let y = 1.25; y <= 3.75; y += 1 / 64) {
      for (let x = 6; x <= 6.25; x += 1 / 64) {
        const along = judgeMovement(room, closed, standing(6.234375, 2.5), walkTo(x, y));
        if (!along.ok) continue;
        expect(along.zoneId).toBe('ground');
        expect(judge(standing(x, y), 8.5, 2.5)).toEqual(refused);
      }
    }
  });

  it('lets those who are inside go out through it, and move inside', () => {
    expect(judge(standing(6.5, 2.5, 'r'), 4.5, 2.5)).toMatchObject({ ok: true, zoneId: 'ground' });
    expect(judge(standing(6.125, 2.5, 'r'), 8.5, 2.5)).toMatchObject({ ok: true, zoneId: 'r' });
  });

  it('is not in the way of somebody to whom it is open', () => {
    expect(judgeMovement(room, noRestrictions, standing(5.5, 2.5), walkTo(6.5, 2.5))).toMatchObject({
      zoneId: 'r',
    });
  });
});
