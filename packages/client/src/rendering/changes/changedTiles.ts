import type { ZoneInfo } from '@atrium/world';
import type { Extent } from '../camera/camera.ts';
import type { PicturePlan } from '../floor/picturePlan.ts';
import { screenX, screenY } from '../iso/projection.ts';

/** Where the floor and the walls of two Worlds differ. */
export interface ChangedTiles {
  /** Whether a tile differs, or one that is near enough to change how its walls and Doors look. */
  readonly isNear: (tileX: number, tileY: number) => boolean;
  /** What of the floor looks different, in px at zoom 1 of the picture. */
  readonly floor: readonly Extent[];
  /** Whether people may stand elsewhere in a Zone of either World. */
  readonly touchesZone: (zoneId: string) => boolean;
}

/** How far a tile of wall looks around to know how high it is shown, in tiles. */
const wallReachTiles = 3;
/**
 * How far a tile reaches on the floor towards smaller and larger x and y, in tiles: its neighbours continue it, and the
 * shadows of walls and the light of windows that it is part of fall that far.
 */
const floorReach = { back: 1, front: 3.5 } as const;
/** What a brush may reach beyond the tile that it paints, in px at zoom 1. */
const brushPx = 4;

/** Compares two Worlds tile by tile, as far as floor, walls, Zones, Doors and passages are drawn. */
export function changedTiles(before: PicturePlan, after: PicturePlan): ChangedTiles {
  const width = Math.max(before.floor.width, after.floor.width);
  const height = Math.max(before.floor.height, after.floor.height);
  const changed: { readonly x: number; readonly y: number }[] = [];
  const near = new Uint8Array(width * height);
  const zoneIds = new Set<string>();
  const isAlike = createIsAlike(before, after);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isDrawnAlike = isAlike(x, y);
      if (isDrawnAlike && before.space.collision.isSolid(x, y) === after.space.collision.isSolid(x, y))
        continue;
      for (const zoneId of zonesBeside(before, after, x, y)) zoneIds.add(zoneId);
      if (isDrawnAlike) continue;
      changed.push({ x, y });
      markAround(near, width, height, x, y);
    }
  }
  return {
    isNear: (x, y) => x >= 0 && y >= 0 && x < width && y < height && near[y * width + x] === 1,
    floor: changed.map(({ x, y }) => floorAround(x, y)),
    touchesZone: (zoneId) => zoneIds.has(zoneId),
  };
}

function floorAround(x: number, y: number): Extent {
  const [x0, y0] = [x - floorReach.back, y - floorReach.back];
  const [x1, y1] = [x + floorReach.front, y + floorReach.front];
  return {
    minX: screenX(x0, y1) - brushPx,
    maxX: screenX(x1, y0) + brushPx,
    minY: screenY(x0, y0) - brushPx,
    maxY: screenY(x1, y1) + brushPx,
  };
}

/** Whether the floor, walls, Zones, Doors and passages of two Worlds are alike on a tile. */
function createIsAlike(before: PicturePlan, after: PicturePlan): (x: number, y: number) => boolean {
  const [was, is] = [before.space, after.space];
  const hasSameSize = before.floor.width === after.floor.width && before.floor.height === after.floor.height;
  const areSame = (key: 'zones' | 'groundZone' | 'doors' | 'passages') => was.world[key] === is.world[key];
  // Where an editor has changed something else they are the very same: no tile needs to be looked at.
  const haveSameZones = hasSameSize && areSame('zones') && areSame('groundZone');
  const haveSameGates = hasSameSize && areSame('doors') && areSame('passages');
  if (before.floor === after.floor && haveSameZones && haveSameGates) return () => true;
  const alike = new Map<ZoneInfo, ZoneInfo>();
  for (const zone of was.zones.all) {
    const next = is.zones.get(zone.id);
    if (next?.type === zone.type) alike.set(zone, next);
  }
  const isInSameZone = (x: number, y: number) => {
    const middle = { x: x + 0.5, y: y + 0.5 };
    return alike.get(was.zones.at(middle)) === is.zones.at(middle);
  };
  return (x, y) =>
    before.floor.materialAt(x, y) === after.floor.materialAt(x, y) &&
    before.floor.wallAt(x, y) === after.floor.wallAt(x, y) &&
    (haveSameZones || isInSameZone(x, y)) &&
    (haveSameGates || was.gateAtTile(x, y)?.kind === is.gateAtTile(x, y)?.kind);
}

function markAround(near: Uint8Array, width: number, height: number, x: number, y: number): void {
  const reach = wallReachTiles;
  for (let nearY = Math.max(0, y - reach); nearY <= Math.min(height - 1, y + reach); nearY++) {
    const row = nearY * width;
    near.fill(1, row + Math.max(0, x - reach), row + Math.min(width, x + reach + 1));
  }
}

const besides = [
  [0, 0],
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

/** The Zones of a tile and of those beside it, in both Worlds. */
function* zonesBeside(before: PicturePlan, after: PicturePlan, x: number, y: number): Generator<string> {
  for (const [dx, dy] of besides) {
    for (const { space } of [before, after]) yield space.zones.at({ x: x + dx + 0.5, y: y + dy + 0.5 }).id;
  }
}
