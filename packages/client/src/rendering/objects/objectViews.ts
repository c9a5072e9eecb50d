import { Sprite } from 'pixi.js';
import { kindOf } from '@atrium/world';
import type { Position, WorldObject, WorldSpace } from '@atrium/world';
import type { Silhouette } from '../highlight/silhouette.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { StandingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { placeBaked } from '../picture.ts';
import type { Picture, Refresh } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import type { DrawnExtent } from '../textures/bakery.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';
import type { NamedDrawing, ObjectLooks } from './objectLooks.ts';
import { surfacesOf } from './objectPlacing.ts';

/** Drawing order among Objects in one place, after walls and Doors. */
const firstSequence = 100_000;

/** One piece of furniture that fits on one tile. */
interface SliceView {
  readonly standing: StandingSprite;
  readonly tile: Position;
  readonly silhouette: Silhouette;
}

interface ObjectView {
  /** Says what it looks like, where it is and in whose light. */
  readonly key: string;
  /** What it was made of: where that is the very same, it looks the same. */
  object: WorldObject;
  readonly lift: number;
  readonly slices: readonly SliceView[];
}

const shaking = { durationMs: 320, swings: 3, widthPx: 2.5 } as const;

export interface ObjectViewsParts {
  readonly space: WorldSpace;
  readonly layer: StandingLayer;
  readonly light: ZoneLight;
  readonly looks: ObjectLooks;
  readonly picture: Picture;
}

/** The furniture of a World. */
export class ObjectViews {
  private readonly parts: ObjectViewsParts;
  private readonly views = new Map<string, ObjectView>();
  /** Since when, in ms, each Object that refused somebody shakes. */
  private readonly refused = new Map<string, number>();
  private picture: Picture;

  constructor(parts: ObjectViewsParts) {
    this.parts = parts;
    this.picture = parts.picture;
    this.change();
  }

  /** Shows the furniture as the World has it now. @param hasSameLook whether what has not changed looks as before */
  change({ hasSameLook }: { readonly hasSameLook: boolean } = { hasSameLook: false }): void {
    const { objects } = this.parts.space.world;
    const surfaces = surfacesOf(objects);
    const gone = new Set(this.views.keys());
    let sequence = firstSequence;
    for (const object of objects) {
      const { placement } = kindOf(object);
      if (placement === 'flat') continue;
      gone.delete(object.id);
      const lift = placement === 'surface' ? surfaces(object.position) : 0;
      const there = hasSameLook ? this.views.get(object.id) : undefined;
      const isSame = there?.object === object && there.lift === lift;
      const { slices } = isSame ? there : this.show(object, lift);
      for (const { standing } of slices) standing.sequence = sequence++;
    }
    for (const id of gone) this.hide(id);
  }

  /** Goes over to another scale. Returns what sharpens each piece that is in view. */
  setPicture(picture: Picture): readonly Refresh[] {
    this.picture = picture;
    return this.slices().map(({ standing }) => () => {
      if (standing.inView) standing.redraw();
    });
  }

  /** Shakes an Object that refused somebody. */
  shake(objectId: string, nowMs: number): void {
    this.refused.set(objectId, nowMs);
  }

  /** Moves what shakes. Returns whether anything still does. */
  update(nowMs: number): boolean {
    const shakes = this.refused.size > 0;
    for (const [objectId, sinceMs] of this.refused) {
      const share = Math.min(1, (nowMs - sinceMs) / shaking.durationMs);
      const off = Math.sin(share * shaking.swings * 2 * Math.PI) * (1 - share) * shaking.widthPx;
      for (const { standing } of this.views.get(objectId)?.slices ?? []) {
        if (!standing.inView) continue;
        standing.redraw();
        standing.sprite.x += Math.round(off * this.picture.scale);
      }
      if (share >= 1) this.refused.delete(objectId);
    }
    return shakes;
  }

  /** What an Object covers of the picture, part by part, or what of it stands on one tile. */
  silhouettesOf(objectId: string, tile?: Position): readonly Silhouette[] {
    return (this.views.get(objectId)?.slices ?? [])
      .filter((view) => tile === undefined || (view.tile.x === tile.x && view.tile.y === tile.y))
      .map(({ silhouette }) => silhouette);
  }

  private slices(): readonly SliceView[] {
    return [...this.views.values()].flatMap(({ slices }) => slices);
  }

  /** The view of an Object; made anew where it looks different from before. */
  private show(object: WorldObject, lift: number): ObjectView {
    const { id, position } = object;
    const { layer, light, looks, space } = this.parts;
    const slices = looks.slicesOf(object);
    const zoneIds = slices.map(
      ({ tileX, tileY }) => space.zones.at({ x: position.x + tileX + 0.5, y: position.y + tileY + 0.5 }).id,
    );
    const key = [looks.keyOf(object), position.x, position.y, lift, ...zoneIds].join('/');
    const before = this.views.get(id);
    if (before?.key === key) {
      before.object = object;
      return before;
    }
    if (before !== undefined) this.hide(id);
    const rank = kindOf(object).placement === 'surface' ? standingRank.surfaceObject : standingRank.object;
    const made = slices.flatMap(({ tileX, tileY, drawing, front }, index) => {
      const tile = { x: position.x + tileX, y: position.y + tileY };
      const parts = [
        ...this.buildSlice(tile, lift, drawing, rank),
        ...(front === undefined ? [] : this.buildSlice(tile, lift, front, standingRank.seatFront)),
      ];
      for (const { standing } of parts) {
        light.add(standing, new Set([zoneIds[index] ?? '']));
        layer.add(standing);
      }
      return parts;
    });
    const view: ObjectView = { key, object, lift, slices: made };
    this.views.set(id, view);
    return view;
  }

  private hide(objectId: string): void {
    for (const { standing } of this.views.get(objectId)?.slices ?? []) {
      this.parts.light.remove(standing);
      this.parts.layer.remove(standing);
      standing.sprite.destroy();
    }
    this.views.delete(objectId);
  }

  private buildSlice(
    tile: Position,
    lift: number,
    drawing: NamedDrawing,
    rank: StandingRank,
  ): readonly SliceView[] {
    if (drawing.extent === undefined) return [];
    const { key, extent, paint } = drawing;
    const x = screenX(tile.x, tile.y);
    const y = screenY(tile.x, tile.y, lift);
    const sprite = new Sprite();
    const standing: StandingSprite = {
      sprite,
      depth: depthOfTile(tile.x, tile.y),
      rank,
      sequence: firstSequence,
      left: x + extent.left - shaking.widthPx,
      top: y + extent.top,
      right: x + extent.right + shaking.widthPx,
      bottom: y + extent.bottom,
      inView: false,
      dim: 0,
      redraw: () => {
        const { shelf, scale } = this.picture;
        placeBaked(sprite, shelf.take(key, extent, paint, standing.dim), x, y, scale);
      },
    };
    return [{ standing, tile, silhouette: placeSilhouette(extent, paint, x, y, standing.depth) }];
  }
}

/** @param x, y where the drawing's origin is in the picture, in px at zoom 1 */
function placeSilhouette(
  { left, top, right, bottom }: DrawnExtent,
  paint: RecordedDrawing['paint'],
  x: number,
  y: number,
  depth: number,
): Silhouette {
  return {
    extent: { left: x + left, top: y + top, right: x + right, bottom: y + bottom },
    depth,
    paint(context) {
      context.save();
      context.translate(x, y);
      paint(context);
      context.restore();
    },
  };
}
