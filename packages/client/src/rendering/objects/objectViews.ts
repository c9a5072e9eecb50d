import { Sprite } from 'pixi.js';
import { footprintOf, objectKinds } from '@atrium/world';
import type { Position, WorldObject, WorldSpace } from '@atrium/world';
import { objectShadow, objectSlices, surfaceHeights } from '../art/index.ts';

import type { FloorInlay } from '../floor/floorPainter.ts';
import { scatter } from '../floor/floorPatterns.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { StandingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { placeBaked } from '../picture.ts';
import type { Picture, Refresh } from '../picture.ts';
import { recordDrawing } from '../textures/recordedDrawing.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';

/** How many different plants, shelves and so on there are. */
const variations = 3;

/** Which variation of its type an Object is; always the same one in the same place. */
export function variationOf(object: WorldObject): number {
  return Math.floor(scatter(object.position.x, object.position.y, 11) * variations);
}

/** Height of what a `surface` Object stands on, in px at zoom 1; 0 where nothing is below it. */
export function surfaceHeightBelow(objects: readonly WorldObject[], object: WorldObject): number {
  const { x, y } = object.position;
  for (const below of objects) {
    if (objectKinds[below.type].placement !== 'floor') continue;
    const area = footprintOf(below);
    const isBelow = x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height;
    if (isBelow) return surfaceHeights[below.type] ?? 0;
  }
  return 0;
}

function inlayOf({ extent, paint }: RecordedDrawing, x: number, y: number): FloorInlay | undefined {
  if (extent === undefined) return undefined;
  const { left, top, right, bottom } = extent;
  return {
    extent: { minX: x + left, minY: y + top, maxX: x + right, maxY: y + bottom },
    paint(context) {
      context.save();
      context.translate(x, y);
      paint(context);
      context.restore();
    },
  };
}

/** What of the Objects lies on the floor: rugs first, then the shadows of all others. */
export function objectInlays(objects: readonly WorldObject[]): readonly FloorInlay[] {
  const rugs: FloorInlay[] = [];
  const shadows: FloorInlay[] = [];
  for (const object of objects) {
    const { placement } = objectKinds[object.type];
    const { x, y } = object.position;
    if (placement === 'floor') {
      const shadow = inlayOf(
        recordDrawing(objectShadow(object.type, object.rotation)),
        screenX(x, y),
        screenY(x, y),
      );
      if (shadow !== undefined) shadows.push(shadow);
    }
    if (placement !== 'flat') continue;
    for (const slice of objectSlices(object.type, object.rotation, variationOf(object))) {
      const tileX = x + slice.tileX;
      const tileY = y + slice.tileY;
      const rug = inlayOf(
        recordDrawing((pen) => {
          slice.draw(pen);
        }),
        screenX(tileX, tileY),
        screenY(tileX, tileY),
      );
      if (rug !== undefined) rugs.push(rug);
    }
  }
  return [...rugs, ...shadows];
}

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

interface SliceView {
  readonly standing: StandingSprite;
  readonly objectId: string;
  readonly draw: () => void;
}

/** The furniture of a World. */
export interface ObjectViews {
  /** Goes over to another scale. Returns what sharpens each piece that is in view. */
  setPicture(picture: Picture): readonly Refresh[];
  /** Shakes an Object that refused somebody. */
  shake(objectId: string, nowMs: number): void;
  /** Moves what shakes. Returns whether anything still does. */
  update(nowMs: number): boolean;
}

const shake = { durationMs: 320, swings: 3, widthPx: 2.5 } as const;

export function createObjectViews(
  space: WorldSpace,
  layer: StandingLayer,
  light: ZoneLight,
  initial: Picture,
): ObjectViews {
  let picture = initial;
  const views: SliceView[] = [];
  const drawings = new Map<string, RecordedDrawing>();
  const shaking = new Map<string, number>();
  const { objects } = space.world;

  const addSlice = (
    object: WorldObject,
    tile: Position,
    lift: number,
    rank: StandingRank,
    key: string,
  ): void => {
    const drawing = drawings.get(key);
    if (drawing?.extent === undefined) return;
    const { extent, paint } = drawing;
    const x = screenX(tile.x, tile.y);
    const y = screenY(tile.x, tile.y, lift);
    const sprite = new Sprite();
    const draw = (): void => {
      placeBaked(sprite, picture.shelf.take(key, extent, paint), x, y, picture.scale);
    };
    const standing: StandingSprite = {
      sprite,
      depth: depthOfTile(tile.x, tile.y),
      rank,
      sequence: firstSequence + views.length,
      left: x + extent.left - shake.widthPx,
      top: y + extent.top,
      right: x + extent.right + shake.widthPx,
      bottom: y + extent.bottom,
      inView: false,
      enterView: draw,
    };
    views.push({ standing, objectId: object.id, draw });
    light.add(sprite, new Set([space.zones.at({ x: tile.x + 0.5, y: tile.y + 0.5 }).id]));
    layer.add(standing);
  };

  for (const object of objects) {
    const { placement } = objectKinds[object.type];
    if (placement === 'flat') continue;
    const isOnTop = placement === 'surface';
    const lift = isOnTop ? surfaceHeightBelow(objects, object) : 0;
    const rank = isOnTop ? standingRank.surfaceObject : standingRank.object;
    for (const { key, tileX, tileY, front } of slicesOf(object, drawings)) {
      const tile = { x: object.position.x + tileX, y: object.position.y + tileY };
      addSlice(object, tile, lift, rank, key);
      if (front !== undefined) addSlice(object, tile, lift, standingRank.seatFront, front);
    }
  }

  return {
    setPicture(next) {
      picture = next;
      return views.filter((view) => view.standing.inView).map((view) => view.draw);
    },
    shake(objectId, nowMs) {
      shaking.set(objectId, nowMs);
    },
    update(nowMs) {
      for (const [objectId, sinceMs] of shaking) {
        const share = Math.min(1, (nowMs - sinceMs) / shake.durationMs);
        const off = Math.sin(share * shake.swings * 2 * Math.PI) * (1 - share) * shake.widthPx;
        for (const view of views) {
          if (view.objectId !== objectId || !view.standing.inView) continue;
          view.draw();
          view.standing.sprite.x += Math.round(off * picture.scale);
        }
        if (share >= 1) shaking.delete(objectId);
      }
      return shaking.size > 0;
    },
  };
}
