import { describe, expect, test } from 'vitest';
import { judgeNetwork } from './judgeNetwork.ts';
import type { NetworkFindings } from './judgeNetwork.ts';

const nothing: NetworkFindings = {
  hasOwnAddress: true,
  stun: undefined,
  turn: { udp: undefined, tcp: undefined, tls: undefined },
  sfu: { udp: undefined, tcp: undefined, relayed: undefined },
};
const blocked: NetworkFindings = {
  hasOwnAddress: true,
  stun: 'unreached',
  turn: { udp: 'unreached', tcp: 'unreached', tls: 'unreached' },
  sfu: { udp: 'unreached', tcp: 'unreached', relayed: 'unreached' },
};

function judged(findings: Partial<NetworkFindings>, rest = blocked): string {
  const { kind, because } = judgeNetwork({ ...rest, ...findings });
  return `${kind}: ${because}`;
}

describe('a network is direct', () => {
  test('where UDP gets out and the SFU answers to it', () => {
    expect(judged({ stun: 'reached', sfu: { ...blocked.sfu, udp: 'reached' } })).toBe('direct: open');
    expect(judged({ sfu: { ...blocked.sfu, udp: 'reached' } })).toBe('direct: open');
    expect(judged({ stun: 'reached', sfu: nothing.sfu })).toBe('direct: open');
    expect(judged({ turn: { ...blocked.turn, udp: 'reached' }, sfu: nothing.sfu })).toBe('direct: open');
  });

  test('with a word about the SFU, where that is reached by a detour or not at all', () => {
    const tcp = { ...blocked.sfu, tcp: 'reached' as const };
    expect(judged({ stun: 'reached', sfu: tcp })).toBe('direct: sfu-detour');
    const relayed = { ...blocked.sfu, relayed: 'reached' as const };
    expect(judged({ stun: 'reached', sfu: relayed })).toBe('direct: sfu-detour');
    expect(judged({ stun: 'reached' })).toBe('direct: sfu-unreached');
  });

  test('as far as can be told, where there is nothing outside to try', () => {
    expect(judged({}, nothing)).toBe('direct: nothing-to-try');
  });
});

describe('a network is relayed where UDP is blocked', () => {
  test.each(['tcp', 'tls'] as const)('and TURN is reached by %s', (way) => {
    const turn = { ...blocked.turn, [way]: 'reached' as const };
    expect(judged({ turn, sfu: { ...blocked.sfu, relayed: 'reached' } })).toBe('relayed: udp-blocked');
    expect(judged({ turn, sfu: nothing.sfu })).toBe('relayed: udp-blocked');
    expect(judged({ turn })).toBe('relayed: udp-blocked-sfu-unreached');
  });

  test('and the SFU alone is reached by TCP', () => {
    expect(judged({ sfu: { ...blocked.sfu, tcp: 'reached' } })).toBe('relayed: udp-blocked-sfu-alone');
  });
});

describe('a network is blocked', () => {
  test('where nothing is reached', () => {
    expect(judged({})).toBe('blocked: all-blocked');
  });

  test('with the host to blame, where TURN refuses or there is none', () => {
    expect(judged({ turn: { ...blocked.turn, udp: 'refused' } })).toBe('blocked: turn-refused');
    expect(judged({ turn: nothing.turn })).toBe('blocked: no-turn');
  });

  test('with the browser to blame, where it gives no address', () => {
    expect(judged({ hasOwnAddress: false })).toBe('blocked: browser-forbids');
    expect(judged({ hasOwnAddress: false }, nothing)).toBe('blocked: browser-forbids');
  });
});
