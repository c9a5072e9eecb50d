import type { Rectangle } from '../geometry/rectangle.ts';

/** A Door or a passage: a place where one person fits through at a time. */
export interface Gate {
  readonly kind: 'door' | 'passage';
  readonly id: string;
  readonly bounds: Rectangle;
}
