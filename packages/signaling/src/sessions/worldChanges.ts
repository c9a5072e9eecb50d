import type { ServerMessageOf, Someone } from '@atrium/protocol';
import { spaceOf } from '@atrium/world';
import type { SignalingLimits } from '../limits.ts';
import type { NextWorld } from '../movement/changeWorld.ts';
import { changeWorld } from '../movement/changeWorld.ts';
import type { SignalingPorts } from '../ports/signalingPorts.ts';
import type { LoadedWorld } from '../ports/worldSource.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { LiveWorlds } from '../worlds/liveWorlds.ts';

/** A version that takes the place of another within a moment. */
interface Coming {
  readonly next: NextWorld;
  readonly by: Someone;
  readonly message: ServerMessageOf<'world.coming'>;
  /** When it does at the latest, on the server's clock. */
  readonly dueAtMs: number;
}

/** The change of one World, from the first publishing to the last that came before it was over. */
interface Change {
  readonly world: LiveWorld;
  /** Who has published what has yet to be read. */
  publisher: Someone | undefined;
  /** `undefined` while it is being read. */
  coming: Coming | undefined;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

export type WorldChangePorts = Pick<SignalingPorts, 'worlds' | 'addressOfWorldFile' | 'clock' | 'problems'>;

/**
 * Brings published versions to the people who are in their Worlds: reads each, tells Clients to fetch it, and changes the
 * World when all have, or have had enough time. One after the other, and always to the version that is current.
 */
export class WorldChanges {
  readonly #ports: WorldChangePorts;
  readonly #liveWorlds: LiveWorlds;
  readonly #limits: SignalingLimits;
  readonly #sendAway: (world: LiveWorld) => void;
  /** By the id of the World. */
  readonly #underWay = new Map<string, Change>();

  /** @param sendAway sends everybody away from a World that cannot be changed under them, and lets it go */
  constructor(
    ports: WorldChangePorts,
    liveWorlds: LiveWorlds,
    limits: SignalingLimits,
    sendAway: (world: LiveWorld) => void,
  ) {
    this.#ports = ports;
    this.#liveWorlds = liveWorlds;
    this.#limits = limits;
    this.#sendAway = sendAway;
  }

  /** Another version of a World is current from now on. */
  published(worldId: string, by: Someone): void {
    const world = this.#liveWorlds.get(worldId);
    // Nobody is in it; where it is being read, that may be the version before.
    if (world === undefined) return this.#liveWorlds.drop(worldId);
    const known = this.#changeOf(world);
    if (known !== undefined) {
      known.publisher = by;
      return;
    }
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const change: Change = { world, publisher: by, coming: undefined, ended, end };
    this.#underWay.set(worldId, change);
    void this.#read(change);
  }

  /** Resolves when a World has become what was published of it; `undefined` where nothing was. */
  underWay(world: LiveWorld): Promise<void> | undefined {
    return this.#changeOf(world)?.ended;
  }

  /** Somebody has come in while a World is about to change. */
  tellOfComing(avatar: Avatar, world: LiveWorld): void {
    const coming = this.#changeOf(world)?.coming;
    if (coming !== undefined) avatar.recipient.send(coming.message);
  }

  /** To be called often; does what is due. */
  advance(nowMs: number): void {
    for (const change of [...this.#underWay.values()]) {
      const { world, coming } = change;
      if (this.#liveWorlds.get(world.worldId) !== world) this.#end(change);
      else if (coming !== undefined && (nowMs >= coming.dueAtMs || isEveryoneReady(world, coming))) {
        this.#carryOut(change, coming, nowMs);
      }
    }
  }

  #changeOf(world: LiveWorld): Change | undefined {
    const change = this.#underWay.get(world.worldId);
    return change?.world === world ? change : undefined;
  }

  async #read(change: Change): Promise<void> {
    const { world } = change;
    const { worldId } = world;
    let loaded: LoadedWorld | undefined;
    let by: Someone | undefined;
    try {
      // What is published while it is read is read as well: nobody is asked to fetch a version that is past.
      while (change.publisher !== undefined) {
        by = change.publisher;
        change.publisher = undefined;
        loaded = await this.#ports.worlds.load(worldId);
      }
    } catch (cause) {
      this.#ports.problems.report('reading the next version of a World', cause);
      loaded = undefined;
    }
    if (this.#changeOf(world) !== change) return change.end();
    if (this.#liveWorlds.get(worldId) !== world || by === undefined) return this.#end(change);
    if (loaded === undefined) return this.#giveUp(change);
    const { version, createdAtMs } = loaded;
    if (version === world.version) return this.#end(change);
    const file = this.#ports.addressOfWorldFile({ worldId, createdAtMs, version });
    const message = { type: 'world.coming', version, file } as const;
    const dueAtMs = this.#ports.clock.nowMs() + this.#limits.worldReadyMs;
    change.coming = { next: { loaded, space: spaceOf(loaded.world, loaded.layout) }, by, message, dueAtMs };
    world.tell(message);
  }

  #carryOut(change: Change, { next, by }: Coming, nowMs: number): void {
    change.coming = undefined;
    try {
      changeWorld(change.world, next, by, nowMs);
    } catch (cause) {
      this.#ports.problems.report('changing a World', cause);
      return this.#giveUp(change);
    }
    if (change.publisher === undefined) this.#end(change);
    else void this.#read(change);
  }

  #giveUp(change: Change): void {
    this.#sendAway(change.world);
    this.#end(change);
  }

  #end(change: Change): void {
    const { worldId } = change.world;
    if (this.#underWay.get(worldId) === change) this.#underWay.delete(worldId);
    change.end();
  }
}

function isEveryoneReady({ people }: LiveWorld, { message: { version } }: Coming): boolean {
  return [...people.values()].every(
    ({ recipient, readyFor }) => !recipient.listening || readyFor === version,
  );
}
