/**
 * What goes first where things stand equally near to the viewer. Who sits on a seat comes after the seat and before
 * what of it is drawn in front of them, such as a backrest seen from behind.
 */
export const standingRank = {
  structure: 0,
  object: 1,
  surfaceObject: 2,
  avatar: 3,
  seatFront: 4,
} as const;
export type StandingRank = (typeof standingRank)[keyof typeof standingRank];

/** One thing that stands on the floor, as the drawing order sees it. */
export interface Standing {
  /** See `depthOf`. */
  depth: number;
  rank: StandingRank;
  /** Settles what is equal otherwise, so that two people in one spot do not flicker. */
  sequence: number;
}

/** Negative where `a` is drawn before `b`; zero only for the same thing. */
export function compareStanding(a: Standing, b: Standing): number {
  return a.depth - b.depth || a.rank - b.rank || a.sequence - b.sequence;
}

/**
 * Puts the drawing order right in place. Cheap where it is right already or nearly so, as from one frame to the
 * next. Returns whether anything changed its place.
 */
export function restoreOrder(order: Standing[]): boolean {
  let changed = false;
  for (let index = 1; index < order.length; index++) {
    const moving = order[index];
    if (moving === undefined) continue;
    let place = index;
    for (; place > 0; place--) {
      const before = order[place - 1];
      if (before === undefined || compareStanding(before, moving) <= 0) break;
      order[place] = before;
    }
    if (place !== index) {
      order[place] = moving;
      changed = true;
    }
  }
  return changed;
}
