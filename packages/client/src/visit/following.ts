import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';

/** Who is followed, as far as one sees them. */
interface FollowedPerson extends Position {
  readonly personId: string;
}

export interface FollowingParts {
  /** The person where they are now; `undefined` once they are not in the Zone any more. */
  readonly find: (personId: string) => FollowedPerson | undefined;
  readonly self: () => Position;
  /** Walks up to somebody. */
  readonly walkTo: (person: Position) => void;
  /** The person has gone where one does not see them. */
  readonly ended: (personId: string) => void;
}

/** Nearer than this one is with them, in tiles. */
const companyTiles = 2;
/** A new way is looked for when they are so much further along, in tiles. */
const newWayTiles = 1;

/** Walks after somebody for as long as they are in the Zone; where they went through a Door, it ends there. */
export class Following {
  readonly #parts: FollowingParts;
  #personId: string | undefined;
  #headedFor: Position | undefined;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
  }

  get personId(): string | undefined {
    return this.#personId;
  }

  follow(personId: string): void {
    this.#personId = personId;
    this.#headedFor = undefined;
    this.step();
  }

  stop(): void {
    this.#personId = undefined;
  }

  /** To be called now and then while anything moves. */
  step(): void {
    const personId = this.#personId;
    if (personId === undefined) return;
    const person = this.#parts.find(personId);
    if (person === undefined) {
      this.stop();
      // Still on the way to where they were last seen: to their Door.
      return this.#parts.ended(personId);
    }
    if (distance(this.#parts.self(), person) <= companyTiles) {
      this.#headedFor = undefined;
      return;
    }
    if (this.#headedFor !== undefined && distance(this.#headedFor, person) < newWayTiles) return;
    this.#headedFor = { x: person.x, y: person.y };
    this.#parts.walkTo(person);
  }
}
