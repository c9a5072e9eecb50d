import { Container, Sprite } from 'pixi.js';
import type { WorldSpace } from '@atrium/world';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import { countInside } from '../signs/headCount.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';

/** Height of the shade of a Lamp, in px at zoom 1. */
const shadePx = 46;
const halo = { radius: 34, alpha: 0.42 } as const;
const pool = { width: 62, height: 31, alpha: 0.2 } as const;
/** Drawing order among lamps, after furniture. */
const firstSequence = 150_000;

interface LampView {
  zoneId: string;
  readonly x: number;
  readonly y: number;
  readonly pool: Sprite;
  readonly standing: StandingSprite;
}

/** The light of the Lamps of a World: on where somebody is in the Zone. */
export class LampGlows {
  /** The light that falls on the floor. */
  readonly floor = new Container();
  private readonly space: WorldSpace;
  private readonly layer: StandingLayer;
  /** By their tile. */
  private views: ReadonlyMap<string, LampView> = new Map();
  private picture: Picture;

  constructor(space: WorldSpace, layer: StandingLayer, picture: Picture) {
    this.space = space;
    this.layer = layer;
    this.picture = picture;
    this.change();
  }

  /** Shows the Lamps as the World has them now. */
  change(): void {
    const before = new Map(this.views);
    const after = new Map<string, LampView>();
    this.floor.removeChildren();
    for (const { type, look, position } of this.space.world.objects) {
      const tile = `${position.x},${position.y}`;
      if (type !== 'Lamp' || look === 'desk-lamp' || after.has(tile)) continue;
      const there = before.get(tile);
      const view = there ?? this.build(position.x, position.y);
      before.delete(tile);
      after.set(tile, view);
      view.zoneId = this.space.zones.at({ x: position.x + 0.5, y: position.y + 0.5 }).id;
      this.floor.addChild(view.pool);
      if (there !== undefined) continue;
      this.layer.add(view.standing);
      this.draw(view);
    }
    for (const { pool: light, standing } of before.values()) {
      this.layer.remove(standing);
      standing.sprite.destroy();
      light.destroy();
    }
    this.views = after;
  }

  /** Switches lamps for the head counts. Returns whether one changed. */
  update(counts: ReadonlyMap<string, number>): boolean {
    let changed = false;
    for (const { zoneId, pool: light, standing } of this.views.values()) {
      const isLit = countInside(this.space, counts, zoneId) > 0;
      if (isLit === light.visible) continue;
      light.visible = isLit;
      standing.sprite.visible = isLit;
      changed = true;
    }
    return changed;
  }

  /** Goes over to another scale. */
  setPicture(picture: Picture): void {
    this.picture = picture;
    for (const view of this.views.values()) this.draw(view);
  }

  private build(tileX: number, tileY: number): LampView {
    const x = screenX(tileX + 0.5, tileY + 0.5);
    const y = screenY(tileX + 0.5, tileY + 0.5);
    const view: LampView = {
      zoneId: '',
      x,
      y,
      pool: new Sprite(),
      standing: {
        sprite: new Sprite(),
        depth: depthOfTile(tileX, tileY),
        rank: standingRank.surfaceObject,
        sequence: firstSequence + tileY,
        left: x - halo.radius,
        top: y - shadePx - halo.radius,
        right: x + halo.radius,
        bottom: y - shadePx + halo.radius,
        inView: false,
        dim: 0,
        redraw: () => {
          this.draw(view);
        },
      },
    };
    view.pool.visible = false;
    view.standing.sprite.visible = false;
    return view;
  }

  private draw({ x, y, pool: light, standing }: LampView): void {
    const { shelf, scale } = this.picture;
    const { width, height } = pool;
    const around = { left: -halo.radius, top: -halo.radius, right: halo.radius, bottom: halo.radius };
    const below = { left: -width, top: -height, right: width, bottom: height };
    placeBaked(standing.sprite, shelf.take('lamp-halo', around, paintHalo), x, y - shadePx, scale);
    placeBaked(light, shelf.take('lamp-pool', below, paintPool), x, y, scale);
  }
}

function paintGlow(context: CanvasRenderingContext2D, radius: number, alpha: number): void {
  const glow = context.createRadialGradient(0, 0, 0, 0, 0, radius);
  glow.addColorStop(0, css(palette.lampOn, alpha));
  glow.addColorStop(0.4, css(palette.lampOn, alpha * 0.42));
  glow.addColorStop(1, css(palette.lampOn, 0));
  context.fillStyle = glow;
  context.fillRect(-radius, -radius, radius * 2, radius * 2);
}

function paintHalo(context: CanvasRenderingContext2D): void {
  paintGlow(context, halo.radius, halo.alpha);
}

function paintPool(context: CanvasRenderingContext2D): void {
  context.scale(1, pool.height / pool.width);
  paintGlow(context, pool.width, pool.alpha);
}
