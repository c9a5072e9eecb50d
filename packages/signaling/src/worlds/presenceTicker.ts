import type { LiveWorld } from './liveWorld.ts';
import type { PresenceFrames } from '../presence/presenceFrames.ts';

/**
 * Sends what has changed in each Zone once a tick. A tick has several phases, and each Zone has its own, so that the
 * frames of a large server do not all go out at the same moment.
 */
export class PresenceTicker {
  readonly #frames: PresenceFrames;
  readonly #phases: number;
  readonly #phaseMs: number;
  #phase: number;
  readonly #onFault: (cause: unknown) => void;

  /**
   * @param tickMs time between two frames of one Zone, in ms
   * @param onFault told of a fault in one World; all others get their frames all the same
   */
  constructor(
    frames: PresenceFrames,
    tickMs: number,
    phases: number,
    nowMs: number,
    onFault: (cause: unknown) => void,
  ) {
    this.#onFault = onFault;
    this.#frames = frames;
    this.#phases = phases;
    this.#phaseMs = tickMs / phases;
    this.#phase = Math.floor(nowMs / this.#phaseMs);
  }

  /**
   * To be called about once a phase. Phases that were slept through are made up for, each once.
   *
   * @param every so many ticks each Zone gets a frame; what has changed waits for it
   */
  advance(liveWorlds: Iterable<LiveWorld>, nowMs: number, every = 1): void {
    const target = Math.floor(nowMs / this.#phaseMs);
    const elapsed = Math.min(this.#phases, target - this.#phase);
    this.#phase = target;
    if (elapsed <= 0) return;
    for (const world of liveWorlds) {
      try {
        for (let back = 0; back < elapsed; back++) {
          const phase = target - back;
          if (Math.floor(phase / this.#phases) % every === 0) this.#send(world, phase, nowMs);
        }
        const counts = world.counts.due(nowMs);
        if (counts !== undefined) world.tell(counts);
      } catch (cause) {
        this.#onFault(cause);
      }
    }
  }

  #send(world: LiveWorld, phase: number, nowMs: number): void {
    const { zones } = world;
    const first = (phase + world.phaseOffset) % this.#phases;
    for (let number = first; number < zones.length; number += this.#phases) {
      const zone = zones[number];
      if (zone !== undefined) this.#frames.send(zone, nowMs);
    }
  }
}
