import type { ServerMessageOf } from '@atrium/protocol';

interface ObjectLock {
  readonly personId: string;
  /** On the server's clock, in ms; Infinity while the person is there. */
  readonly untilMs: number;
}

/**
 * Who has an Object or a seat that is for one person at a time, first come first served. What is held is told to the
 * people of its Zone.
 */
export class ObjectLocks {
  readonly #locks = new Map<string, ObjectLock>();
  readonly #zoneIdOf: (lockId: string) => string;
  readonly #tellZone: (zoneId: string, message: ServerMessageOf<'object.states'>) => void;

  /**
   * @param zoneIdOf the Zone that an Object or a seat is in
   * @param tellZone tells all in a Zone
   */
  constructor(
    zoneIdOf: (lockId: string) => string,
    tellZone: (zoneId: string, message: ServerMessageOf<'object.states'>) => void,
  ) {
    this.#zoneIdOf = zoneIdOf;
    this.#tellZone = tellZone;
  }

  /** The personId of the person who has an Object or a seat. */
  holderOf(lockId: string, nowMs: number): string | undefined {
    const lock = this.#locks.get(lockId);
    return lock !== undefined && nowMs < lock.untilMs ? lock.personId : undefined;
  }

  isHeldAgainst(personId: string, lockId: string, nowMs: number): boolean {
    const holder = this.holderOf(lockId, nowMs);
    return holder !== undefined && holder !== personId;
  }

  /** @param untilMs on the server's clock; without it, until it is released */
  take(personId: string, lockId: string, untilMs = Infinity): void {
    const before = this.#locks.get(lockId);
    this.#locks.set(lockId, { personId, untilMs });
    if (before?.personId !== personId) this.#tell(lockId, personId);
  }

  release(personId: string, lockId: string): void {
    if (this.#locks.get(lockId)?.personId !== personId) return;
    this.#locks.delete(lockId);
    this.#tell(lockId, null);
  }

  releaseAll(personId: string): void {
    for (const lockId of this.heldBy(personId)) this.release(personId, lockId);
  }

  /** Keeps everything for someone whose connection was lost. @param untilMs on the server's clock */
  keepAll(personId: string, untilMs: number): void {
    for (const lockId of this.heldBy(personId)) this.take(personId, lockId, untilMs);
  }

  heldBy(personId: string): readonly string[] {
    return [...this.#locks].filter(([, lock]) => lock.personId === personId).map(([lockId]) => lockId);
  }

  /** What is held in a Zone: what somebody who comes there has to know; `undefined` where nothing is. */
  statesIn(zoneId: string, nowMs: number): ServerMessageOf<'object.states'> | undefined {
    const objects: Record<string, string> = {};
    let isAny = false;
    for (const [lockId, { personId, untilMs }] of this.#locks) {
      if (nowMs >= untilMs || this.#zoneIdOf(lockId) !== zoneId) continue;
      objects[lockId] = personId;
      isAny = true;
    }
    return isAny ? { type: 'object.states', objects } : undefined;
  }

  /** Every lock, for checks. */
  entries(): Iterable<readonly [string, ObjectLock]> {
    return this.#locks;
  }

  /** Frees what nobody can hold any more. @param zoneIdOf the Zone whose people are told */
  endAll(isOver: (lockId: string) => boolean, zoneIdOf: (lockId: string) => string): void {
    for (const lockId of [...this.#locks.keys()].filter(isOver)) {
      this.#locks.delete(lockId);
      this.#tellZone(zoneIdOf(lockId), { type: 'object.states', objects: { [lockId]: null } });
    }
  }

  /** Frees what was kept for too long. */
  expire(nowMs: number): void {
    for (const [lockId, { untilMs }] of this.#locks) {
      if (nowMs < untilMs) continue;
      this.#locks.delete(lockId);
      this.#tell(lockId, null);
    }
  }

  #tell(lockId: string, personId: string | null): void {
    this.#tellZone(this.#zoneIdOf(lockId), { type: 'object.states', objects: { [lockId]: personId } });
  }
}
