/** Where something hangs over somebody's head: the middle of its lower edge, in device px from the picture's origin. */
export interface HeadPlace {
  readonly key: string;
  readonly x: number;
  readonly bottom: number;
  /** How much of the person shows, 0 to 1. */
  readonly opacity: number;
}
