import type { StandingSprite } from '../standing/standingLayer.ts';
import { isEditorViewpoint } from '../viewpoint.ts';
import type { Viewpoint } from '../viewpoint.ts';
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
  /** Begins to light what is bright from another viewpoint. */
  light(viewpoint: Viewpoint): void;
  /** Shows the light on its way; `share` from 0, the old Zone, to 1, the new. */
  setShare(share: number): void;
}

export function createZoneLight(first: Viewpoint): ZoneLight {
  const everything = new Map<StandingSprite, Lit>();
  let viewpoint = first;
  const isLitNow = (zoneIds: ReadonlySet<string>) => isEditorViewpoint(viewpoint) || zoneIds.has(viewpoint);
  let changing: (readonly [StandingSprite, Lit])[] = [];
  return {
    add(standing, zoneIds) {
      const isLit = isLitNow(zoneIds);
      standing.dim = isLit ? 0 : 1;
      everything.set(standing, { zoneIds, isLit });
    },
    remove(standing) {
      everything.delete(standing);
    },
    light(next) {
      viewpoint = next;
      changing = [...everything].filter(([, { isLit, zoneIds }]) => isLit !== isLitNow(zoneIds));
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
