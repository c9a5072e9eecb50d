import { Sprite } from 'pixi.js';
import type { Pen } from '../art/index.ts';
import { footprintOf, objectKinds } from '@atrium/world';
import type { WorldObject, WorldSpace } from '@atrium/world';
import { boundsOf, canvasPen, objectShadow, objectSlices, surfaceHeights } from '../art/index.ts';

import type { FloorInlay } from '../floor/floorPainter.ts';
import { scatter } from '../floor/floorPatterns.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { StandingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
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

function inlayOf(draw: (pen: Pen) => void, x: number, y: number): FloorInlay | undefined {
  const bounds = boundsOf(draw);
  if (bounds === undefined) return undefined;
  return {
    extent: { minX: x + bounds.left, minY: y + bounds.top, maxX: x + bounds.right, maxY: y + bounds.bottom },
    paint(context) {
      context.save();
      context.translate(x, y);
      draw(canvasPen(context));
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
      const shadow = inlayOf(objectShadow(object.type, object.rotation), screenX(x, y), screenY(x, y));
      if (shadow !== undefined) shadows.push(shadow);
    }
    if (placement !== 'flat') continue;
    for (const slice of objectSlices(object.type, object.rotation, variationOf(object))) {
      const tileX = x + slice.tileX;
      const tileY = y + slice.tileY;
      const rug = inlayOf(
        (pen) => {
          slice.draw(pen);
        },
        screenX(tileX, tileY),
        screenY(tileX, tileY),
      );
      if (rug !== undefined) rugs.push(rug);
    }
  }
  return [...rugs, ...shadows];
}

interface SliceView {
  readonly standing: StandingSprite;
  /** Where the slice's origin lies in the picture, in px at zoom 1. */
  readonly x: number;
  readonly y: number;
  readonly objectId: string;
  readonly draw: () => void;
}

/** The furniture of a World. */
export interface ObjectViews {
  setPicture(picture: Picture): void;
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
  const shaking = new Map<string, number>();
  const { objects } = space.world;

  const addSlice = (
    object: WorldObject,
    key: string,
    tileX: number,
    tileY: number,
    lift: number,
    rank: StandingRank,
    drawing: (pen: Pen) => void,
  ): void => {
    const bounds = boundsOf(drawing);
    if (bounds === undefined) return;
    const x = screenX(tileX, tileY);
    const y = screenY(tileX, tileY, lift);
    const sprite = new Sprite();
    const draw = (): void => {
      const baked = picture.shelf.drawing(key, drawing);
      if (baked !== undefined) placeBaked(sprite, baked, x, y, picture.scale);
    };
    const standing: StandingSprite = {
      sprite,
      depth: depthOfTile(tileX, tileY),
      rank,
      sequence: 100_000 + views.length,
      left: x + bounds.left - shake.widthPx,
      top: y + bounds.top,
      right: x + bounds.right + shake.widthPx,
      bottom: y + bounds.bottom,
      inView: false,
      enterView: draw,
    };
    views.push({ standing, x, y, objectId: object.id, draw });
    light.add(sprite, new Set([space.zones.at({ x: tileX + 0.5, y: tileY + 0.5 }).id]));
    layer.add(standing);
  };

  for (const object of objects) {
    const { placement } = objectKinds[object.type];
    if (placement === 'flat') continue;
    const lift = placement === 'surface' ? surfaceHeightBelow(objects, object) : 0;
    const rank = placement === 'surface' ? standingRank.surfaceObject : standingRank.object;
    const seed = variationOf(object);
    objectSlices(object.type, object.rotation, seed).forEach((slice, index) => {
      const key = `${object.type}/${object.rotation}/${seed}/${index}`;
      const tileX = object.position.x + slice.tileX;
      const tileY = object.position.y + slice.tileY;
      addSlice(object, key, tileX, tileY, lift, rank, (pen) => {
        slice.draw(pen);
      });
      const { drawFront } = slice;
      if (drawFront !== undefined) {
        addSlice(object, `${key}/front`, tileX, tileY, lift, standingRank.seatFront, (pen) => {
          drawFront(pen);
        });
      }
    });
  }

  return {
    setPicture(next) {
      picture = next;
      for (const view of views) if (view.standing.inView) view.draw();
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
