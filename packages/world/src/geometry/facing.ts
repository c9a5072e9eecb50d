/**
 * The eight ways an Avatar can face, named by where it looks on the screen and listed clockwise.
 * The place in the list is the number on the wire.
 */
export const facings = ['S', 'SW', 'W', 'NW', 'N', 'NE', 'E', 'SE'] as const;
export type Facing = (typeof facings)[number];

const diagonal = Math.SQRT1_2;

/** Unit vectors on the Map (tiles) of the eight facings: up on the screen is towards smaller x and y. */
export const facingVectors: Readonly<Record<Facing, { readonly x: number; readonly y: number }>> = {
  S: { x: diagonal, y: diagonal },
  SW: { x: 0, y: 1 },
  W: { x: -diagonal, y: diagonal },
  NW: { x: -1, y: 0 },
  N: { x: -diagonal, y: -diagonal },
  NE: { x: 0, y: -1 },
  E: { x: diagonal, y: -diagonal },
  SE: { x: 1, y: 0 },
};

/** The facing nearest to a direction on the Map; `undefined` where there is no direction (0, 0). */
export function facingTowards(dx: number, dy: number): Facing | undefined {
  if (dx === 0 && dy === 0) return undefined;
  // On the Map, S lies at 45 degrees (x and y alike) and the list turns towards +y.
  const eighths = Math.round((Math.atan2(dy, dx) - Math.PI / 4) / (Math.PI / 4));
  return facings[((eighths % 8) + 8) % 8];
}
