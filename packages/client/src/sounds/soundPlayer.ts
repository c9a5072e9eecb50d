import type { SoundName } from './soundNames.ts';

/** A soft tone: one voice of a sound. */
interface Tone {
  /** Hz at the start and at the end. */
  readonly from: number;
  readonly to: number;
  /** Seconds after the start of the sound. */
  readonly at: number;
  readonly seconds: number;
  /** 0 to 1. */
  readonly loudness: number;
}

const tones: Readonly<Record<SoundName, readonly Tone[]>> = {
  joined: [
    { from: 587, to: 587, at: 0, seconds: 0.28, loudness: 0.05 },
    { from: 880, to: 880, at: 0.09, seconds: 0.36, loudness: 0.045 },
  ],
  refused: [{ from: 196, to: 147, at: 0, seconds: 0.18, loudness: 0.09 }],
  // Two knuckles on wood.
  knock: [
    { from: 330, to: 165, at: 0, seconds: 0.09, loudness: 0.12 },
    { from: 330, to: 165, at: 0.16, seconds: 0.09, loudness: 0.12 },
  ],
  called: [
    { from: 659, to: 659, at: 0, seconds: 0.22, loudness: 0.06 },
    { from: 784, to: 784, at: 0.16, seconds: 0.22, loudness: 0.06 },
    { from: 988, to: 988, at: 0.32, seconds: 0.34, loudness: 0.05 },
  ],
  message: [{ from: 784, to: 988, at: 0, seconds: 0.16, loudness: 0.04 }],
  seated: [{ from: 294, to: 220, at: 0, seconds: 0.12, loudness: 0.05 }],
};
const attackSeconds = 0.012;
/** Gains fade exponentially, and so never to nothing. */
const silence = 0.0001;

export interface SoundPlayer {
  /** Browsers play nothing before a click or key: call this from one. */
  unlock(): void;
  play(name: SoundName): void;
}

/** @param isOn whether a sound is switched on, asked each time */
export function createSoundPlayer(isOn: (name: SoundName) => boolean): SoundPlayer {
  let audio: AudioContext | undefined;
  return {
    unlock() {
      audio ??= new AudioContext({ latencyHint: 'interactive' });
      if (audio.state === 'suspended') void audio.resume();
    },
    play(name) {
      if (audio === undefined || audio.state !== 'running' || !isOn(name)) return;
      for (const tone of tones[name]) playTone(audio, tone);
    },
  };
}

function playTone(audio: AudioContext, tone: Tone): void {
  const start = audio.currentTime + tone.at;
  const end = start + tone.seconds;
  const gain = new GainNode(audio, { gain: silence });
  gain.gain.setValueAtTime(silence, start);
  gain.gain.exponentialRampToValueAtTime(tone.loudness, start + attackSeconds);
  gain.gain.exponentialRampToValueAtTime(silence, end);
  const oscillator = new OscillatorNode(audio, { type: 'sine', frequency: tone.from });
  oscillator.frequency.setValueAtTime(tone.from, start);
  oscillator.frequency.exponentialRampToValueAtTime(tone.to, end);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
