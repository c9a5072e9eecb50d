import type { Cancel, Timers } from '../connection/timers.ts';

export interface SpeakingWatchOptions {
  readonly timers: Timers;
  readonly people: () => readonly string[];
  /** Root mean square, 0 to 1; 0 of those who may not be heard. */
  readonly levelOf: (personId: string) => number;
  /** 0 to 1, of what is sent. */
  readonly ownLevel: () => number;
  readonly changed: () => void;
}

const lookMs = 100;
/** A pause between two words is no silence: so long somebody still counts as speaking, in ms. */
const holdMs = 350;
const speechLevel = 0.012;
const ownSpeechLevel = 0.06;
const self = '';

/** Notices who speaks. */
export class SpeakingWatch {
  readonly #options: SpeakingWatchOptions;
  readonly #spokeAtMs = new Map<string, number>();
  #speaking: ReadonlySet<string> = new Set();
  #lastSpeaker: string | undefined;
  #cancel: Cancel | undefined;
  #isStopped = false;

  constructor(options: SpeakingWatchOptions) {
    this.#options = options;
  }

  wake(): void {
    if (this.#isStopped || this.#cancel !== undefined) return;
    this.#cancel = this.#options.timers.after(lookMs, () => this.#look());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  isSpeaking(personId: string): boolean {
    return this.#speaking.has(personId);
  }

  get isSelfSpeaking(): boolean {
    return this.#speaking.has(self);
  }

  /** The loudest of those who spoke last and is not oneself. */
  get lastSpeaker(): string | undefined {
    return this.#lastSpeaker;
  }

  #look(): void {
    this.#cancel = undefined;
    const { people, levelOf, ownLevel, timers, changed } = this.#options;
    const nowMs = timers.now();
    let loudest = speechLevel;
    let speaker: string | undefined;
    for (const personId of people()) {
      const level = levelOf(personId);
      if (level >= speechLevel) this.#spokeAtMs.set(personId, nowMs);
      if (level > loudest) [loudest, speaker] = [level, personId];
    }
    if (ownLevel() >= ownSpeechLevel) this.#spokeAtMs.set(self, nowMs);
    const speaking = new Set<string>();
    for (const [personId, atMs] of this.#spokeAtMs) {
      if (nowMs - atMs < holdMs) speaking.add(personId);
      else this.#spokeAtMs.delete(personId);
    }
    const isSame =
      speaking.size === this.#speaking.size && [...speaking].every((id) => this.#speaking.has(id));
    this.#speaking = speaking;
    if (speaker !== undefined) this.#lastSpeaker = speaker;
    if (!isSame) changed();
    if (people().length > 0 || speaking.size > 0) this.wake();
  }
}
