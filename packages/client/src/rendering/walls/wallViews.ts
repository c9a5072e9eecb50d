import { Sprite } from 'pixi.js';
import type { WorldSpace } from '@atrium/world';
import type { FloorPlan } from '../floor/floorPlan.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { zonesAround } from '../light/zonesAround.ts';
import { placeBaked } from '../picture.ts';
import type { Picture, Refresh } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import type { Daylight } from '../surroundings/daylight.ts';
import { paintWall, wallExtent } from './wallPainter.ts';
import type { WallTile } from './wallRuns.ts';
import { heightsBetween, wallHeights, wallStateAt } from './wallVisibility.ts';
import type { WallHeights } from './wallVisibility.ts';

interface WallView {
  readonly tile: WallTile;
  readonly standing: StandingSprite;
  from: WallHeights;
  to: WallHeights;
  shown: WallHeights;
}

/** The walls of a World. */
export class WallViews {
  private readonly space: WorldSpace;
  private readonly plan: FloorPlan;
  private readonly views: readonly WallView[];
  private picture: Picture;
  private daylight: Daylight;
  private changing: WallView[] = [];

  constructor(
    space: WorldSpace,
    plan: FloorPlan,
    tiles: readonly WallTile[],
    start: { readonly zoneId: string; readonly picture: Picture; readonly daylight: Daylight },
  ) {
    this.space = space;
    this.plan = plan;
    this.picture = start.picture;
    this.daylight = start.daylight;
    this.views = tiles.map((tile, sequence) => this.build(tile, sequence, start.zoneId));
  }

  /** Puts the walls among all that stands, and into the light. */
  addTo(layer: StandingLayer, light: ZoneLight): void {
    for (const { tile, standing } of this.views) {
      light.add(standing, zonesAround(this.space, this.plan, tile.tileX, tile.tileY));
      layer.add(standing);
    }
  }

  /** Begins to show the walls as somebody in a Zone sees them. */
  lookFrom(zoneId: string): void {
    this.changing = [];
    for (const view of this.views) {
      const to = this.heightsSeenFrom(view.tile, zoneId);
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
    for (const view of this.views) if (view.tile.kind === 'window' && view.standing.inView) this.draw(view);
  }

  /** Goes over to another scale. Returns what sharpens each wall that is in view. */
  setPicture(picture: Picture): readonly Refresh[] {
    this.picture = picture;
    return this.views
      .filter((view) => view.standing.inView)
      .map((view) => () => {
        this.draw(view);
      });
  }

  private build(tile: WallTile, sequence: number, zoneId: string): WallView {
    const x = screenX(tile.tileX, tile.tileY);
    const y = screenY(tile.tileX, tile.tileY);
    const heights = this.heightsSeenFrom(tile, zoneId);
    const standing: StandingSprite = {
      sprite: new Sprite(),
      depth: depthOfTile(tile.tileX, tile.tileY),
      rank: standingRank.structure,
      sequence,
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

  private heightsSeenFrom(tile: WallTile, zoneId: string): WallHeights {
    const isMine = (x: number, y: number): boolean =>
      this.space.zones.at({ x: x + 0.5, y: y + 0.5 }).id === zoneId;
    return wallHeights(wallStateAt(this.plan, tile.tileX, tile.tileY, isMine), tile.kind === 'glass');
  }

  private draw({ tile, standing, shown }: WallView): void {
    const { kind, joins, continues, tileX, tileY } = tile;
    const { solid, glass } = shown;
    const { daylight } = this;
    const seen = kind === 'window' ? daylight : '';
    const key = `${kind}/${joins}/${kind === 'wall' ? 0 : continues}/${solid}/${glass}/${seen}`;
    const baked = this.picture.shelf.take(
      key,
      wallExtent,
      (context) => {
        paintWall(context, { kind, joins, continues, solid, glass, daylight });
      },
      standing.dim,
    );
    placeBaked(standing.sprite, baked, screenX(tileX, tileY), screenY(tileX, tileY), this.picture.scale);
  }
}
