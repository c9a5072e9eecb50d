import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';
import type { CourseOutcome } from '../movement/ownAvatarEvents.ts';

/** Who is followed, as far as one sees them. */
interface FollowedPerson extends Position {
  readonly personId: string;
}

/** Why following a person has ended without one having asked for it. */
export type FollowingEnd =
  | { readonly kind: 'left-world' | 'private-room' }
  /** They went to a Zone that one does not get into. */
  | { readonly kind: 'no-way'; readonly zoneId: string }
  /** They were gone when one came there. */
  | { readonly kind: 'went-on'; readonly zoneId: string };

export interface FollowingParts {
  /** The person where they are now; `undefined` where they are not in the own Zone. */
  readonly find: (personId: string) => FollowedPerson | undefined;
  readonly self: () => Position;
  /** Walks up to a person. */
  readonly walkTo: (person: Position) => void;
  /** Walks into a Zone, through its Door if it has one, and says how that has ended; `undefined`: there is no way. */
  readonly walkToZone: (zoneId: string) => Promise<CourseOutcome | undefined>;
  /** Runs something once the server has had time to say who is in a Zone that was just entered. */
  readonly afterArrival: (run: () => void) => void;
  readonly ended: (why: FollowingEnd | undefined) => void;
}

/** Nearer than this one is with them, in tiles. */
export const companyTiles = 2;
/** A new way is looked for when they are so much further along, in tiles. */
const newWayTiles = 1;

/** Walks after a person, through Doors and over borders, for as long as they are seen or one is told where they went. */
export class Following {
  readonly #parts: FollowingParts;
  #personId: string | undefined;
  #headedFor: Position | undefined;
  /** The Zone that one walks to after them. A new object for each walk. */
  #after: { readonly zoneId: string } | undefined;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
  }

  get personId(): string | undefined {
    return this.#personId;
  }

  follow(personId: string): void {
    this.#personId = personId;
    this.#headedFor = undefined;
    this.#after = undefined;
    this.step();
  }

  stop(): void {
    this.#personId = undefined;
    this.#after = undefined;
  }

  /**
   * A person has left the own Zone.
   *
   * @param zoneId where they went; `null` for a PrivateRoom and out of the World
   */
  left(personId: string, reason: 'zone' | 'world', zoneId: string | null): void {
    if (personId !== this.#personId) return;
    if (zoneId === null) return this.#end({ kind: reason === 'world' ? 'left-world' : 'private-room' });
    void this.#goAfter(zoneId);
  }

  /** To be called now and then while anything moves. */
  step(): void {
    const personId = this.#personId;
    if (personId === undefined) return;
    const person = this.#parts.find(personId);
    // Out of sight: one is on the way to where they went, or about to be told.
    if (person === undefined) return;
    if (this.#after !== undefined) {
      this.#after = undefined;
      this.#headedFor = undefined;
    }
    if (distance(this.#parts.self(), person) <= companyTiles) {
      this.#headedFor = undefined;
      return;
    }
    if (this.#headedFor !== undefined && distance(this.#headedFor, person) < newWayTiles) return;
    this.#headedFor = { x: person.x, y: person.y };
    this.#parts.walkTo(person);
  }

  async #goAfter(zoneId: string): Promise<void> {
    const after = { zoneId };
    this.#after = after;
    const outcome = await this.#parts.walkToZone(zoneId);
    // They are in sight again, or one follows nobody any more.
    if (this.#after !== after) return;
    switch (outcome?.kind) {
      case 'interrupted':
        return this.#end(undefined);
      case 'arrived':
        return this.#parts.afterArrival(() => {
          if (this.#after === after) this.#end({ kind: 'went-on', zoneId });
        });
      case 'at-closed-door':
      case 'given-up':
      case undefined:
        return this.#end({ kind: 'no-way', zoneId });
    }
  }

  /** @param why `undefined`: the person wanted something else */
  #end(why: FollowingEnd | undefined): void {
    this.stop();
    this.#parts.ended(why);
  }
}
