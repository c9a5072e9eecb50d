import type { Playback } from './playback.ts';
import { chooseSpeaker } from './chooseSpeaker.ts';
import { Voice } from './voice.ts';

/** A browser that lets a page play does so at once; after so long it is blocked, in ms. */
const startMs = 1_000;

/** Plays through the Web Audio API of the browser. */
export function createWebAudioPlayback(): Playback {
  const context = new AudioContext({ latencyHint: 'interactive' });
  const voices = new Map<string, Voice>();
  let onBlockedChanged: () => void = () => undefined;
  context.onstatechange = () => onBlockedChanged();
  // A context that may not start says nothing: it is asked once what came of it.
  const startDeadline = setTimeout(() => onBlockedChanged(), startMs);
  const voiceOf = (personId: string) => {
    const known = voices.get(personId);
    if (known !== undefined) return known;
    const made = new Voice(context);
    voices.set(personId, made);
    return made;
  };
  // Where a click let somebody in, sound may begin at once.
  const resume = () => void context.resume().catch(() => undefined);
  resume();
  return {
    play: (personId, voice, screenSound) => voiceOf(personId).play(voice, screenSound),
    stop(personId) {
      voices.get(personId)?.close();
      voices.delete(personId);
    },
    setVolume: (personId, volume) => voiceOf(personId).setVolume(volume),
    setPosition: (personId, sound) => voiceOf(personId).setPosition(sound),
    level: (personId) => voices.get(personId)?.level() ?? 0,
    setSpeaker: (deviceId) => void chooseSpeaker(context, deviceId),
    get isBlocked() {
      return context.state === 'suspended';
    },
    unlock: resume,
    onBlockedChanged: (listener) => (onBlockedChanged = listener),
    close() {
      for (const voice of voices.values()) voice.close();
      voices.clear();
      clearTimeout(startDeadline);
      void context.close().catch(() => undefined);
    },
  };
}
