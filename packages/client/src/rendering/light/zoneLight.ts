import type { Sprite } from 'pixi.js';
import { mix } from '../colours/colour.ts';

/** How long the light takes to go from one Zone to the next, in ms. */
export const lightChangeMs = 200;
/** What stands in a Zone that is not lit is multiplied with this colour. */
const dimTint = 0xbdbbc4;
const litTint = 0xffffff;
/** Few steps: the canvas renderer keeps a coloured copy of each texture for each of them. */
const steps = 4;

/** Something that is bright while one of its Zones is lit. */
interface LitSprite {
  readonly sprite: Sprite;
  readonly zoneIds: ReadonlySet<string>;
  isLit: boolean;
}

/** The light on everything that stands and stays. */
export interface ZoneLight {
  add(sprite: Sprite, zoneIds: ReadonlySet<string>): void;
  /** Begins to light another Zone. */
  light(zoneId: string): void;
  /** Shows the light on its way; `share` from 0, the old Zone, to 1, the new. */
  setShare(share: number): void;
}

export function createZoneLight(zoneId: string): ZoneLight {
  const sprites: LitSprite[] = [];
  let litZoneId = zoneId;
  let changing: LitSprite[] = [];
  return {
    add(sprite, zoneIds) {
      const isLit = zoneIds.has(litZoneId);
      sprite.tint = isLit ? litTint : dimTint;
      sprites.push({ sprite, zoneIds, isLit });
    },
    light(next) {
      litZoneId = next;
      changing = sprites.filter((lit) => lit.isLit !== lit.zoneIds.has(next));
      for (const lit of changing) lit.isLit = !lit.isLit;
    },
    setShare(share) {
      const step = Math.round(share * steps) / steps;
      for (const { sprite, isLit } of changing) {
        sprite.tint = isLit ? mix(dimTint, litTint, step) : mix(litTint, dimTint, step);
      }
      if (share >= 1) changing = [];
    },
  };
}
