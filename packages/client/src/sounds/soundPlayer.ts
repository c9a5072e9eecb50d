import type { Log } from '../log/log.ts';
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

/** A sound that could not start within so long is out of date, in ms. */
const lateMs = 500;

export interface SoundPlayer {
  play(name: SoundName): void;
}

export interface SoundPlayerParts {
  /** Whether a sound is switched on, asked each time. */
  readonly isOn: (name: SoundName) => boolean;
  readonly log: Log;
  readonly createContext: () => AudioContext;
  readonly nowMs: () => number;
  /** Tells of every click and key in the page until the returned function is called: browsers play nothing before one. */
  readonly onPress: (run: () => void) => () => void;
}

/** Plays the sounds of the page. A running AudioContext costs about 2 % of a core, so it runs only while one sounds. */
export function createSoundPlayer({
  isOn,
  log,
  createContext,
  nowMs,
  onPress,
}: SoundPlayerParts): SoundPlayer {
  let audio: AudioContext | undefined;
  let soundsPlaying = 0;
  const settle = (change: Promise<void>) => {
    change.catch((cause: unknown) => log.swallowed('Sounds did not start or stop: they stay silent', cause));
  };
  const restIfSilent = async (context: AudioContext) => {
    if (soundsPlaying === 0) await context.suspend();
  };
  const start = async (context: AudioContext, name: SoundName) => {
    const askedMs = nowMs();
    soundsPlaying++;
    try {
      await context.resume();
      if (nowMs() - askedMs <= lateMs) await Promise.all(tones[name].map((tone) => playTone(context, tone)));
    } finally {
      soundsPlaying--;
    }
    await restIfSilent(context);
  };
  const unlock = async (context: AudioContext) => {
    await context.resume();
    stopListening();
    await restIfSilent(context);
  };
  // Not only in the lobby: a page that is reloaded comes back without it.
  const stopListening = onPress(() => {
    audio ??= createContext();
    settle(unlock(audio));
  });
  return {
    play(name) {
      if (audio !== undefined && isOn(name)) settle(start(audio, name));
    },
  };
}

/** @returns when the tone has ended */
function playTone(audio: AudioContext, tone: Tone): Promise<void> {
  const start = audio.currentTime + tone.at;
  const end = start + tone.seconds;
  const gain = audio.createGain();
  gain.gain.setValueAtTime(silence, start);
  gain.gain.exponentialRampToValueAtTime(tone.loudness, start + attackSeconds);
  gain.gain.exponentialRampToValueAtTime(silence, end);
  const oscillator = audio.createOscillator();
  oscillator.frequency.setValueAtTime(tone.from, start);
  oscillator.frequency.exponentialRampToValueAtTime(tone.to, end);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(end);
  return new Promise((resolve) => {
    oscillator.onended = () => resolve();
  });
}
