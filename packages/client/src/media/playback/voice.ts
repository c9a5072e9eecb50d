import type { Log } from '../../log/log.ts';
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

/** What is heard of one person: voice -> loudness meter -> volume and distance -> direction -> loudspeaker. */
export class Voice {
  readonly #context: AudioContext;
  readonly #log: Log;
  readonly #meter: AnalyserNode;
  readonly #distance: GainNode;
  readonly #volume: GainNode;
  readonly #panner: StereoPannerNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  #voice: Input | undefined;
  #screenSound: Input | undefined;

  constructor(context: AudioContext, volume: number, sound: PositionalSound | undefined, log: Log) {
    this.#context = context;
    this.#log = log;
    this.#meter = new AnalyserNode(context, { fftSize: 512 });
    this.#distance = new GainNode(context, { gain: sound?.gain ?? 1 });
    this.#volume = new GainNode(context, { gain: volume });
    this.#panner = new StereoPannerNode(context, { pan: sound?.pan ?? 0 });
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
      setTimeout(() => release(before), crossfadeS * 2_000);
    }
    if (track === undefined) return undefined;
    const stream = new MediaStream([track]);
    const source = this.#context.createMediaStreamSource(stream);
    const gain = new GainNode(this.#context, { gain: before === undefined ? 1 : 0 });
    gain.gain.linearRampToValueAtTime(1, now + crossfadeS);
    source.connect(gain).connect(target);
    const pump = new Audio();
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
