import { loudestVoices, mostVoices, voiceHoldMs } from '@atrium/protocol';

/** A microphone that sends sound at this moment, speech or not. */
export interface SoundingVoice {
  readonly personId: string;
  /** As mediasoup measures it: -127 (silence) to 0 (the loudest), in dBov (RFC 6464). */
  readonly level: number;
}

/** A voice that is heard already goes before one that is louder by no more than this, in dB: voices do not flicker. */
const keptBonusDb = 3;
/** Somebody who was left out is heard from their next word on, once they have been quiet for so long, in ms. */
const quietMs = 1_000;

/**
 * Chooses the voices that one person hears where many microphones are open. Microphones that send nothing are never left
 * out: they cost nothing, and a person who begins to speak is heard from the first packet.
 */
export class LoudestVoices {
  /** When each voice that is heard was last among the loudest. */
  readonly #loudAtMs = new Map<string, number>();
  /** When those who are left out were last measured. */
  readonly #leftOutAtMs = new Map<string, number>();

  /**
   * @param sounding those of the open microphones that send something
   * @param open how many open microphones reach the person
   * @returns whose sound is not passed on to the person for now
   */
  leftOut(sounding: readonly SoundingVoice[], open: number, nowMs: number): ReadonlySet<string> {
    if (open <= mostVoices) {
      this.#loudAtMs.clear();
      this.#leftOutAtMs.clear();
      return new Set();
    }
    const loudest = this.#rank(sounding).slice(0, loudestVoices);
    for (const personId of loudest) this.#loudAtMs.set(personId, nowMs);
    const heard = new Set([...loudest, ...this.#held(loudest, nowMs)]);
    for (const personId of this.#loudAtMs.keys()) if (!heard.has(personId)) this.#loudAtMs.delete(personId);
    for (const { personId } of sounding) if (!heard.has(personId)) this.#leftOutAtMs.set(personId, nowMs);
    for (const [personId, atMs] of this.#leftOutAtMs)
      if (heard.has(personId) || nowMs - atMs >= quietMs) this.#leftOutAtMs.delete(personId);
    return new Set(this.#leftOutAtMs.keys());
  }

  #rank(sounding: readonly SoundingVoice[]): string[] {
    const rank = ({ personId, level }: SoundingVoice) =>
      level + (this.#loudAtMs.has(personId) ? keptBonusDb : 0);
    return [...sounding].sort((a, b) => rank(b) - rank(a)).map(({ personId }) => personId);
  }

  /** Those who were loud a moment ago, the latest first, as far as there is room. */
  #held(loudest: readonly string[], nowMs: number): string[] {
    return [...this.#loudAtMs]
      .filter(([personId, atMs]) => !loudest.includes(personId) && nowMs - atMs < voiceHoldMs)
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostVoices - loudest.length)
      .map(([personId]) => personId);
  }
}
