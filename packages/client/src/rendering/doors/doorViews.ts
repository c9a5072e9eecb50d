import { Sprite } from 'pixi.js';
import type { DoorShown } from '@atrium/protocol';
import { tilesOf } from '@atrium/world';
import type { Door, Position, Rectangle, WorldSpace } from '@atrium/world';
import type { FloorPlan } from '../floor/floorPlan.ts';
import { depthOf, depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { zonesAround } from '../light/zonesAround.ts';
import { placeBaked } from '../picture.ts';
import type { Picture, Refresh } from '../picture.ts';
import type { AvatarView } from '../../session/avatarView.ts';
import { countInside } from '../signs/headCount.ts';
import type { Viewpoint } from '../viewpoint.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import {
  heightsBetween,
  kerbHeightPx,
  wallHeightPx,
  wallHeights,
  wallStateFrom,
} from '../walls/wallVisibility.ts';
import type { WallHeights } from '../walls/wallVisibility.ts';
import { doorAxis } from './doorAxis.ts';
import type { DoorMarkView } from './doorMarkView.ts';
import { markOf, opensFor, standsOpen } from './doorOpening.ts';
import { doorExtent, lampGlowPx, lampHeightPx, paintDoor, paintDoorLamp } from './doorPainter.ts';
import type { DoorShape } from './doorPainter.ts';

/** How long a Door takes to open or close, in ms. */
const slideMs = 180;
/** Pictures between closed and open. */
const openSteps = 8;
/** Drawing order among Doors, after walls. */
const firstSequence = 50_000;

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
  door: Door;
  readonly tiles: DoorTile[];
  readonly lamp: StandingSprite;
  /** Made when there is something to mark. */
  mark: DoorMarkView | undefined;
  readonly centre: Position;
  isLit: boolean;
  /** 0 closed, 1 open. */
  open: number;
}

export interface DoorViewsParts {
  readonly space: WorldSpace;
  readonly layer: StandingLayer;
  readonly light: ZoneLight;
  readonly zoneId: string;
  readonly reducedMotion: boolean;
  readonly picture: Picture;
}

/** The Doors of a World. */
export class DoorViews {
  private readonly parts: DoorViewsParts;
  private readonly views = new Map<string, DoorView>();
  private plan: FloorPlan;
  private viewpoint: Viewpoint;
  /** Draws the marks of Doors that are locked or held closed, once it has arrived. */
  Mark: typeof DoorMarkView | undefined;
  private picture: Picture;

  constructor(plan: FloorPlan, parts: DoorViewsParts) {
    this.parts = parts;
    this.plan = plan;
    this.viewpoint = parts.zoneId;
    this.picture = parts.picture;
    this.change(plan, () => true);
  }

  /** Shows the Doors of another plan. @param isNear whether a tile looks different, or one near to it */
  change(plan: FloorPlan, isNear: (tileX: number, tileY: number) => boolean): void {
    this.plan = plan;
    const gone = new Set(this.views.keys());
    for (const door of this.parts.space.world.doors) {
      gone.delete(door.id);
      const before = this.views.get(door.id);
      const isElsewhere = before !== undefined && !isSameRectangle(before.door.bounds, door.bounds);
      if (
        before !== undefined &&
        !isElsewhere &&
        ![...tilesOf(door.bounds)].some(({ x, y }) => isNear(x, y))
      ) {
        before.door = door;
        continue;
      }
      this.remove(door.id);
      this.views.set(door.id, this.build(door, before?.open ?? 0, before?.isLit ?? false));
    }
    for (const id of gone) this.remove(id);
  }

  /** Begins to show the Doors, as high as the walls beside them, as they are seen from another viewpoint. */
  lookFrom(viewpoint: Viewpoint): void {
    this.viewpoint = viewpoint;
    for (const tile of [...this.views.values()].flatMap((view) => view.tiles)) {
      tile.from = tile.heights;
      tile.to = this.heightsSeenFrom(tile.tileX, tile.tileY, viewpoint);
    }
  }

