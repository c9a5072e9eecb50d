import { zoneTypes } from '@atrium/world';
import type { WorldSpace, ZoneInfo } from '@atrium/world';
import { css, shade } from '../colours/colour.ts';
import { palette, shadowAlpha, zoneTint } from '../colours/palette.ts';
import { floorAt, screenX, screenY } from '../iso/projection.ts';
import type { Extent } from '../camera/camera.ts';
import { isOverlapping } from '../camera/camera.ts';
import { veil } from '../light/dimming.ts';
import { isEditorViewpoint } from '../viewpoint.ts';
import type { Viewpoint } from '../viewpoint.ts';
import { side } from '../walls/wallRuns.ts';
import { isWindow } from '../walls/windowPainter.ts';
import type { WallTile } from '../walls/wallRuns.ts';
import type { DaylightColours } from '../surroundings/daylightColours.ts';
import { paintSurroundings } from '../surroundings/surroundingsPainter.ts';
import { floorCellsOf } from './floorCells.ts';
import { floorColour, fillFloor, paintFloorTile } from './floorPatterns.ts';
import type { FindPattern } from './floorPatterns.ts';
import type { FloorPlan } from './floorPlan.ts';
import type { PicturePlan } from './picturePlan.ts';

type Context = CanvasRenderingContext2D;

/** Something that lies flat on the floor and is painted with it: a rug, the shadow of an Object. */
export interface FloorInlay {
  /** Where it lies in the World picture, in px at zoom 1. */
  readonly extent: Extent;
  readonly paint: (context: Context) => void;
}

/** How far a wall's shadow falls towards larger x, in tiles: a quarter of its height. */
const wallShadowTiles = 0.4;

/** Tiles, and their wall neighbours, that may show in a region of the World picture. */
function* tilesIn(plan: FloorPlan, region: Extent): Generator<readonly [number, number]> {
  const top = floorAt(region.minX, region.minY);
  const right = floorAt(region.maxX, region.minY);
  const bottom = floorAt(region.maxX, region.maxY);
  const left = floorAt(region.minX, region.maxY);
  const fromX = Math.max(0, Math.floor(top.x) - 1);
  const toX = Math.min(plan.width - 1, Math.ceil(bottom.x) + 1);
  const fromY = Math.max(0, Math.floor(right.y) - 1);
  const toY = Math.min(plan.height - 1, Math.ceil(left.y) + 1);
  for (let tileY = fromY; tileY <= toY; tileY++) {
    for (let tileX = fromX; tileX <= toX; tileX++) {
      const x = screenX(tileX, tileY);
      const y = screenY(tileX, tileY);
      if (x + 34 < region.minX || x - 34 > region.maxX || y + 34 < region.minY || y - 2 > region.maxY)
        continue;
      yield [tileX, tileY];
    }
  }
}

/** Paints the floor of a World and what lies around it, region by region. */
export interface FloorPainter {
  /** Paints what always looks the same. Both contexts' unit is 1 px at zoom 1, their origin that of the picture. */
  paintBase(context: Context, region: Extent): void;
  /** Dims, over a region that has its base, what is dim from a viewpoint. */
  paintDimming(context: Context, region: Extent, viewpoint: Viewpoint): void;
}

export function createFloorPainter(
  { space, floor: plan, walls, ground }: PicturePlan,
  inlays: readonly FloorInlay[],
  colours: DaylightColours,
  more: FindPattern | undefined,
): FloorPainter {
  const zoneOf = (tileX: number, tileY: number): ZoneInfo =>
    space.zones.at({ x: tileX + 0.5, y: tileY + 0.5 });
  const tintOf = (zone: ZoneInfo): number | undefined =>
    zone.id === space.zones.ground.id ? undefined : zoneTint[zone.type];

  const paintTile = (context: Context, tileX: number, tileY: number): void => {
    for (const cell of floorCellsOf(plan, tileX, tileY)) {
      const colour = floorColour(cell.material, tintOf(zoneOf(cell.ownerX, cell.ownerY)));
      const isWhole = cell.u1 - cell.u0 === 1;
      if (isWhole) {
        paintFloorTile(context, cell.material, tileX, tileY, colour, more);
        continue;
      }
      context.save();
      floorPath(context, cell.u0 - 0.01, cell.v0 - 0.01, cell.u1 + 0.01, cell.v1 + 0.01);
      context.clip();
      paintFloorTile(context, cell.material, tileX, tileY, colour, more);
      context.restore();
    }
  };

  return {
    paintBase(context, region) {
      paintSurroundings(context, region, ground, colours);
      for (const [tileX, tileY] of tilesIn(plan, region)) paintTile(context, tileX, tileY);
      for (const [tileX, tileY] of tilesIn(plan, region)) {
        if (plan.materialAt(tileX, tileY) !== undefined)
          paintBorders(context, space, plan, zoneOf, tileX, tileY);
      }
      paintDaylight(context, plan, walls, region, colours.onFloor);
      for (const inlay of inlays) if (isOverlapping(inlay.extent, region)) inlay.paint(context);
      paintWallShadows(context, plan, walls, region);
    },
    paintDimming(context, region, viewpoint) {
      if (isEditorViewpoint(viewpoint)) return;
      context.beginPath();
      for (const [tileX, tileY] of tilesIn(plan, region)) {
        for (const cell of floorCellsOf(plan, tileX, tileY)) {
          if (zoneOf(cell.ownerX, cell.ownerY).id === viewpoint) continue;
          addFloor(context, cell.u0, cell.v0, cell.u1, cell.v1);
        }
      }
      context.fillStyle = veil(1);
      context.fill();
    },
  };
}

