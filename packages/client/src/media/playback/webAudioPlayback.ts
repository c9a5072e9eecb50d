import type { Cancel, Timers } from '../../connection/timers.ts';
import type { BrowserMedia } from '../browserMedia.ts';
import { chooseSpeaker } from './chooseSpeaker.ts';
import type { PositionalSound } from '../core/positionalSound.ts';
import type { Playback } from './playback.ts';
import type { Log } from '../../log/log.ts';
import { Voice } from './voice.ts';

/** A browser that lets a page play does so at once; after so long it is blocked, in ms. */
const startMs = 1_000;
/** Sleeping saves about 2 % of a core, waking up may cost the start of a word: only a longer silence is worth it, in ms. */
const sleepAfterMs = 30_000;
/** How often sound that was interrupted is asked for again, in ms. */
const resumeMs = 2_000;

/** Plays through the Web Audio API of the browser. Its audio device sleeps when nobody has been heard for a while. */
export function createWebAudioPlayback(options: WebAudioOptions): Playback {
  return new WebAudioPlayback(options);
}

export interface WebAudioOptions {
  readonly browser: BrowserMedia;
  readonly timers: Timers;
  readonly log: Log;
}

class WebAudioPlayback implements Playback {
  readonly #browser: BrowserMedia;
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #voices = new Map<string, Voice>();
  /** What was set for people, those included who say nothing yet: their first word is as loud as all others. */
  readonly #volumes = new Map<string, number>();
  readonly #positions = new Map<string, PositionalSound | undefined>();
  #context: AudioContext | undefined;
  #speakerDeviceId: string | undefined;
  #cancelStartCheck: Cancel | undefined;
  #cancelResuming: Cancel | undefined;
  #cancelSleeping: Cancel | undefined;
  readonly #chooseAgain = () => this.setSpeaker(this.#speakerDeviceId);
  #blockedChanged: () => void = () => undefined;

  constructor({ browser, timers, log }: WebAudioOptions) {
    this.#browser = browser;
    this.#timers = timers;
    this.#log = log;
  }

  play(
    personId: string,
    voice: MediaStreamTrack | undefined,
    screenSound: MediaStreamTrack | undefined,
  ): void {
    const known = this.#voices.get(personId);
    if (known === undefined && voice === undefined && screenSound === undefined) return;
    const wasNeeded = this.#isNeeded;
    this.#voiceOf(personId, known).play(voice, screenSound);
    if (this.#isNeeded && !wasNeeded) this.#awake();
    else if (!this.#isNeeded) this.#sleepLater();
  }

  #voiceOf(personId: string, known: Voice | undefined): Voice {
    if (known !== undefined) return known;
    const made = new Voice({
      browser: this.#browser,
      timers: this.#timers,
      log: this.#log,
      context: (this.#context ??= this.#open()),
      volume: this.#volumes.get(personId) ?? 1,
      position: this.#positions.get(personId),
    });
    this.#voices.set(personId, made);
    return made;
  }

  stop(personId: string): void {
    this.#volumes.delete(personId);
    this.#positions.delete(personId);
    const voice = this.#voices.get(personId);
    if (voice === undefined) return;
    voice.close();
    this.#voices.delete(personId);
    if (this.#voices.size === 0) this.#settle(this.#context?.suspend());
    else if (!this.#isNeeded) this.#sleepLater();
  }

  setVolume(personId: string, volume: number): void {
    this.#volumes.set(personId, volume);
    this.#voices.get(personId)?.setVolume(volume);
  }

  setPosition(personId: string, sound: PositionalSound | undefined): void {
    this.#positions.set(personId, sound);
    this.#voices.get(personId)?.setPosition(sound);
  }

  level(personId: string): number {
    return this.#voices.get(personId)?.level() ?? 0;
  }

  setSpeaker(deviceId: string | undefined): void {
    this.#speakerDeviceId = deviceId;
    if (this.#context !== undefined) void chooseSpeaker(this.#context, deviceId, this.#log);
  }

  get isBlocked(): boolean {
    const state = this.#context?.state;
    return this.#isNeeded && (state === 'suspended' || state === 'interrupted');
  }

  unlock(): void {
    this.#settle(this.#context?.resume());
  }

  onBlockedChanged(listener: () => void): void {
    this.#blockedChanged = listener;
  }

  close(): void {
    this.#cancelStartCheck?.();
    this.#cancelResuming?.();
    this.#cancelSleeping?.();
    this.#browser.mediaDevices?.removeEventListener('devicechange', this.#chooseAgain);
    for (const voice of this.#voices.values()) voice.close();
    this.#voices.clear();
    this.#settle(this.#context?.close());
  }

  /** Whether something of somebody is played. */
  get #isNeeded(): boolean {
    return [...this.#voices.values()].some((voice) => voice.isPlaying);
  }

  #awake(): void {
    this.#cancelSleeping?.();
    this.#cancelSleeping = undefined;
    // Where a click let somebody in, sound may begin at once. A context that may not start says nothing: it is asked.
    this.#settle(this.#context?.resume());
    this.#cancelStartCheck?.();
    this.#cancelStartCheck = this.#timers.after(startMs, () => this.#blockedChanged());
  }

  #sleepLater(): void {
    this.#cancelSleeping ??= this.#timers.after(sleepAfterMs, () => {
      this.#cancelSleeping = undefined;
      if (!this.#isNeeded) this.#settle(this.#context?.suspend());
    });
  }

  /** iOS takes the sound away for a phone call (W3C Web Audio API, `interrupted`), and gives it back to who asks. */
  #resumeLater(context: AudioContext): void {
    this.#cancelResuming?.();
    this.#cancelResuming = this.#timers.after(resumeMs, () => {
      if (context.state !== 'interrupted') return;
      this.#settle(context.resume());
      this.#resumeLater(context);
    });
  }

  #settle(change: Promise<void> | undefined): void {
    change?.catch((cause: unknown) =>
      this.#log.swallowed('The loudspeaker side did not change its state: it says which it is in', cause),
    );
  }

  #open(): AudioContext {
    const context = this.#browser.createAudioContext({ latencyHint: 'interactive' });
    context.onstatechange = () => {
      if (context.state === 'interrupted') this.#resumeLater(context);
      this.#blockedChanged();
    };
    // The chosen loudspeaker may have come back.
    this.#browser.mediaDevices?.addEventListener('devicechange', this.#chooseAgain);
    void chooseSpeaker(context, this.#speakerDeviceId, this.#log);
    return context;
  }
}
