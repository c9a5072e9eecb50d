import { distance } from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';

/** Who waves back within so long means the same wave, in ms. */
const answerMs = 10_000;
/** As near as two people have to stand for their hands to meet, in tiles. */
const armsLengthTiles = 2;

/** Who has just waved at whom: two who wave at each other give each other a high five. */
export class Waves {
  /** By the personId of who waved; the last wave of each person counts. */
  readonly #last = new Map<string, { readonly toId: string; readonly atMs: number }>();

  /** Somebody waves at another person. @returns whether it answers the other one's wave, and both are near */
  wave(from: Avatar, to: Avatar, nowMs: number): boolean {
    const [fromId, toId] = [from.person.personId, to.person.personId];
    const theirs = this.#last.get(toId);
    const isAnswer = theirs?.toId === fromId && nowMs - theirs.atMs <= answerMs;
    if (isAnswer && distance(from.position, to.position) <= armsLengthTiles) {
      this.#last.delete(toId);
      this.#last.delete(fromId);
      return true;
    }
    this.#last.set(fromId, { toId, atMs: nowMs });
    return false;
  }

  /** Somebody has left the World. */
  left({ person: { personId } }: Avatar): void {
    this.#last.delete(personId);
  }
}
