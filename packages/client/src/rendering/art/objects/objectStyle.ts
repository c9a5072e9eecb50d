import type { Colour } from '../palette.ts';
import type { Part } from './solid.ts';

/** How one Object differs from others of its look. */
export interface Style {
  /** The colour that it was given, of what is most of it. */
  readonly colour: Colour | undefined;
  /** Which of small differences it has. */
  readonly seed: number;
}

/** What an Object is made of, at rotation 0. */
export type ObjectArt = (style: Style) => Part[];
