import { describe, expect, test } from 'vitest';
import { arrivesMuted, sendsMicrophone } from './sendingRules.ts';

const open = { microphone: 'open', muted: false } as const;
const on = { isOn: true, isPushed: false, doNotDisturb: false, rules: open };

describe('the microphone is sent', () => {
  test.each([
    ['while it is on', on, true],
    ['while the key is held, though it is off', { ...on, isOn: false, isPushed: true }, true],
    [
      'in a push-to-talk Zone only while the key is held',
      { ...on, rules: { ...open, microphone: 'push-to-talk' } },
      false,
    ],
    [
      'in a push-to-talk Zone while the key is held',
      { ...on, isPushed: true, rules: { ...open, microphone: 'push-to-talk' } },
      true,
    ],
    ['nowhere without audio', { ...on, isPushed: true, rules: { ...open, microphone: 'off' } }, false],
    [
      'not by somebody whom a moderator has muted, whatever they press',
      { ...on, isPushed: true, rules: { ...open, muted: true } },
      false,
    ],
    [
      'not by somebody who does not want to be disturbed',
      { ...on, isPushed: true, doNotDisturb: true },
      false,
    ],
    ['not before the server has said what the Zone allows', { ...on, rules: undefined }, false],
  ] as const)('%s', (_, situation, isSent) => {
    expect(sendsMicrophone(situation)).toBe(isSent);
  });
});

describe('crossing a border', () => {
  test('mutes in a TeamArea, unless one has chosen to stay open there', () => {
    expect(arrivesMuted('TeamArea', false)).toBe(true);
    expect(arrivesMuted('TeamArea', true)).toBe(false);
  });

  test.each(['OpenArea', 'MeetingRoom', 'PrivateRoom'] as const)(
    'leaves the microphone as it is: %s',
    (type) => {
      expect(arrivesMuted(type, false)).toBe(false);
    },
  );
});
