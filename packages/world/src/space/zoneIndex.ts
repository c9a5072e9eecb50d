import type { Rectangle } from '../geometry/rectangle.ts';
import { rectanglesOfTiles } from '../geometry/rectanglesOfTiles.ts';
import type { Position } from '../geometry/units.ts';
import type { WorldLayout, WorldOutline } from '../layout/worldLayout.ts';
import { defaultMaxPeople, zoneRules } from '../format/zoneRules.ts';
import type { ZoneRules, ZoneType } from '../format/zoneRules.ts';

/** How far inside a more specific Zone somebody has to be to enter it, in tiles: nobody flickers on a border. */
export const zoneEntryDepthTiles = 0.25;

/** What there is to know about a Zone. */
export interface ZoneInfo {
  readonly id: string;
  readonly name: string;
  readonly type: ZoneType;
  readonly rules: ZoneRules;
  /** People at most, those in Zones within it included; `undefined` for the groundZone. */
  readonly maxPeople: number | undefined;
  /** The Zone that it lies in: the TeamArea of a PrivateRoom. The groundZone contains nothing. */
  readonly within: string | undefined;
}

/** Which Zone is where. Every Position of the Map is in exactly one. */
export interface ZoneIndex {
  /** The groundZone first, the others as the World file lists them. */
  readonly all: readonly ZoneInfo[];
  readonly ground: ZoneInfo;
  get(zoneId: string): ZoneInfo | undefined;
  /** The most specific Zone at a Position. */
  at(position: Position): ZoneInfo;
  /**
   * The Zone somebody is in who was in another (or the same) one and has come to a Position. While the old Zone covers
   * the Position (the groundZone covers everything), a more specific one is entered 0.25 tile inside; when it no longer
   * does, the most specific one there, at once.
   */
  next(currentZoneId: string, position: Position): ZoneInfo;
  /** The Zone itself, and the one it lies in. */
  chain(zoneId: string): readonly string[];
  /** Rectangles that cover the Zone's tiles and do not overlap. */
  areaOf(zoneId: string): readonly Rectangle[];
}

/** Which Zones cover each tile of a World. */
export function createZoneIndex(world: WorldOutline, layout: WorldLayout): ZoneIndex {
  const { width, height } = world.map;
  const { upperZones: upper, lowerZones: lower } = layout;
  const all = describeZones(world, layout);
  const [ground] = all;
  let groundArea: readonly Rectangle[] | undefined;
  const placeOf = new Map(all.map((zone, place) => [zone.id, place]));
  const chains = new Map(
    all.map((zone) => [zone.id, zone.within === undefined ? [zone.id] : [zone.id, zone.within]]),
  );

  const upperAt = (tileX: number, tileY: number) =>
    tileX < 0 || tileY < 0 || tileX >= width || tileY >= height ? 0 : (upper[tileY * width + tileX] ?? 0);
  const covers = (place: number, tileX: number, tileY: number) => {
    if (place === 0 || upperAt(tileX, tileY) === place) return true;
    return upperAt(tileX, tileY) !== 0 && lower[tileY * width + tileX] === place;
  };
  const nextPlace = (current: number, position: Position) => {
    const tileX = Math.floor(position.x);
    const tileY = Math.floor(position.y);
    const top = upperAt(tileX, tileY);
    if (top === current || !covers(current, tileX, tileY)) return top;
    if (liesDeepInside(covers, top, position)) return top;
    const below = lower[tileY * width + tileX] ?? 0;
    return below !== 0 && below !== current && liesDeepInside(covers, below, position) ? below : current;
  };
  return {
    all,
    ground,
    get: (zoneId) => all[placeOf.get(zoneId) ?? -1],
    at: ({ x, y }) => all[upperAt(Math.floor(x), Math.floor(y))] ?? ground,
    next: (currentZoneId, position) => all[nextPlace(placeOf.get(currentZoneId) ?? 0, position)] ?? ground,
    chain: (zoneId) => chains.get(zoneId) ?? [],
    areaOf: (zoneId) => {
      if (zoneId !== ground.id) return areaAt(layout, placeOf.get(zoneId));
      // All that no Zone covers takes long to put together on a large Map, and few ask.
      groundArea ??= rectanglesOfTiles(width, height, (x, y) => upper[y * width + x] === 0);
      return groundArea;
    },
  };
}

function areaAt({ areas, areaStarts }: WorldLayout, place: number | undefined): readonly Rectangle[] {
  if (place === undefined) return [];
  const start = areaStarts[place] ?? 0;
  return Array.from({ length: (areaStarts[place + 1] ?? start) - start }, (_, index) => {
    const [x = 0, y = 0, width = 0, height = 0] = areas.subarray(4 * (start + index));
    return { x, y, width, height };
  });
}

function groundOf({ groundZone }: WorldOutline): ZoneInfo {
  return {
    id: groundZone.id,
    name: groundZone.name,
    type: 'OpenArea',
    rules: zoneRules({ type: 'OpenArea', overrides: groundZone.overrides }),
    maxPeople: undefined,
    within: undefined,
  };
}

function describeZones(world: WorldOutline, { containers }: WorldLayout): readonly [ZoneInfo, ...ZoneInfo[]] {
  const zones = world.zones.map((zone, index) => ({
    id: zone.id,
    name: zone.name,
    type: zone.type,
    rules: zoneRules(zone),
    maxPeople: zone.maxPeople ?? defaultMaxPeople[zone.type],
    within: world.zones[(containers[index + 1] ?? 0) - 1]?.id,
  }));
  return [groundOf(world), ...zones];
}

/** Whether every tile that the Zone does not cover is at least the entry depth away. */
function liesDeepInside(
  covers: (place: number, tileX: number, tileY: number) => boolean,
  place: number,
  { x, y }: Position,
): boolean {
  const tileX = Math.floor(x);
  const tileY = Math.floor(y);
  for (let nearY = tileY - 1; nearY <= tileY + 1; nearY++) {
    for (let nearX = tileX - 1; nearX <= tileX + 1; nearX++) {
      if (covers(place, nearX, nearY)) continue;
      const dx = Math.max(nearX - x, 0, x - nearX - 1);
      const dy = Math.max(nearY - y, 0, y - nearY - 1);
      if (dx * dx + dy * dy < zoneEntryDepthTiles * zoneEntryDepthTiles) return false;
    }
  }
  return true;
}