  /** Shows the Doors on their way; `share` from 0, as they were, to 1. */
  setShare(share: number): void {
    for (const view of this.views.values()) {
      for (const tile of view.tiles) {
        const next = heightsBetween(tile.from, tile.to, share);
        if (next.solid === tile.heights.solid && next.glass === tile.heights.glass) continue;
        tile.heights = next;
        if (tile.standing.inView) this.drawTile(view, tile);
        view.lamp.sprite.alpha = lampOpacity(view);
      }
    }
  }

  /** Goes over to another scale. Returns what sharpens each Door. */
  setPicture(picture: Picture): readonly Refresh[] {
    this.picture = picture;
    return [...this.views.values()].map((view) => () => {
      this.draw(view);
    });
  }

  /** Opens and closes for the people who are seen. Returns whether a Door moves or changed. */
  update(
    avatars: readonly AvatarView[],
    counts: ReadonlyMap<string, number>,
    states: ReadonlyMap<string, DoorShown> | undefined,
    elapsedMs: number,
  ): boolean {
    let changed = false;
    for (const view of this.views.values()) {
      const state = states?.get(view.door.id);
      const mark = markOf(state);
      if (mark !== undefined) view.mark ??= this.newMark(view);
      if (view.mark?.show(mark) === true) changed = true;
      const inside = countInside(this.parts.space, counts, view.door.leadsToZone);
      const isOpen =
        standsOpen(state) ||
        avatars.some((avatar) => opensFor(this.parts.space, view.door, avatar, inside, state));
      const goal = isOpen ? 1 : 0;
      const isLit = inside > 0;
      if (view.open === goal && view.isLit === isLit) continue;
      const step = this.parts.reducedMotion ? 1 : elapsedMs / slideMs;
      view.open = goal > view.open ? Math.min(1, view.open + step) : Math.max(0, view.open - step);
      view.isLit = isLit;
      this.draw(view);
      changed = true;
    }
    return changed;
  }

  private newMark({ door, centre }: DoorView): DoorMarkView | undefined {
    const { Mark } = this;
    return (
      Mark && new Mark(this.parts.layer, centre, firstSequence + door.bounds.y * 2 + 1, () => this.picture)
    );
  }

  private remove(doorId: string): void {
    const view = this.views.get(doorId);
    if (view === undefined) return;
    this.views.delete(doorId);
    view.mark?.show(undefined);
    for (const standing of [view.lamp, ...view.tiles.map((tile) => tile.standing)]) {
      this.parts.light.remove(standing);
      this.parts.layer.remove(standing);
      standing.sprite.destroy();
    }
  }

  private build(door: Door, open: number, isLit: boolean): DoorView {
    const { x, y, width, height } = door.bounds;
    const centre = { x: x + width / 2, y: y + height / 2 };
    const lampX = screenX(centre.x, centre.y);
    const lampY = screenY(centre.x, centre.y, lampHeightPx);
    const lamp: StandingSprite = {
      sprite: new Sprite(),
      depth: depthOf(centre.x, centre.y),
      rank: standingRank.seatFront,
      // Of Doors that are equally near, no two are in one row.
      sequence: firstSequence + y * 2,
      left: lampX - lampGlowPx,
      top: lampY - lampGlowPx,
      right: lampX + lampGlowPx,
      bottom: lampY + lampGlowPx,
      inView: false,
      dim: 0,
      redraw: () => {
        this.drawLamp(view);
      },
    };
    const view: DoorView = { door, tiles: [], lamp, mark: undefined, centre, isLit, open };
    for (const tile of tilesOf(door.bounds)) view.tiles.push(this.buildTile(view, tile));
    for (const { tileX, tileY, standing } of view.tiles) {
      this.parts.light.add(standing, zonesAround(this.parts.space, this.plan, tileX, tileY));
      this.parts.layer.add(standing);
    }
    this.parts.layer.add(lamp);
    return view;
  }

