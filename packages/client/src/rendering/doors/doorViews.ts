import { Sprite } from 'pixi.js';
import { tilesOf } from '@atrium/world';
import type { Door, WorldSpace } from '@atrium/world';
import type { FloorPlan } from '../floor/floorPlan.ts';
import { depthOf, depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { placeBaked } from '../picture.ts';
import type { Picture, Refresh } from '../picture.ts';
import type { AvatarView } from '../scene.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import { zonesAround } from '../light/zonesAround.ts';
import {
  heightsBetween,
  kerbHeightPx,
  wallHeightPx,
  wallHeights,
  wallStateAt,
} from '../walls/wallVisibility.ts';
import type { WallHeights } from '../walls/wallVisibility.ts';
import { countInside } from '../signs/headCount.ts';
import { doorAxis } from './doorAxis.ts';
import { opensFor } from './doorOpening.ts';
import { doorExtent, lampGlowPx, lampHeightPx, paintDoor, paintDoorLamp } from './doorPainter.ts';
import type { DoorShape } from './doorPainter.ts';

/** How long a Door takes to open or close, in ms. */
const slideMs = 180;
/** Pictures between closed and open. */
const openSteps = 8;

interface DoorTile {
  readonly tileX: number;
  readonly tileY: number;
  readonly fixed: Omit<DoorShape, 'open' | 'solid' | 'glass'>;
  readonly standing: StandingSprite;
  from: WallHeights;
  to: WallHeights;
  heights: WallHeights;
}

interface DoorView {
  readonly door: Door;
  readonly tiles: readonly DoorTile[];
  readonly lamp: StandingSprite;
  isLit: boolean;
  /** 0 closed, 1 open. */
  open: number;
  isOpening: boolean;
}

/** The Doors of a World. */
export interface DoorViews {
  lookFrom(zoneId: string): void;
  setShare(share: number): void;
  /** Goes over to another scale. Returns what sharpens each Door. */
  setPicture(picture: Picture): readonly Refresh[];
  /** Opens and closes for the people who are seen. Returns whether a Door moves or changed. */
  update(avatars: readonly AvatarView[], counts: ReadonlyMap<string, number>, elapsedMs: number): boolean;
}

/** A lamp hangs on the lintel: where the wall is a kerb there is neither. */
function lampOpacity(view: DoorView): number {
  const heights = view.tiles[0]?.heights;
  if (heights === undefined) return 1;
  return Math.min(1, Math.max(heights.glass, (heights.solid - kerbHeightPx) / (wallHeightPx - kerbHeightPx)));
}

export function createDoorViews(
  space: WorldSpace,
  plan: FloorPlan,
  layer: StandingLayer,
  light: ZoneLight,
  zoneId: string,
  reducedMotion: boolean,
  initial: Picture,
): DoorViews {
  let picture = initial;
  let sequence = 50_000;

  const heightsSeenFrom = (tileX: number, tileY: number, seenFrom: string): WallHeights => {
    // A Door's own floor belongs to no side: as walls do, it is judged by the floor around it.
    const isMine = (x: number, y: number): boolean =>
      space.gateAtTile(x, y) === undefined && space.zones.at({ x: x + 0.5, y: y + 0.5 }).id === seenFrom;
    return wallHeights(wallStateAt(plan, tileX, tileY, isMine), false);
  };
  const drawTile = (view: DoorView, tile: DoorTile): void => {
    const open = Math.round(view.open * openSteps) / openSteps;
    const shape: DoorShape = { ...tile.fixed, open, ...tile.heights };
    const key = `door/${Object.values(shape).join('/')}`;
    const baked = picture.shelf.take(key, doorExtent, (context) => {
      paintDoor(context, shape);
    });
    placeBaked(
      tile.standing.sprite,
      baked,
      screenX(tile.tileX, tile.tileY),
      screenY(tile.tileX, tile.tileY),
      picture.scale,
    );
  };
  const drawLamp = (view: DoorView): void => {
    const { x, y, width, height } = view.door.bounds;
    const glow = { left: -lampGlowPx, top: -lampGlowPx, right: lampGlowPx, bottom: lampGlowPx };
    const baked = picture.shelf.take(`lamp/${view.isLit}`, glow, (context) => {
      paintDoorLamp(context, view.isLit);
    });
    const centreX = x + width / 2;
    const centreY = y + height / 2;
    view.lamp.sprite.alpha = lampOpacity(view);
    placeBaked(
      view.lamp.sprite,
      baked,
      screenX(centreX, centreY),
      screenY(centreX, centreY, lampHeightPx),
      picture.scale,
    );
  };
  const draw = (view: DoorView): void => {
    for (const tile of view.tiles) if (tile.standing.inView) drawTile(view, tile);
    if (view.lamp.inView) drawLamp(view);
  };

  const views = space.world.doors.map((door): DoorView => {
    const along = doorAxis(plan, door);
    const { bounds } = door;
    const length = along === 'x' ? bounds.width : bounds.height;
    const tiles = [...tilesOf(bounds)].map(({ x: tileX, y: tileY }): DoorTile => {
      const place = along === 'x' ? tileX - bounds.x : tileY - bounds.y;
      const left = screenX(tileX, tileY);
      const top = screenY(tileX, tileY);
      const heights = heightsSeenFrom(tileX, tileY, zoneId);
      const tile: DoorTile = {
        tileX,
        tileY,
        fixed: {
          along,
          slidesTo: place * 2 < length ? 'start' : 'end',
          postAtStart: place === 0,
          postAtEnd: place === length - 1,
        },
        from: heights,
        to: heights,
        heights,
        standing: {
          sprite: new Sprite(),
          depth: depthOfTile(tileX, tileY),
          rank: standingRank.structure,
          sequence: sequence++,
          left: left + doorExtent.left,
          top: top + doorExtent.top,
          right: left + doorExtent.right,
          bottom: top + doorExtent.bottom,
          inView: false,
          enterView: () => {
            drawTile(view, tile);
          },
        },
      };
      return tile;
    });
    const centreX = bounds.x + bounds.width / 2;
    const centreY = bounds.y + bounds.height / 2;
    const lampX = screenX(centreX, centreY);
    const lampY = screenY(centreX, centreY, lampHeightPx);
    const lamp: StandingSprite = {
      sprite: new Sprite(),
      depth: depthOf(centreX, centreY),
      rank: standingRank.seatFront,
      sequence: sequence++,
      left: lampX - lampGlowPx,
      top: lampY - lampGlowPx,
      right: lampX + lampGlowPx,
      bottom: lampY + lampGlowPx,
      inView: false,
      enterView: () => {
        drawLamp(view);
      },
    };
    const view: DoorView = { door, tiles, lamp, isLit: false, open: 0, isOpening: false };
    return view;
  });
  for (const { tiles, lamp } of views) {
    for (const tile of tiles) {
      light.add(tile.standing.sprite, zonesAround(space, plan, tile.tileX, tile.tileY));
      layer.add(tile.standing);
    }
    layer.add(lamp);
  }

  return {
    lookFrom(seenFrom) {
      for (const tile of views.flatMap((view) => view.tiles)) {
        tile.from = tile.heights;
        tile.to = heightsSeenFrom(tile.tileX, tile.tileY, seenFrom);
      }
    },
    setShare(share) {
      for (const view of views) {
        for (const tile of view.tiles) {
          const next = heightsBetween(tile.from, tile.to, share);
          if (next.solid === tile.heights.solid && next.glass === tile.heights.glass) continue;
          tile.heights = next;
          if (tile.standing.inView) drawTile(view, tile);
          view.lamp.sprite.alpha = lampOpacity(view);
        }
      }
    },
    setPicture(next) {
      picture = next;
      return views.map((view) => () => {
        draw(view);
      });
    },
    update(avatars, counts, elapsedMs) {
      let changed = false;
      for (const view of views) {
        const inside = countInside(space, counts, view.door.leadsToZone);
        view.isOpening = avatars.some((avatar) => opensFor(space, view.door, avatar, inside));
        const goal = view.isOpening ? 1 : 0;
        const isLit = inside > 0;
        if (view.open === goal && view.isLit === isLit) continue;
        const step = reducedMotion ? 1 : elapsedMs / slideMs;
        view.open = goal > view.open ? Math.min(1, view.open + step) : Math.max(0, view.open - step);
        view.isLit = isLit;
        draw(view);
        changed = true;
      }
      return changed;
    },
  };
}