function addFloor(context: Context, u0: number, v0: number, u1: number, v1: number): void {
  context.moveTo(screenX(u0, v0), screenY(u0, v0));
  context.lineTo(screenX(u1, v0), screenY(u1, v0));
  context.lineTo(screenX(u1, v1), screenY(u1, v1));
  context.lineTo(screenX(u0, v1), screenY(u0, v1));
  context.closePath();
}

function floorPath(context: Context, u0: number, v0: number, u1: number, v1: number): void {
  context.beginPath();
  addFloor(context, u0, v0, u1, v1);
}

const borderWidth = 0.06;
const borderInset = 0.05;

/** An inlaid strip along the open border of a Zone, on the side of the more specific one. */
function paintBorders(
  context: Context,
  space: WorldSpace,
  plan: FloorPlan,
  zoneOf: (tileX: number, tileY: number) => ZoneInfo,
  tileX: number,
  tileY: number,
): void {
  const zone = zoneOf(tileX, tileY);
  if (zone.id === space.zones.ground.id || space.gateAtTile(tileX, tileY) !== undefined) return;
  const near = borderInset;
  const far = borderInset + borderWidth;
  const sides = [
    [0, -1, 0, near, 1, far],
    [0, 1, 0, 1 - far, 1, 1 - near],
    [-1, 0, near, 0, far, 1],
    [1, 0, 1 - far, 0, 1 - near, 1],
  ] as const;
  for (const [dx, dy, u0, v0, u1, v1] of sides) {
    if (plan.materialAt(tileX + dx, tileY + dy) === undefined) continue;
    if (space.gateAtTile(tileX + dx, tileY + dy) !== undefined) continue;
    const other = zoneOf(tileX + dx, tileY + dy);
    if (other.id === zone.id || zoneTypes.indexOf(other.type) < zoneTypes.indexOf(zone.type)) continue;
    fillFloor(
      context,
      tileX + u0,
      tileY + v0,
      tileX + u1,
      tileY + v1,
      css(shade(zoneTint[zone.type], 0.8), 0.85),
    );
  }
}

/** Daylight on the floor below the windows of the outer back walls. */
function paintDaylight(
  context: Context,
  plan: FloorPlan,
  walls: readonly WallTile[],
  region: Extent,
  { colour, alpha }: DaylightColours['onFloor'],
): void {
  context.fillStyle = css(colour, alpha);
  context.beginPath();
  for (const wall of walls) {
    if (!isWindow(wall.kind) || !isNear(wall, region)) continue;
    const { tileX: x, tileY: y, joins } = wall;
    const from = (mask: number, bit: number): number => ((mask & bit) !== 0 ? 0 : 0.14);
    if ((joins & (side.E | side.W)) !== 0 && y === 0 && plan.materialAt(x, y + 1) !== undefined) {
      const a = x + from(wall.continues, side.W);
      const b = x + 1 - from(wall.continues, side.E);
      lightPath(context, [
        [a + 0.2, y + 1.05],
        [b + 0.2, y + 1.05],
        [b + 0.75, y + 2.15],
        [a + 0.75, y + 2.15],
      ]);
    }
    if ((joins & (side.N | side.S)) !== 0 && x === 0 && plan.materialAt(x + 1, y) !== undefined) {
      const a = y + from(wall.continues, side.N);
      const b = y + 1 - from(wall.continues, side.S);
      lightPath(context, [
        [x + 1.05, a + 0.05],
        [x + 2.3, a + 0.3],
        [x + 2.3, b + 0.3],
        [x + 1.05, b + 0.05],
      ]);
    }
  }
  context.fill();
}

function lightPath(context: Context, points: readonly (readonly [number, number])[]): void {
  for (const [index, [u, v]] of points.entries()) {
    if (index === 0) context.moveTo(screenX(u, v), screenY(u, v));
    else context.lineTo(screenX(u, v), screenY(u, v));
  }
  context.closePath();
}

function isNear(wall: WallTile, region: Extent): boolean {
  const x = screenX(wall.tileX, wall.tileY);
  const y = screenY(wall.tileX, wall.tileY);
  return x > region.minX - 140 && x < region.maxX + 140 && y > region.minY - 140 && y < region.maxY + 70;
}

/** The shadows of walls as one shape, so that nothing is darkened twice. */
function paintWallShadows(
  context: Context,
  plan: FloorPlan,
  walls: readonly WallTile[],
  region: Extent,
): void {
  context.beginPath();
  for (const { tileX, tileY, joins } of walls.filter((wall) => isNear(wall, region))) {
    const has = (bit: number): boolean => (joins & bit) !== 0;
    const strip = (u: number, v0: number, v1: number): void => {
      addFloor(context, tileX + u, tileY + v0, tileX + u + wallShadowTiles, tileY + v1);
    };
    const eastIsFloor = plan.materialAt(tileX + 1, tileY) !== undefined;
    if (has(side.N) && (eastIsFloor || plan.materialAt(tileX + 1, tileY - 1) !== undefined))
      strip(0.7, 0, 0.3);
    if (!has(side.E) && eastIsFloor) strip(0.7, 0.3, 0.7);
    if (has(side.S) && (eastIsFloor || plan.materialAt(tileX + 1, tileY + 1) !== undefined))
      strip(0.7, 0.7, 1);
  }
  context.fillStyle = css(palette.shadow, shadowAlpha.object);
  context.fill();
}