  private buildTile(view: DoorView, { x: tileX, y: tileY }: Position): DoorTile {
    const { bounds } = view.door;
    const along = doorAxis(this.plan, view.door);
    const length = along === 'x' ? bounds.width : bounds.height;
    const place = along === 'x' ? tileX - bounds.x : tileY - bounds.y;
    const left = screenX(tileX, tileY);
    const top = screenY(tileX, tileY);
    const heights = this.heightsSeenFrom(tileX, tileY, this.viewpoint);
    const standing: StandingSprite = {
      sprite: new Sprite(),
      depth: depthOfTile(tileX, tileY),
      rank: standingRank.structure,
      sequence: firstSequence + tileY,
      left: left + doorExtent.left,
      top: top + doorExtent.top,
      right: left + doorExtent.right,
      bottom: top + doorExtent.bottom,
      inView: false,
      dim: 0,
      redraw: () => {
        this.drawTile(view, tile);
      },
    };
    const tile: DoorTile = {
      tileX,
      tileY,
      standing,
      fixed: {
        along,
        slidesTo: place * 2 < length ? 'start' : 'end',
        postAtStart: place === 0,
        postAtEnd: place === length - 1,
      },
      from: heights,
      to: heights,
      heights,
    };
    return tile;
  }

  private heightsSeenFrom(tileX: number, tileY: number, viewpoint: Viewpoint): WallHeights {
    // A Door's own floor belongs to no side: as walls do, it is judged by the floor around it.
    const isMine = (x: number, y: number): boolean =>
      this.parts.space.gateAtTile(x, y) === undefined &&
      this.parts.space.zones.at({ x: x + 0.5, y: y + 0.5 }).id === viewpoint;
    return wallHeights(wallStateFrom(viewpoint, this.plan, tileX, tileY, isMine), 'wall');
  }

  private draw(view: DoorView): void {
    for (const tile of view.tiles) if (tile.standing.inView) this.drawTile(view, tile);
    if (view.lamp.inView) this.drawLamp(view);
    view.mark?.redraw();
  }

  private drawTile(view: DoorView, tile: DoorTile): void {
    const { shelf, scale } = this.picture;
    const open = Math.round(view.open * openSteps) / openSteps;
    const shape: DoorShape = { ...tile.fixed, open, ...tile.heights };
    const baked = shelf.take(
      `door/${Object.values(shape).join('/')}`,
      doorExtent,
      (context) => {
        paintDoor(context, shape);
      },
      tile.standing.dim,
    );
    const { tileX, tileY } = tile;
    placeBaked(tile.standing.sprite, baked, screenX(tileX, tileY), screenY(tileX, tileY), scale);
  }

  private drawLamp(view: DoorView): void {
    const { shelf, scale } = this.picture;
    const { lamp, centre, isLit } = view;
    const glow = { left: -lampGlowPx, top: -lampGlowPx, right: lampGlowPx, bottom: lampGlowPx };
    const baked = shelf.take(`lamp/${isLit}`, glow, (context) => {
      paintDoorLamp(context, isLit);
    });
    lamp.sprite.alpha = lampOpacity(view);
    placeBaked(
      lamp.sprite,
      baked,
      screenX(centre.x, centre.y),
      screenY(centre.x, centre.y, lampHeightPx),
      scale,
    );
  }
}

function isSameRectangle(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** A lamp hangs on the lintel: where the wall is a kerb there is neither. */
function lampOpacity(view: DoorView): number {
  const heights = view.tiles[0]?.heights;
  if (heights === undefined) return 1;
  const risen = (heights.solid - kerbHeightPx) / (wallHeightPx - kerbHeightPx);
  return Math.min(1, Math.max(heights.glass, risen));
}
