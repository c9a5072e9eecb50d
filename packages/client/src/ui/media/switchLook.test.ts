import { describe, expect, test } from 'vitest';
import type { MediaState } from '../../media/mediaControl.ts';
import { quietMediaState } from '../../media/testing/fakeMediaControl.ts';
import { cameraLook, canPress, microphoneLook, screenLook } from './switchLook.ts';

const on = { isOn: true, isStarting: false, problem: undefined };
const rules = {
  microphone: 'open',
  muted: false,
  camera: true,
  screenShare: true,
  positional: false,
  earshotTiles: 6,
  cameraQuality: 'full',
} as const;
const state = (changes: Partial<MediaState>): MediaState => ({ ...quietMediaState, rules, ...changes });

describe('the microphone switch', () => {
  test("what the Zone or a moderator forbids is said before one's own switch and its problems", () => {
    const broken = { ...on, problem: 'denied' } as const;
    expect(microphoneLook(state({ microphone: broken, rules: { ...rules, microphone: 'off' } })).kind).toBe(
      'forbidden',
    );
    expect(microphoneLook(state({ microphone: on, rules: { ...rules, muted: true } })).kind).toBe('muted');
    expect(microphoneLook(state({ microphone: on, doNotDisturb: true })).kind).toBe('doNotDisturb');
    expect(microphoneLook(state({ microphone: broken }))).toEqual({ kind: 'problem', problem: 'denied' });
  });

  test('where the Zone wants a key held, it shows that until the key is held', () => {
    const talkByKey = { ...rules, microphone: 'push-to-talk' } as const;
    expect(microphoneLook(state({ microphone: on, rules: talkByKey })).kind).toBe('pushToTalk');
    expect(microphoneLook(state({ rules: talkByKey, isPushedToTalk: true, isSending: true })).kind).toBe(
      'talking',
    );
  });

  test('a held key that sends nothing does not look like talking', () => {
    expect(microphoneLook(state({ isPushedToTalk: true, isSending: false })).kind).toBe('off');
  });

  test('what cannot be changed by pressing does not look as if it could', () => {
    expect(canPress({ kind: 'muted' })).toBe(false);
    expect(canPress({ kind: 'forbidden', why: 'zone' })).toBe(false);
    expect(canPress({ kind: 'problem', problem: 'in-use' })).toBe(true);
  });
});

test('camera and screen say whether the Zone forbids them or there is only room for sound', () => {
  const forbidden = (why: 'zone' | 'soundOnly') => ({ kind: 'forbidden', why });
  expect(cameraLook(state({ rules: { ...rules, camera: false } }), false)).toEqual(forbidden('zone'));
  expect(cameraLook(state({ rules: { ...rules, camera: false } }), true)).toEqual(forbidden('soundOnly'));
  expect(cameraLook(state({ rules: { ...rules, cameraQuality: 'off' } }), true)).toEqual(
    forbidden('soundOnly'),
  );
  expect(screenLook(state({ rules: { ...rules, screenShare: false } }), true)).toEqual(
    forbidden('soundOnly'),
  );
  expect(screenLook(state({ screen: on }), true).kind).toBe('on');
});
