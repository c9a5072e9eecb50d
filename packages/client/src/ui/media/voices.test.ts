import { describe, expect, test } from 'vitest';
import { quietMediaState, quietPerson } from '../../media/testing/fakeMediaControl.ts';
import { voiceOf } from './voices.ts';

const withAna = (changes: Parameters<typeof quietPerson>[1]) => ({
  ...quietMediaState,
  people: new Map([['ana', quietPerson('ana', changes)]]),
});

describe('what the World shows of a microphone', () => {
  test('a muted one, whoever muted it, never looks like speaking', () => {
    expect(voiceOf(withAna({ isSpeaking: true }), 'ana', 'me')).toBe('muted');
    expect(voiceOf(withAna({ microphone: true, muted: true, isSpeaking: true }), 'ana', 'me')).toBe('muted');
    expect(voiceOf({ ...quietMediaState, isSelfSpeaking: true }, 'me', 'me')).toBe('muted');
  });

  test('who speaks has a ring, unless they cannot be heard here', () => {
    expect(voiceOf(withAna({ microphone: true, isSpeaking: true }), 'ana', 'me')).toBe('speaking');
    const faraway = withAna({ microphone: true, isSpeaking: true, isAudible: false });
    expect(voiceOf(faraway, 'ana', 'me')).toBe('silent');
    const self = { ...quietMediaState, isSending: true, isSelfSpeaking: true };
    expect(voiceOf(self, 'me', 'me')).toBe('speaking');
  });

  test('nothing is shown of those who take no part in media', () => {
    expect(voiceOf(quietMediaState, 'ana', 'me')).toBe('silent');
    expect(voiceOf({ ...quietMediaState, topology: undefined }, 'me', 'me')).toBe('silent');
  });
});
