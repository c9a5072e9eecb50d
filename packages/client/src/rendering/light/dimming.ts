import { css } from '../colours/colour.ts';

/** What the Zones one is not in are covered with: a veil of dusk. */
const dusk = { colour: 0x1b1c2b, alpha: 0.3 } as const;

/** Steps from lit to dim: few, because each has pictures of its own while the light changes. */
export const dimSteps = 3;

/** The veil over something that is dim to some degree, 0 to 1, as CSS writes it. */
export function veil(dim: number): string {
  return css(dusk.colour, dusk.alpha * dim);
}
