import { Sprite } from 'pixi.js';
import type { WorldSpace } from '@atrium/world';
import type { PicturePlan } from '../floor/picturePlan.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { zonesAround } from '../light/zonesAround.ts';
import { placeBaked } from '../picture.ts';
import type { Picture, Refresh } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import type { Daylight } from '../surroundings/daylight.ts';
import type { Viewpoint } from '../viewpoint.ts';
import type { PaintFinishes } from './wallFace.ts';
import { isWindow } from './windowPainter.ts';
import { paintWall, wallExtent } from './wallPainter.ts';
import type { WallTile } from './wallRuns.ts';
import { heightsBetween, wallHeights, wallStateFrom } from './wallVisibility.ts';
import type { WallHeights } from './wallVisibility.ts';

/** More tiles than any Map has in a row, so that row and column make one number. */
const tilesPerRow = 4096;

interface WallView {
  tile: WallTile;
  readonly standing: StandingSprite;
  from: WallHeights;
  to: WallHeights;
  shown: WallHeights;
}

export interface WallViewsParts {
  readonly space: WorldSpace;
  readonly layer: StandingLayer;
  readonly light: ZoneLight;
  readonly zoneId: string;
  readonly picture: Picture;
  readonly daylight: Daylight;
}

/** The walls of a World. */
export class WallViews {
  private readonly parts: WallViewsParts;
  private plan: PicturePlan;
  private readonly views = new Map<number, WallView>();
  private viewpoint: Viewpoint;
  private picture: Picture;
  private daylight: Daylight;
  private changing: WallView[] = [];
  private finishes: PaintFinishes | undefined;

  constructor(plan: PicturePlan, parts: WallViewsParts) {
    this.parts = parts;
    this.plan = plan;
    this.viewpoint = parts.zoneId;
    this.picture = parts.picture;
    this.daylight = parts.daylight;
    this.change(plan, () => true);
  }

  /** Shows the walls of another plan. @param isNear whether a tile looks different, or one near to it */
  change(plan: PicturePlan, isNear: (tileX: number, tileY: number) => boolean): void {
    this.plan = plan;
    const gone = new Set(this.views.keys());
    for (const tile of plan.walls) {
      const { tileX, tileY } = tile;
      const place = tileY * tilesPerRow + tileX;
      gone.delete(place);
      const there = this.views.get(place);
      const isAlike = there?.tile.sides?.key === tile.sides?.key && !isNear(tileX, tileY);
      if (there !== undefined && isAlike) continue;
      const heights = this.heightsSeenFrom(tile, this.viewpoint);
      const view = there ?? this.build(tile, heights);
      Object.assign(view, { tile, from: heights, to: heights, shown: heights });
      this.parts.light.add(view.standing, zonesAround(this.parts.space, plan.floor, tileX, tileY));
      this.views.set(place, view);
      if (there === undefined) this.parts.layer.add(view.standing);
      else if (view.standing.inView) this.draw(view);
    }
    for (const place of gone) this.remove(place);
  }

  /** What paints finishes has arrived. */
  finish(finishes: PaintFinishes): void {
    this.finishes = finishes;
    for (const view of this.views.values()) {
      if (view.tile.sides !== undefined && view.standing.inView) this.draw(view);
    }
  }

  /** Begins to show the walls as they are seen from another viewpoint. */
  lookFrom(viewpoint: Viewpoint): void {
    this.viewpoint = viewpoint;
    this.changing = [];
    for (const view of this.views.values()) {
      const to = this.heightsSeenFrom(view.tile, viewpoint);
      if (to.solid === view.shown.solid && to.glass === view.shown.glass) continue;
      view.from = view.shown;
      view.to = to;
      this.changing.push(view);
    }
  }

  /** Shows the walls on their way; `share` from 0, as they were, to 1. */
  setShare(share: number): void {
    for (const view of this.changing) {
      const next = heightsBetween(view.from, view.to, share);
      if (next.solid === view.shown.solid && next.glass === view.shown.glass) continue;
      view.shown = next;
      if (view.standing.inView) this.draw(view);
    }
    if (share >= 1) this.changing = [];
  }

  /** Shows another light through the windows. */
  setDaylight(daylight: Daylight): void {
    this.daylight = daylight;
    for (const view of this.views.values())
      if (isWindow(view.tile.kind) && view.standing.inView) this.draw(view);
  }

  /** Goes over to another scale. Returns what sharpens each wall that is in view. */
  setPicture(picture: Picture): readonly Refresh[] {
    this.picture = picture;
    return [...this.views.values()].map((view) => () => {
      if (view.standing.inView) this.draw(view);
    });
  }

  private remove(place: number): void {
    const view = this.views.get(place);
    if (view === undefined) return;
    this.views.delete(place);
    this.parts.light.remove(view.standing);
    this.parts.layer.remove(view.standing);
    view.standing.sprite.destroy();
  }

  private build(tile: WallTile, heights: WallHeights): WallView {
    const x = screenX(tile.tileX, tile.tileY);
    const y = screenY(tile.tileX, tile.tileY);
    const standing: StandingSprite = {
      sprite: new Sprite(),
      depth: depthOfTile(tile.tileX, tile.tileY),
      rank: standingRank.structure,
      // Of tiles that are equally near, no two are in one row.
      sequence: tile.tileY,
      left: x + wallExtent.left,
      top: y + wallExtent.top,
      right: x + wallExtent.right,
      bottom: y + wallExtent.bottom,
      inView: false,
      dim: 0,
      redraw: () => {
        this.draw(view);
      },
    };
    const view: WallView = { tile, standing, from: heights, to: heights, shown: heights };
    return view;
  }

  private heightsSeenFrom(tile: WallTile, viewpoint: Viewpoint): WallHeights {
    const isMine = (x: number, y: number): boolean =>
      this.parts.space.zones.at({ x: x + 0.5, y: y + 0.5 }).id === viewpoint;
    return wallHeights(wallStateFrom(viewpoint, this.plan.floor, tile.tileX, tile.tileY, isMine), tile.kind);
  }

  private draw({ tile, standing, shown }: WallView): void {
    const { kind, joins, continues, sides, tileX, tileY } = tile;
    const { solid, glass } = shown;
    const { daylight } = this;
    const seen = isWindow(kind) ? daylight : '';
    const { finishes } = this;
    const finish = sides === undefined ? '' : `/${sides.key}/${finishes === undefined ? 'coming' : ''}`;
    const key = `${kind}/${joins}/${isWindow(kind) || kind === 'glass' ? continues : 0}/${solid}/${glass}/${seen}${finish}`;
    const baked = this.picture.shelf.take(
      key,
      wallExtent,
      (context) => {
        paintWall(context, { kind, joins, continues, solid, glass, sides, daylight }, finishes);
      },
      standing.dim,
    );
    placeBaked(standing.sprite, baked, screenX(tileX, tileY), screenY(tileX, tileY), this.picture.scale);
  }
}
