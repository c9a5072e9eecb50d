import type { Timers } from '../../connection/timers.ts';
import type { Log } from '../../log/log.ts';
import type { BrowserMedia } from '../browserMedia.ts';
import type { PositionalSound } from '../core/positionalSound.ts';
import { rootMeanSquare } from './rootMeanSquare.ts';

/** How long one path takes to give way to another, in s: too short to be heard twice, too long to click. */
const crossfadeS = 0.03;
/** Volume and direction follow movement smoothly: the time constant of the approach, in s (Web Audio setTargetAtTime). */
const glideS = 0.06;

/** A track that is being played, and what is needed for it. */
interface Input {
  readonly track: MediaStreamTrack;
  readonly source: MediaStreamAudioSourceNode;
  readonly gain: GainNode;
  /** Chromium lets the sound of a connection flow only where an element plays it, be it mute. */
  readonly pump: HTMLAudioElement;
}

export interface VoiceOptions {
  readonly browser: BrowserMedia;
  readonly timers: Timers;
  readonly context: AudioContext;
  /** 0 to 1. */
  readonly volume: number;
  readonly position: PositionalSound | undefined;
  readonly log: Log;
}

/** What is heard of one person: voice -> loudness meter -> volume and distance -> direction -> loudspeaker. */
export class Voice {
  readonly #options: VoiceOptions;
  readonly #context: AudioContext;
  readonly #log: Log;
  readonly #meter: AnalyserNode;
  readonly #distance: GainNode;
  readonly #volume: GainNode;
  readonly #panner: StereoPannerNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  #voice: Input | undefined;
  #screenSound: Input | undefined;

  constructor(options: VoiceOptions) {
    const { context, volume, position } = options;
    this.#options = options;
    this.#context = context;
    this.#log = options.log;
    this.#meter = context.createAnalyser();
    this.#meter.fftSize = 512;
    this.#distance = gainOf(context, position?.gain ?? 1);
    this.#volume = gainOf(context, volume);
    this.#panner = context.createStereoPanner();
    this.#panner.pan.value = position?.pan ?? 0;
    this.#samples = new Float32Array(this.#meter.fftSize);
    this.#meter
      .connect(this.#distance)
      .connect(this.#panner)
      .connect(this.#volume)
      .connect(context.destination);
  }

  play(voice: MediaStreamTrack | undefined, screenSound: MediaStreamTrack | undefined): void {
    this.#voice = this.#exchange(this.#voice, voice, this.#meter);
    this.#screenSound = this.#exchange(this.#screenSound, screenSound, this.#volume);
  }

  get isPlaying(): boolean {
    return this.#voice !== undefined || this.#screenSound !== undefined;
  }

  setVolume(volume: number): void {
    this.#volume.gain.setTargetAtTime(volume, this.#context.currentTime, glideS);
  }

  setPosition(sound: PositionalSound | undefined): void {
    const { currentTime } = this.#context;
    this.#distance.gain.setTargetAtTime(sound?.gain ?? 1, currentTime, glideS);
    this.#panner.pan.setTargetAtTime(sound?.pan ?? 0, currentTime, glideS);
  }

  level(): number {
    this.#meter.getFloatTimeDomainData(this.#samples);
    return rootMeanSquare(this.#samples);
  }

  close(): void {
    for (const input of [this.#voice, this.#screenSound]) if (input !== undefined) release(input);
    this.#voice = undefined;
    this.#screenSound = undefined;
    this.#volume.disconnect();
  }

  #exchange(
    before: Input | undefined,
    track: MediaStreamTrack | undefined,
    target: AudioNode,
  ): Input | undefined {
    if (before?.track === track) return before;
    const now = this.#context.currentTime;
    if (before !== undefined) {
      before.gain.gain.setValueAtTime(before.gain.gain.value, now);
      before.gain.gain.linearRampToValueAtTime(0, now + crossfadeS);
      this.#options.timers.after(crossfadeS * 2_000, () => release(before));
    }
    if (track === undefined) return undefined;
    const { browser } = this.#options;
    const stream = browser.createStream([track]);
    const source = this.#context.createMediaStreamSource(stream);
    const gain = gainOf(this.#context, before === undefined ? 1 : 0);
    gain.gain.linearRampToValueAtTime(1, now + crossfadeS);
    source.connect(gain).connect(target);
    const pump = browser.createAudioElement();
    pump.muted = true;
    pump.srcObject = stream;
    pump
      .play()
      .catch((cause: unknown) =>
        this.#log.swallowed(
          'A muted element may not play: then Web Audio is blocked too, and says so',
          cause,
        ),
      );
    return { track, source, gain, pump };
  }
}

function release({ source, gain, pump }: Input): void {
  source.disconnect();
  gain.disconnect();
  pump.pause();
  pump.srcObject = null;
}

function gainOf(context: AudioContext, gain: number): GainNode {
  const node = context.createGain();
  node.gain.value = gain;
  return node;
}
