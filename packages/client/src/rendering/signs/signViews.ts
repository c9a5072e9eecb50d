import { Container, Sprite } from 'pixi.js';
import type { WorldSpace, ZoneInfo } from '@atrium/world';
import { screenX, screenY } from '../iso/projection.ts';
import { bake, contextOf, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import { countIn } from './headCount.ts';
import { signAnchor } from './signAnchor.ts';
import type { SignAnchor } from './signAnchor.ts';
import { layOutSigns } from './signLayout.ts';
import { measureSign, paintSign } from './signPainter.ts';
import type { SignSize } from './signPainter.ts';

interface SignView {
  /** Says what it says, and where. */
  readonly key: string;
  readonly zone: ZoneInfo;
  readonly anchor: SignAnchor;
  readonly sprite: Sprite;
  size: SignSize;
  count: number;
  baked: Baked;
}

/** Where a sign hangs, in device px from the picture's origin, y downwards. */
export interface ShownSign {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** A sign that can be read, and whose it is. */
export interface ReadableSign extends ShownSign {
  readonly zoneId: string;
}

/** The signs of the rooms, in device px from the picture's origin. */
export class SignViews {
  readonly container = new Container();
  private readonly space: WorldSpace;
  private views: readonly SignView[] = [];
  private readonly measuring = contextOf(document.createElement('canvas'));
  private scale: number;
  private devicePixelRatio: number;
  private ownZoneId: string;
  private leftZoneId: string;

  /** @param scale device px per px at zoom 1 */
  constructor(space: WorldSpace, zoneId: string, scale: number, devicePixelRatio: number) {
    this.space = space;
    this.ownZoneId = zoneId;
    this.leftZoneId = zoneId;
    this.scale = scale;
    this.devicePixelRatio = devicePixelRatio;
    this.change();
  }

  /** Hangs the signs of the World as it is now. */
  change(): void {
    const { zones } = this.space;
    const before = new Map(this.views.map((view) => [view.zone.id, view]));
    const after: SignView[] = [];
    for (const zone of zones.all) {
      const anchor = zone.id === zones.ground.id ? undefined : signAnchor(this.space, zone);
      if (anchor === undefined) continue;
      const key = [zone.type, anchor.x, anchor.y, anchor.heightPx, zone.name].join('/');
      const there = before.get(zone.id);
      if (there?.key === key) before.delete(zone.id);
      after.push(there?.key === key ? there : this.build(zone, anchor, key, there?.count ?? 0));
    }
    for (const view of before.values()) {
      view.sprite.destroy();
      discardBaked(view.baked);
    }
    this.views = after;
    this.container.removeChildren();
    if (after.length > 0) this.container.addChild(...after.map(({ sprite }) => sprite));
    this.hang();
  }

  /**
   * Writes the head counts, of each Zone alone: as the chip of one's Zone and the People list do. Returns whether one
   * changed.
   */
  update(counts: ReadonlyMap<string, number>): boolean {
    let changed = false;
    for (const view of this.views) {
      const count = countIn(counts, view.zone.id);
      if (count === view.count) continue;
      view.count = count;
      this.repaint(view);
      changed = true;
    }
    if (changed) this.hang();
    return changed;
  }

  /** Hangs the signs for a zoom (device px per px at zoom 1). */
  setOverlay(scale: number, devicePixelRatio: number): void {
    this.scale = scale;
    if (devicePixelRatio !== this.devicePixelRatio) {
      this.devicePixelRatio = devicePixelRatio;
      for (const view of this.views) this.repaint(view);
    }
    this.hang();
  }

  /** Takes down the sign of the Zone one is in: it would hang in front of the people there. */
  enterZone(zoneId: string): void {
    this.leftZoneId = this.ownZoneId;
    this.ownZoneId = zoneId;
  }

  /** Fades the sign of the Zone left in, `share` from 0 to 1, and that of the Zone entered out. */
  setShare(share: number): void {
    for (const { zone, sprite } of this.views) {
      if (zone.id === this.ownZoneId) sprite.alpha = 1 - share;
      else if (zone.id === this.leftZoneId) sprite.alpha = share;
      sprite.visible = zone.id !== this.ownZoneId || share < 1;
    }
  }

  /** The signs that can be read now. */
  shown(): readonly ReadableSign[] {
    return this.views
      .filter(({ sprite }) => sprite.visible && sprite.alpha > 0.5)
      .map(({ zone, sprite: { x, y, width, height } }) => ({
        zoneId: zone.id,
        left: x,
        bottom: y + height,
        width,
        height,
      }));
  }

  destroy(): void {
    for (const view of this.views) discardBaked(view.baked);
    this.container.destroy({ children: true });
  }

  private build(zone: ZoneInfo, anchor: SignAnchor, key: string, count: number): SignView {
    const size = measureSign(this.measuring, { name: zone.name, type: zone.type, count });
    const baked = this.paint(zone, count, size);
    const sprite = new Sprite(baked.texture);
    sprite.visible = zone.id !== this.ownZoneId;
    return { key, zone, anchor, sprite, size, count, baked };
  }

  private paint(zone: ZoneInfo, count: number, size: SignSize): Baked {
    const extent = { left: 0, top: 0, right: size.width + 1, bottom: size.height + 2 };
    return bake(extent, this.devicePixelRatio, (context) => {
      paintSign(context, { name: zone.name, type: zone.type, count }, size);
    });
  }

  private repaint(view: SignView): void {
    const { zone, count } = view;
    discardBaked(view.baked);
    view.size = measureSign(this.measuring, { name: zone.name, type: zone.type, count });
    view.baked = this.paint(zone, count, view.size);
    view.sprite.texture = view.baked.texture;
  }

  private hang(): void {
    const ratio = this.devicePixelRatio;
    const zoom = this.scale / ratio;
    const places = layOutSigns(
      this.views.map(({ anchor, size }) => ({
        anchorX: screenX(anchor.x, anchor.y) * zoom,
        anchorY: screenY(anchor.x, anchor.y, anchor.heightPx) * zoom,
        width: size.width,
        height: size.height,
      })),
    );
    this.views.forEach(({ sprite, baked }, index) => {
      const place = places[index];
      if (place === undefined) return;
      sprite.position.set(
        Math.round(place.x * ratio) + baked.offsetX,
        Math.round(place.y * ratio) + baked.offsetY,
      );
    });
  }
}
