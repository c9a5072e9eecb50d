import type { World } from '../format/world.ts';
import { worldLists } from './worldEdit.ts';
import type { WorldListName } from './worldEdit.ts';

/** Gives what is new in a World its id. @param kind what it begins with, as in `room` */
export type NewId = (kind: string) => string;

const tailLength = 10;
const digits = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Ids with random tails: nothing new is taken for what once had its id, and inherits a lock or a drawing.
 *
 * @param random 0 up to but not including 1
 */
export function createNewIds(world: Pick<World, 'groundZone' | WorldListName>, random: () => number): NewId {
  const taken = new Set([
    world.groundZone.id,
    ...worldLists.flatMap((list) => world[list].map(({ id }) => id)),
  ]);
  return (kind) => {
    for (;;) {
      const tail = Array.from({ length: tailLength }, () =>
        digits.charAt(Math.floor(random() * digits.length)),
      );
      const id = `${kind}-${tail.join('')}`;
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
  };
}
