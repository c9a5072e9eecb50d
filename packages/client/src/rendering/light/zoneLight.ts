import type { StandingSprite } from '../standing/standingLayer.ts';
import { dimSteps } from './dimming.ts';

/** How long the light takes to go from one Zone to the next, in ms. */
export const lightChangeMs = 200;

interface Lit {
  readonly zoneIds: ReadonlySet<string>;
  isLit: boolean;
}

/** The light on everything that stands and stays: bright while one of its Zones is lit. */
export interface ZoneLight {
  /** Puts something into the light of its Zones, or of others than before; it has to be drawn anew then. */
  add(standing: StandingSprite, zoneIds: ReadonlySet<string>): void;
  remove(standing: StandingSprite): void;
  /** Begins to light another Zone. */
  light(zoneId: string): void;
  /** Shows the light on its way; `share` from 0, the old Zone, to 1, the new. */
  setShare(share: number): void;
}

export function createZoneLight(zoneId: string): ZoneLight {
  const everything = new Map<StandingSprite, Lit>();
  let litZoneId = zoneId;
  let changing: (readonly [StandingSprite, Lit])[] = [];
  return {
    add(standing, zoneIds) {
      const isLit = zoneIds.has(litZoneId);
      standing.dim = isLit ? 0 : 1;
      everything.set(standing, { zoneIds, isLit });
    },
    remove(standing) {
      everything.delete(standing);
    },
    light(next) {
      litZoneId = next;
      changing = [...everything].filter(([, { isLit, zoneIds }]) => isLit !== zoneIds.has(next));
      for (const [, lit] of changing) lit.isLit = !lit.isLit;
    },
    setShare(share) {
      const step = Math.round(share * dimSteps) / dimSteps;
      for (const [standing, { isLit }] of changing) {
        const dim = isLit ? 1 - step : step;
        if (dim === standing.dim) continue;
        standing.dim = dim;
        if (standing.inView) standing.redraw();
      }
      if (share >= 1) changing = [];
    },
  };
}
