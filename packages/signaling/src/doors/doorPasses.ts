import type { ZonePresence } from '../presence/zonePresence.ts';

/** Leave to go through a Door once. */
interface DoorPass {
  /** On the server's clock, in ms. */
  readonly untilMs: number;
  /** Of those who were inside when it was given: people who have come together since gave leave to nobody. */
  readonly gatheringId: string;
}

/** Who may go through which Door once, for a while, although it is closed to them. */
export class DoorPasses {
  /** By person, then by Door. */
  readonly #passes = new Map<string, Map<string, DoorPass>>();

  grant(personId: string, doorId: string, pass: DoorPass): void {
    const own = this.#passes.get(personId) ?? new Map<string, DoorPass>();
    this.#passes.set(personId, own.set(doorId, pass));
  }

  /** @param zone that the Door leads to */
  has(personId: string, doorId: string, zone: ZonePresence, nowMs: number): boolean {
    const pass = this.#passes.get(personId)?.get(doorId);
    if (pass === undefined || nowMs >= pass.untilMs) return false;
    return zone.peopleWithin === 0 || zone.gatheringId === pass.gatheringId;
  }

  /** @returns how long it holds yet, in ms; 0 where there is none */
  leftMs(personId: string, doorId: string, zone: ZonePresence, nowMs: number): number {
    if (!this.has(personId, doorId, zone, nowMs)) return 0;
    return (this.#passes.get(personId)?.get(doorId)?.untilMs ?? nowMs) - nowMs;
  }

  /** The Doors somebody has a pass for, those that have lapsed included. */
  doorsOf(personId: string): readonly string[] {
    return [...(this.#passes.get(personId)?.keys() ?? [])];
  }

  /** Somebody has gone through: a pass is for once. */
  use(personId: string, doorId: string): void {
    const own = this.#passes.get(personId);
    own?.delete(doorId);
    if (own?.size === 0) this.#passes.delete(personId);
  }

  /** Forgets those for other Doors. */
  keepOnly(isKept: (doorId: string) => boolean): void {
    for (const [personId, own] of this.#passes) {
      for (const doorId of own.keys()) if (!isKept(doorId)) own.delete(doorId);
      if (own.size === 0) this.#passes.delete(personId);
    }
  }

  /** Forgets what has lapsed. */
  expire(nowMs: number): void {
    for (const [personId, own] of this.#passes) {
      for (const [doorId, { untilMs }] of own) if (nowMs >= untilMs) own.delete(doorId);
      if (own.size === 0) this.#passes.delete(personId);
    }
  }
}
