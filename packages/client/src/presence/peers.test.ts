import { composeLook } from '@atrium/protocol';
import type { Peer } from '@atrium/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { awaitedMs, Peers } from './peers.ts';
import { leavingMs } from './remoteAvatar.ts';

const look = composeLook(([first]) => first);
const peer = (name: string, networkId: number, x = 1): Peer => ({
  networkId,
  personId: name,
  name,
  role: 'Member',
  look,
  status: 'available',
  hand: null,
  place: { x, y: 1, facing: 'S', state: 'idle' },
});
const walking = (networkId: number, x: number) => ({
  networkId,
  x,
  y: 1,
  facing: 'SE' as const,
  state: 'walking' as const,
  discontinuity: false,
  ageMs: 0,
});

let peers: Peers;
beforeEach(() => {
  peers = new Peers();
  peers.begin({ ownNetworkId: 1, serverTimeMs: 50_000, tickMs: 1000 / 15 }, 0);
});

const drawn = (nowMs: number) =>
  [...peers.pictures(nowMs)].map(({ avatar, picture }) => ({
    name: avatar.peer.name,
    x: picture.x,
    fade: avatar.fadeAt(nowMs),
  }));

describe('Peers', () => {
  it('shows those who were there before without ado, and fades in who comes later', () => {
    peers.snapshot([peer('ben', 2)], 'entered', 0);
    peers.joined(peer('eve', 3), 100);
    expect(drawn(150)).toMatchObject([
      { name: 'ben', fade: 'here' },
      { name: 'eve', fade: 'arriving' },
    ]);
    expect(drawn(300)).toMatchObject([{ fade: 'here' }, { fade: 'here' }]);
  });

  it('draws people a little later than they walk, and oneself not at all', () => {
    peers.snapshot([peer('ben', 2)], 'entered', 0);
    peers.apply({ serverTimeMs: 51_000, updates: [walking(2, 1.25), walking(1, 5)] }, 1_000);
    peers.apply({ serverTimeMs: 51_066, updates: [walking(2, 1.5)] }, 1_066);
    expect(drawn(1_133)).toMatchObject([{ name: 'ben' }]);
    expect(drawn(1_133)[0]?.x).toBeCloseTo(1.375, 1);
  });

  it('lets who leaves take two more steps and then forgets them', () => {
    peers.snapshot([peer('ben', 2)], 'entered', 0);
    peers.apply({ serverTimeMs: 51_000, updates: [walking(2, 1.25)] }, 1_000);
    peers.apply({ serverTimeMs: 51_066, updates: [walking(2, 1.5)] }, 1_066);
    peers.left(2, 1_133);
    const [before] = drawn(1_133);
    expect(before).toMatchObject({ fade: 'leaving' });
    expect((drawn(1_300)[0]?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(0.5);
    peers.advance(1_133 + leavingMs);
    expect(drawn(1_133 + leavingMs)).toEqual([]);
    expect(peers.isActive(1_133 + leavingMs)).toBe(false);
  });

  it('lets everyone of the old Zone fade when one goes to another', () => {
    peers.snapshot([peer('ben', 2)], 'entered', 0);
    peers.snapshot([peer('eve', 3)], 'changed-zone', 1_000);
    expect(drawn(1_100)).toMatchObject([
      { name: 'ben', fade: 'leaving' },
      { name: 'eve', fade: 'arriving' },
    ]);
    expect(peers.present.map(({ name }) => name)).toEqual(['eve']);
  });

  it('keeps who is missing after a reconnect for two seconds, and knows them by another networkId', () => {
    peers.snapshot([peer('ben', 2), peer('eve', 3)], 'entered', 0);
    peers.begin({ ownNetworkId: 7, serverTimeMs: 3, tickMs: 1000 / 15 }, 1_000);
    peers.snapshot([], 'resumed', 1_000);
    peers.joined(peer('ben', 9), 1_500);
    peers.advance(1_999);
    expect(drawn(1_999)).toMatchObject([
      { name: 'ben', fade: 'here' },
      { name: 'eve', fade: 'here' },
    ]);
    peers.advance(1_000 + awaitedMs);
    expect(drawn(1_000 + awaitedMs)).toMatchObject([
      { name: 'ben', fade: 'here' },
      { name: 'eve', fade: 'leaving' },
    ]);
    peers.apply({ serverTimeMs: 3_003, updates: [walking(9, 1.25)] }, 4_000);
    expect(drawn(4_200)[0]?.x).toBeGreaterThan(1.2);
  });

  it('is active only while the picture changes', () => {
    peers.snapshot([peer('ben', 2)], 'entered', 0);
    expect(peers.isActive(1_000)).toBe(false);
    peers.apply({ serverTimeMs: 51_000, updates: [{ ...walking(2, 1.25), state: 'idle' }] }, 1_000);
    expect(peers.isActive(1_050)).toBe(true);
    expect(peers.isActive(1_300)).toBe(false);
  });

  it('knows on which seat somebody sits', () => {
    peers.snapshot([peer('ben', 2)], 'entered', 0);
    expect(peers.isSeatTaken({ x: 3.5, y: 1 })).toBe(false);
    peers.apply({ serverTimeMs: 50_100, updates: [{ ...walking(2, 3.5), state: 'sitting' }] }, 100);
    expect(peers.isSeatTaken({ x: 3.5, y: 1 })).toBe(true);
  });
});
