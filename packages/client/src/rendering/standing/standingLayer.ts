import { Container } from 'pixi.js';
import type { Sprite } from 'pixi.js';
import type { Extent } from '../camera/camera.ts';
import { restoreOrder } from '../iso/standingOrder.ts';
import type { Standing } from '../iso/standingOrder.ts';

/** Something that stands on the floor, with its sprite. */
export interface StandingSprite extends Standing {
  readonly sprite: Sprite;
  /** What it may cover in the World picture, in px at zoom 1. */
  left: number;
  top: number;
  right: number;
  bottom: number;
  inView: boolean;
  /** How far it lies in dusk, 0 to 1. */
  dim: number;
  /** Takes the texture it is to be shown with; first called when it comes into view, so that none is made earlier. */
  readonly redraw: () => void;
}

/** Everything that stands on the floor, in one drawing order. */
export interface StandingLayer {
  readonly container: Container;
  add(standing: StandingSprite): void;
  remove(standing: StandingSprite): void;
  /** To be called when something may have moved into view or out of it. */
  moved(standing: StandingSprite): void;
  /** Leaves out what lies outside of a region of the picture (px at zoom 1). */
  cull(region: Extent): void;
  /** Puts the order right after something moved. Returns whether it changed. */
  sort(): boolean;
  readonly shown: readonly StandingSprite[];
}

export function createStandingLayer(): StandingLayer {
  const container = new Container({ isRenderGroup: true });
  /** Nothing is in view before the first `cull`. */
  let view: Extent = { minX: 0, minY: 0, maxX: 0, maxY: 0 };
  const everything = new Set<StandingSprite>();
  const shown: StandingSprite[] = [];
  let isStale = false;

  /** Writes the order into the container: PixiJS draws children as they are listed. */
  const list = (): void => {
    shown.forEach((standing, index) => {
      container.children[index] = standing.sprite;
    });
    container.renderGroup.structureDidChange = true;
  };
  const show = (standing: StandingSprite): void => {
    standing.inView = true;
    standing.redraw();
    shown.push(standing);
    container.addChild(standing.sprite);
    isStale = true;
  };
  const hide = (standing: StandingSprite): void => {
    standing.inView = false;
    const index = shown.indexOf(standing);
    if (index >= 0) shown.splice(index, 1);
    container.removeChild(standing.sprite);
  };

  const check = (standing: StandingSprite): void => {
    const isIn =
      standing.right > view.minX &&
      standing.left < view.maxX &&
      standing.bottom > view.minY &&
      standing.top < view.maxY;
    if (isIn === standing.inView) return;
    if (isIn) show(standing);
    else hide(standing);
  };

  return {
    container,
    shown,
    add(standing) {
      everything.add(standing);
      check(standing);
    },
    moved: check,
    remove(standing) {
      everything.delete(standing);
      if (standing.inView) hide(standing);
    },
    cull(region) {
      view = region;
      for (const standing of everything) check(standing);
    },
    sort() {
      const changed = restoreOrder(shown) || isStale;
      if (changed) list();
      isStale = false;
      return changed;
    },
  };
}
