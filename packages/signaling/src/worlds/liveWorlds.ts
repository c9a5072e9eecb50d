import type { SignalingLimits } from '../limits.ts';
import type { WorldSource } from '../ports/worldSource.ts';
import { Departures } from './departures.ts';
import type { SharedByWorlds } from './liveWorld.ts';
import { LiveWorld } from './liveWorld.ts';
import type { WorldFeatures } from './worldFeature.ts';

interface Holding<F extends WorldFeatures> {
  readonly loading: Promise<LiveWorld<F> | undefined>;
  world: LiveWorld<F> | undefined;
  /** People in it, and those who are about to be. */
  users: number;
}

/** The Worlds that people are in. Each is loaded once, on first use, and let go when the last has left. */
export class LiveWorlds<F extends WorldFeatures = WorldFeatures> {
  readonly #source: WorldSource;
  readonly #shared: SharedByWorlds<F>;
  readonly #limits: SignalingLimits;
  readonly #holdings = new Map<string, Holding<F>>();
  #loaded = 0;

  constructor(source: WorldSource, shared: Omit<SharedByWorlds<F>, 'departures'>, limits: SignalingLimits) {
    this.#source = source;
    // People are remembered for longer than a World that nobody is in any more.
    this.#shared = { ...shared, departures: new Departures(limits.departureKeptMs) };
    this.#limits = limits;
  }

  get size(): number {
    return this.#holdings.size;
  }

  /** A World in use, loaded already. */
  get(worldId: string): LiveWorld<F> | undefined {
    return this.#holdings.get(worldId)?.world;
  }

  *[Symbol.iterator](): Generator<LiveWorld<F>> {
    for (const { world } of this.#holdings.values()) if (world !== undefined) yield world;
  }

  /**
   * Keeps a World in memory until `release` is called as often. `undefined`, with nothing to release, where there is no
   * such World. Rejects, likewise, where it cannot be loaded.
   */
  async acquire(worldId: string): Promise<LiveWorld<F> | undefined> {
    const holding = this.#holdings.get(worldId) ?? this.#startLoading(worldId);
    holding.users++;
    try {
      const world = await holding.loading;
      if (world === undefined) this.release(worldId);
      return world;
    } catch (cause) {
      this.release(worldId);
      throw cause;
    }
  }

  release(worldId: string): void {
    const holding = this.#holdings.get(worldId);
    if (holding === undefined || --holding.users > 0) return;
    this.#holdings.delete(worldId);
    holding.world?.hooks.closing();
  }

  #startLoading(worldId: string): Holding<F> {
    const holding: Holding<F> = { loading: this.#load(worldId), world: undefined, users: 0 };
    this.#holdings.set(worldId, holding);
    void holding.loading.then(
      (world) => (holding.world = world),
      () => undefined, // Whoever acquires it is told.
    );
    return holding;
  }

  async #load(worldId: string): Promise<LiveWorld<F> | undefined> {
    const loaded = await this.#source.load(worldId);
    if (loaded === undefined) return undefined;
    const { maxPeople = Number.POSITIVE_INFINITY } = loaded;
    const maxPeoplePerWorld = Math.min(maxPeople, this.#limits.maxPeoplePerWorld);
    const limits = { ...this.#limits, maxPeoplePerWorld };
    const world = new LiveWorld(worldId, loaded, this.#shared, limits, this.#loaded++);
    await world.hooks.restore();
    return world;
  }
}
