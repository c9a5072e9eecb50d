import { Sprite } from 'pixi.js';
import type { WorldSpace } from '@atrium/world';
import type { FloorPlan } from '../floor/floorPlan.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import { zonesAround } from '../light/zonesAround.ts';
import type { Picture, Refresh } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
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
export interface WallViews {
  /** Begins to show the walls as somebody in a Zone sees them. Returns whether any changes. */
  lookFrom(zoneId: string): boolean;
  /** Shows the walls on their way; `share` from 0, as they were, to 1. */
  setShare(share: number): void;
  /** Goes over to another scale. Returns what sharpens each wall that is in view. */
  setPicture(picture: Picture): readonly Refresh[];
}

export function createWallViews(
  space: WorldSpace,
  plan: FloorPlan,
  tiles: readonly WallTile[],
  layer: StandingLayer,
  light: ZoneLight,
  zoneId: string,
  initial: Picture,
): WallViews {
  let picture = initial;
  let changing: WallView[] = [];

  const heightsSeenFrom = (tile: WallTile, seenFrom: string): WallHeights => {
    const isMine = (x: number, y: number): boolean =>
      space.zones.at({ x: x + 0.5, y: y + 0.5 }).id === seenFrom;
    return wallHeights(wallStateAt(plan, tile.tileX, tile.tileY, isMine), tile.kind === 'glass');
  };
  const draw = ({ tile, standing, shown }: WallView): void => {
    const { kind, joins, continues } = tile;
    const { solid, glass } = shown;
    const key = `${kind}/${joins}/${kind === 'wall' ? 0 : continues}/${solid}/${glass}`;
    const baked = picture.shelf.take(key, wallExtent, (context) => {
      paintWall(context, { kind, joins, continues, solid, glass });
    });
    placeBaked(
      standing.sprite,
      baked,
      screenX(tile.tileX, tile.tileY),
      screenY(tile.tileX, tile.tileY),
      picture.scale,
    );
  };

  const views = tiles.map((tile, sequence): WallView => {
    const x = screenX(tile.tileX, tile.tileY);
    const y = screenY(tile.tileX, tile.tileY);
    const heights = heightsSeenFrom(tile, zoneId);
    const view: WallView = {
      tile,
      from: heights,
      to: heights,
      shown: heights,
      standing: {
        sprite: new Sprite(),
        depth: depthOfTile(tile.tileX, tile.tileY),
        rank: standingRank.structure,
        sequence,
        left: x + wallExtent.left,
        top: y + wallExtent.top,
        right: x + wallExtent.right,
        bottom: y + wallExtent.bottom,
        inView: false,
        enterView: () => {
          draw(view);
        },
      },
    };
    light.add(view.standing.sprite, zonesAround(space, plan, tile.tileX, tile.tileY));
    layer.add(view.standing);
    return view;
  });

  return {
    lookFrom(seenFrom) {
      changing = [];
      for (const view of views) {
        const to = heightsSeenFrom(view.tile, seenFrom);
        if (to.solid === view.shown.solid && to.glass === view.shown.glass) continue;
        view.from = view.shown;
        view.to = to;
        changing.push(view);
      }
      return changing.length > 0;
    },
    setShare(share) {
      for (const view of changing) {
        const next = heightsBetween(view.from, view.to, share);
        if (next.solid === view.shown.solid && next.glass === view.shown.glass) continue;
        view.shown = next;
        if (view.standing.inView) draw(view);
      }
      if (share >= 1) changing = [];
    },
    setPicture(next) {
      picture = next;
      return views
        .filter((view) => view.standing.inView)
        .map((view) => () => {
          draw(view);
        });
    },
  };
}
