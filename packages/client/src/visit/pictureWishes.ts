import { EventEmitter } from '../session/eventEmitter.ts';

/** What the surface wants of the picture of the World, whether it is there yet or not. */
export type PictureWishes = EventEmitter<{
  /** Something is to be seen that the session does not know of. */
  redraw: undefined;
  /** An Object has refused somebody. */
  shake: string;
  /** People who are searched for: their names stay readable in any crowd. */
  names: ReadonlySet<string>;
}>;

export function createPictureWishes(): PictureWishes {
  return new EventEmitter();
}
