import type { Log } from '../../log/log.ts';
import type { BrowserMedia } from '../browserMedia.ts';
import { rootMeanSquare } from '../playback/rootMeanSquare.ts';

/** Speech at arm's length is about so loud; the meter shows it as full. */
const fullScale = 0.25;

/** Measures how loud the own microphone is, whether it is sent or not. */
export class MicrophoneMeter {
  readonly #browser: BrowserMedia;
  readonly #log: Log;
  #context: AudioContext | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  #analyser: AnalyserNode | undefined;
  #samples = new Float32Array(0);

  constructor(browser: BrowserMedia, log: Log) {
    this.#browser = browser;
    this.#log = log;
  }

  listen(track: MediaStreamTrack | undefined): void {
    this.#source?.disconnect();
    this.#source = undefined;
    if (track === undefined) {
      // A running context costs about 2 % of a core, whether anything is measured or not.
      this.#settle(this.#context?.suspend());
      return;
    }
    this.#context ??= this.#browser.createAudioContext();
    this.#settle(this.#context.resume());
    this.#analyser ??= this.#context.createAnalyser();
    this.#analyser.fftSize = 512;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source = this.#context.createMediaStreamSource(this.#browser.createStream([track]));
    this.#source.connect(this.#analyser);
  }

  /** 0 to 1; 0 while nothing is open. */
  level(): number {
    if (this.#source === undefined || this.#analyser === undefined) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return Math.min(1, rootMeanSquare(this.#samples) / fullScale);
  }

  #settle(change: Promise<void> | undefined): void {
    change?.catch((cause: unknown) =>
      this.#log.swallowed('The meter shows nothing before the next click', cause),
    );
  }
}
