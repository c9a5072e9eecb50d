import type { SignalingLimits } from '../limits.ts';
import type { Tenure, WorldPlaces } from '../ports/worldPlaces.ts';
import type { WorldSource } from '../ports/worldSource.ts';
import { Departures } from './departures.ts';
import type { SharedByWorlds } from './liveWorld.ts';
import { LiveWorld } from './liveWorld.ts';
import { ServedElsewhereError } from './servedElsewhere.ts';
import type { WorldFeatures } from './worldFeature.ts';

interface Holding<F extends WorldFeatures> {
  readonly loading: Promise<LiveWorld<F> | undefined>;
  world: LiveWorld<F> | undefined;
  /** People in it, and those who are about to be. */
  users: number;
  /** The name that it was given while it was being loaded. */
  newName: string | undefined;
}

/** The Worlds that people are in. Each is loaded once, on first use, and let go when the last has left. */
export class LiveWorlds<F extends WorldFeatures = WorldFeatures> {
  readonly #source: WorldSource;
  readonly #places: WorldPlaces;
  readonly #shared: SharedByWorlds<F>;
  readonly #limits: SignalingLimits;
  /** By the id of the World: the version that people enter. */
  readonly #holdings = new Map<string, Holding<F>>();
  readonly #onLost: (worldId: string) => void;
  #loaded = 0;

  /** @param onLost told of a World that another server has now: drop it */
  constructor(
    { worlds, places }: { readonly worlds: WorldSource; readonly places: WorldPlaces },
    shared: Omit<SharedByWorlds<F>, 'departures'>,
    limits: SignalingLimits,
    onLost: (worldId: string) => void,
  ) {
    this.#source = worlds;
    this.#places = places;
    this.#onLost = onLost;
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
   * such World. Rejects, likewise, where it cannot be loaded, and with ServedElsewhereError where another server has it.
   * Never gives one that was dropped meanwhile.
   */
  async acquire(worldId: string): Promise<LiveWorld<F> | undefined> {
    for (;;) {
      const holding = this.#holdings.get(worldId) ?? this.#startLoading(worldId);
      holding.users++;
      let isKept = false;
      try {
        const world = await holding.loading;
        const isCurrent = this.#isCurrent(holding, worldId);
        isKept = isCurrent && world !== undefined;
        if (isCurrent) return world;
      } finally {
        if (!isKept) this.#letGo(holding, worldId);
      }
    }
  }

  release(world: LiveWorld): void {
    const holding = this.#holdings.get(world.worldId);
    // One that was dropped has been let go already.
    if (holding?.world === world) this.#letGo(holding, world.worldId);
  }

  /** Lets a World go even if it is in use: nobody may be in it any more, and the next to acquire it loads it anew. */
  drop(worldId: string): void {
    const holding = this.#holdings.get(worldId);
    this.#holdings.delete(worldId);
    this.#close(holding?.world);
  }

  /** A World has another name. */
  rename(worldId: string, name: string): void {
    const holding = this.#holdings.get(worldId);
    if (holding === undefined) return;
    holding.newName = name;
    holding.world?.rename(name);
  }

  #isCurrent(holding: Holding<F>, worldId: string): boolean {
    return this.#holdings.get(worldId) === holding;
  }

  #letGo(holding: Holding<F>, worldId: string): void {
    if (--holding.users > 0 || !this.#isCurrent(holding, worldId)) return;
    this.#holdings.delete(worldId);
    this.#close(holding.world);
  }

  #startLoading(worldId: string): Holding<F> {
    const holding: Holding<F> = {
      loading: this.#load(worldId),
      world: undefined,
      users: 0,
      newName: undefined,
    };
    this.#holdings.set(worldId, holding);
    void holding.loading.then(
      (world) => this.#loadedAs(holding, worldId, world),
      () => undefined, // The caller that acquires it gets the error.
    );
    return holding;
  }

  #loadedAs(holding: Holding<F>, worldId: string, world: LiveWorld<F> | undefined): void {
    // Dropped before it was loaded, it is no World that people are in.
    if (!this.#isCurrent(holding, worldId)) return this.#close(world);
    holding.world = world;
    if (holding.newName !== undefined) world?.rename(holding.newName);
  }

  async #load(worldId: string): Promise<LiveWorld<F> | undefined> {
    let world: LiveWorld<F> | undefined;
    const tenure = await this.#places.take(worldId, {
      lost: () => this.#onLost(worldId),
      retaken: async () => world?.hooks.restore(),
    });
    if (tenure === undefined) throw new ServedElsewhereError();
    try {
      world = await this.#read(tenure);
    } finally {
      if (world === undefined) this.#places.release(tenure);
    }
    return world;
  }

  async #read(tenure: Tenure): Promise<LiveWorld<F> | undefined> {
    const loaded = await this.#source.load(tenure.worldId);
    if (loaded === undefined) return undefined;
    const world = new LiveWorld(tenure, loaded, this.#shared, this.#limits, this.#loaded++);
    await world.hooks.restore();
    return world;
  }

  #close(world: LiveWorld<F> | undefined): void {
    if (world === undefined) return;
    world.hooks.closing();
    this.#places.release(world.tenure);
  }
}
