import { Sprite } from 'pixi.js';
import { objectKinds } from '@atrium/world';
import type { Position, WorldObject, WorldSpace } from '@atrium/world';
import { objectSlices } from '../art/index.ts';
import { joinSilhouettes } from '../highlight/silhouette.ts';
import type { Silhouette } from '../highlight/silhouette.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { StandingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { placeBaked } from '../picture.ts';
import type { Picture, Refresh } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import type { DrawnExtent } from '../textures/bakery.ts';
import { recordDrawing } from '../textures/recordedDrawing.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';
import { surfaceHeightBelow, variationOf } from './objectPlacing.ts';

/** The names of the drawings of one tile of an Object. */
interface SliceKeys {
  readonly key: string;
  readonly tileX: number;
  readonly tileY: number;
  /** What stands in front of somebody seated there. */
  readonly front: string | undefined;
}

/** Records the drawings of an Object, once for all that look alike, and names them tile by tile. */
function slicesOf(object: WorldObject, drawings: Map<string, RecordedDrawing>): readonly SliceKeys[] {
  const seed = variationOf(object);
  const kind = `${object.type}/${object.rotation}/${seed}`;
  return objectSlices(object.type, object.rotation, seed).map(({ tileX, tileY, draw, drawFront }, index) => {
    const key = `${kind}/${index}`;
    const front = drawFront === undefined ? undefined : `${key}/front`;
    if (!drawings.has(key)) drawings.set(key, recordDrawing(draw));
    if (drawFront !== undefined && front !== undefined && !drawings.has(front)) {
      drawings.set(front, recordDrawing(drawFront));
    }
    return { key, tileX, tileY, front };
  });
}

/** Drawing order among Objects in one place, after walls and Doors. */
const firstSequence = 100_000;

/** One piece of furniture that fits on one tile. */
interface SliceView {
  readonly standing: StandingSprite;
  readonly objectId: string;
  readonly tile: Position;
  readonly silhouette: Silhouette;
}

const shaking = { durationMs: 320, swings: 3, widthPx: 2.5 } as const;

/** The furniture of a World. */
export class ObjectViews {
  private readonly views: readonly SliceView[];
  private readonly drawings = new Map<string, RecordedDrawing>();
  /** Since when, in ms, each Object that refused somebody shakes. */
  private readonly refused = new Map<string, number>();
  private picture: Picture;
  private sequence = firstSequence;

  constructor(objects: readonly WorldObject[], picture: Picture) {
    this.picture = picture;
    this.views = objects
      .filter(({ type }) => objectKinds[type].placement !== 'flat')
      .flatMap((object) => this.build(objects, object));
  }

  /** Puts the furniture among all that stands, and into the light. */
  addTo(space: WorldSpace, layer: StandingLayer, light: ZoneLight): void {
    for (const { standing, tile } of this.views) {
      light.add(standing, new Set([space.zones.at({ x: tile.x + 0.5, y: tile.y + 0.5 }).id]));
      layer.add(standing);
    }
  }

  /** Goes over to another scale. Returns what sharpens each piece that is in view. */
  setPicture(picture: Picture): readonly Refresh[] {
    this.picture = picture;
    return this.views.filter((view) => view.standing.inView).map((view) => view.standing.redraw);
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
      for (const { standing, objectId: ownId } of this.views) {
        if (ownId !== objectId || !standing.inView) continue;
        standing.redraw();
        standing.sprite.x += Math.round(off * this.picture.scale);
      }
      if (share >= 1) this.refused.delete(objectId);
    }
    return shakes;
  }

  /** What an Object covers of the picture, or what of it stands on one tile. */
  silhouetteOf(objectId: string, tile?: Position): Silhouette | undefined {
    const parts = this.views.filter(
      (view) =>
        view.objectId === objectId &&
        (tile === undefined || (view.tile.x === tile.x && view.tile.y === tile.y)),
    );
    return joinSilhouettes(parts.map(({ silhouette }) => silhouette));
  }

  private build(objects: readonly WorldObject[], object: WorldObject): SliceView[] {
    const isOnTop = objectKinds[object.type].placement === 'surface';
    const lift = isOnTop ? surfaceHeightBelow(objects, object) : 0;
    const rank = isOnTop ? standingRank.surfaceObject : standingRank.object;
    return slicesOf(object, this.drawings).flatMap(({ key, tileX, tileY, front }) => {
      const tile = { x: object.position.x + tileX, y: object.position.y + tileY };
      const slice = this.buildSlice(object.id, tile, lift, key, rank);
      if (front === undefined) return slice;
      return [...slice, ...this.buildSlice(object.id, tile, lift, front, standingRank.seatFront)];
    });
  }

  private buildSlice(
    objectId: string,
    tile: Position,
    lift: number,
    key: string,
    rank: StandingRank,
  ): SliceView[] {
    const drawing = this.drawings.get(key);
    if (drawing?.extent === undefined) return [];
    const { extent, paint } = drawing;
    const x = screenX(tile.x, tile.y);
    const y = screenY(tile.x, tile.y, lift);
    const sprite = new Sprite();
    const standing: StandingSprite = {
      sprite,
      depth: depthOfTile(tile.x, tile.y),
      rank,
      sequence: this.sequence++,
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
    return [{ standing, objectId, tile, silhouette: placeSilhouette(extent, paint, x, y, standing.depth) }];
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
