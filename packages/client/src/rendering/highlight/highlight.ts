import { Sprite, Texture } from 'pixi.js';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import { discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import { bakeOutline } from './outlinePainter.ts';
import type { Silhouette } from './silhouette.ts';

/** Drawing order in one place, after all that stays there. */
const sequence = 190_000;
const marginPx = 8;

interface Outlined {
  readonly standing: StandingSprite;
  baked: Baked | undefined;
}

/** The outline around what is in reach. */
export class Highlight {
  private readonly layer: StandingLayer;
  private picture: Picture;
  private shown: Outlined | undefined;

  constructor(layer: StandingLayer, picture: Picture) {
    this.layer = layer;
    this.picture = picture;
  }

  /** Outlines something else, or nothing. */
  show(silhouette: Silhouette | undefined): void {
    this.clear();
    if (silhouette === undefined) return;
    this.shown = this.build(silhouette);
    this.layer.add(this.shown.standing);
  }

  /** Goes over to another scale. */
  setPicture(picture: Picture): void {
    this.picture = picture;
    const { shown } = this;
    if (shown === undefined) return;
    this.discard(shown);
    if (shown.standing.inView) shown.standing.redraw();
  }

  destroy(): void {
    this.clear();
  }

  private clear(): void {
    const { shown } = this;
    if (shown === undefined) return;
    this.shown = undefined;
    this.layer.remove(shown.standing);
    shown.standing.sprite.destroy();
    this.discard(shown);
  }

  private discard(shown: Outlined): void {
    if (shown.baked !== undefined) discardBaked(shown.baked);
    shown.baked = undefined;
  }

  private build(silhouette: Silhouette): Outlined {
    const { extent, depth } = silhouette;
    const sprite = new Sprite(Texture.EMPTY);
    const standing: StandingSprite = {
      sprite,
      depth,
      rank: standingRank.seatFront,
      sequence,
      left: extent.left - marginPx,
      top: extent.top - marginPx,
      right: extent.right + marginPx,
      bottom: extent.bottom + marginPx,
      inView: false,
      dim: 0,
      redraw: () => {
        const { scale } = this.picture;
        outlined.baked ??= bakeOutline(silhouette, scale);
        placeBaked(sprite, outlined.baked, 0, 0, scale);
      },
    };
    const outlined: Outlined = { standing, baked: undefined };
    return outlined;
  }
}
