import { Container, Sprite } from 'pixi.js';
import type { Position, WorldSpace, ZoneInfo } from '@atrium/world';
import { countInside } from './headCount.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { lampHeightPx } from '../doors/doorPainter.ts';
import { bake, contextOf, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import { layOutSigns } from './signLayout.ts';
import { measureSign, paintSign } from './signPainter.ts';
import type { SignSize } from './signPainter.ts';
import { wallHeightPx } from '../walls/wallVisibility.ts';

/** Where a sign hangs in the World: a place on the floor (tiles) and a height above it (px at zoom 1). */
export interface SignAnchor extends Position {
  readonly heightPx: number;
}

/** Above the Door of a room; over the middle of a Zone without one. */
export function signAnchor(space: WorldSpace, zone: ZoneInfo): SignAnchor | undefined {
  const door = space.world.doors.find(({ leadsToZone }) => leadsToZone === zone.id);
  if (door !== undefined) {
    const { x, y, width, height } = door.bounds;
    return { x: x + width / 2, y: y + height / 2, heightPx: lampHeightPx + 8 };
  }
  const largest = [...space.zones.areaOf(zone.id)].sort((a, b) => b.width * b.height - a.width * a.height)[0];
  if (largest === undefined) return undefined;
  const { x, y, width, height } = largest;
  return { x: x + width / 2, y: y + height / 2, heightPx: wallHeightPx };
}

interface SignView {
  readonly zone: ZoneInfo;
  readonly anchor: SignAnchor;
  readonly sprite: Sprite;
  size: SignSize;
  count: number;
  baked: Baked;
}

/** The signs of the rooms, in device px from the picture's origin. */
export interface SignViews {
  readonly container: Container;
  /** Writes the head counts. Returns whether one changed. */
  update(counts: ReadonlyMap<string, number>): boolean;
  /** Hangs the signs for a zoom (device px per px at zoom 1). */
  setOverlay(scale: number, devicePixelRatio: number): void;
  /** Takes down the sign of the Zone one is in: it would hang in front of the people there. */
  enterZone(zoneId: string): void;
  /** Fades the sign of the Zone left in, `share` from 0 to 1, and that of the Zone entered out. */
  setShare(share: number): void;
  destroy(): void;
}

export function createSignViews(
  space: WorldSpace,
  zoneId: string,
  initialScale: number,
  initialRatio: number,
): SignViews {
  const container = new Container();
  let scale = initialScale;
  let devicePixelRatio = initialRatio;
  let ownZoneId = zoneId;
  let leftZoneId = zoneId;
  const measuring = contextOf(document.createElement('canvas'));

  const paint = (zone: ZoneInfo, count: number, size: SignSize): Baked =>
    bake({ left: 0, top: 0, right: size.width + 1, bottom: size.height + 2 }, devicePixelRatio, (context) => {
      paintSign(context, { name: zone.name, type: zone.type, count }, size);
    });
  const views: SignView[] = [];
  for (const zone of space.zones.all) {
    const anchor = zone.id === space.zones.ground.id ? undefined : signAnchor(space, zone);
    if (anchor === undefined) continue;
    const size = measureSign(measuring, { name: zone.name, type: zone.type, count: 0 });
    const baked = paint(zone, 0, size);
    const sprite = new Sprite(baked.texture);
    sprite.visible = zone.id !== zoneId;
    container.addChild(sprite);
    views.push({ zone, anchor, sprite, size, count: 0, baked });
  }

  const hang = (): void => {
    const cssScale = scale / devicePixelRatio;
    const places = layOutSigns(
      views.map(({ anchor, size }) => ({
        anchorX: screenX(anchor.x, anchor.y) * cssScale,
        anchorY: screenY(anchor.x, anchor.y, anchor.heightPx) * cssScale,
        width: size.width,
        height: size.height,
      })),
    );
    views.forEach((view, index) => {
      const place = places[index];
      if (place === undefined) return;
      view.sprite.position.set(
        Math.round(place.x * devicePixelRatio) + view.baked.offsetX,
        Math.round(place.y * devicePixelRatio) + view.baked.offsetY,
      );
    });
  };
  const repaint = (view: SignView): void => {
    discardBaked(view.baked);
    view.size = measureSign(measuring, { name: view.zone.name, type: view.zone.type, count: view.count });
    view.baked = paint(view.zone, view.count, view.size);
    view.sprite.texture = view.baked.texture;
  };

  return {
    container,
    update(counts) {
      let changed = false;
      for (const view of views) {
        const count = countInside(space, counts, view.zone.id);
        if (count === view.count) continue;
        view.count = count;
        repaint(view);
        changed = true;
      }
      if (changed) hang();
      return changed;
    },
    setOverlay(nextScale, nextRatio) {
      scale = nextScale;
      if (nextRatio !== devicePixelRatio) {
        devicePixelRatio = nextRatio;
        for (const view of views) repaint(view);
      }
      hang();
    },
    enterZone(next) {
      leftZoneId = ownZoneId;
      ownZoneId = next;
    },
    setShare(share) {
      for (const { zone, sprite } of views) {
        if (zone.id === ownZoneId) sprite.alpha = 1 - share;
        else if (zone.id === leftZoneId) sprite.alpha = share;
        sprite.visible = zone.id !== ownZoneId || share < 1;
      }
    },
    destroy() {
      for (const view of views) discardBaked(view.baked);
      container.destroy({ children: true });
    },
  };
}
