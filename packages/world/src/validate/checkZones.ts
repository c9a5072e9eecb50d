import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { World, Zone } from '../format/world.ts';
import { flawOfPolygon } from '../geometry/polygon.ts';
import type { PolygonFlaw } from '../geometry/polygon.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { areaOfZone } from '../layout/zoneArea.ts';

/** Each Zone says in one way what it covers, and covers nothing of another but as a PrivateRoom in a TeamArea. */
export function* checkZones({ zones }: World): Generator<WorldIssue> {
  for (const [index, zone] of zones.entries()) {
    const flaw = flawOfArea(zone);
    if (flaw !== undefined) {
      const path = ['zones', index, ...(zone.polygon === undefined ? [] : ['polygon'])];
      yield worldIssue(path, 'zone-area', `The Zone "${zone.name}" ${flaw}.`, {
        ids: [zone.id],
        tiles: areaOfZone(zone),
      });
    }
  }
  const areas = zones.map((zone) => areaOfZone(zone));
  const extents = areas.map(extentOf);
  for (const [index, zone] of zones.entries()) {
    for (const [other, otherZone] of zones.entries()) {
      if (other >= index) break;
      if (!meet(extents[index], extents[other])) continue;
      const shared = sharedTiles(areas[index] ?? [], areas[other] ?? []);
      if (shared.length === 0) continue;
      const inner = zone.type === 'PrivateRoom' ? index : other;
      const isAllowed =
        [zone.type, otherZone.type].sort().join() === 'PrivateRoom,TeamArea' &&
        countTiles(shared) === countTiles(areas[inner] ?? []);
      if (isAllowed) continue;
      const count = countTiles(shared);
      const tiles = `${count} ${count === 1 ? 'tile' : 'tiles'}`;
      yield worldIssue(
        ['zones', index],
        'zone-overlap',
        `The Zones "${otherZone.name}" and "${zone.name}" share ${tiles}; only a PrivateRoom may lie in another Zone, a TeamArea, and only as a whole.`,
        { ids: [zone.id, otherZone.id], tiles: shared },
      );
    }
  }
}

const polygonFlaws: Readonly<Record<PolygonFlaw, string>> = {
  'repeated-corner': 'has a polygon with the same corner twice in a row',
  'slanted-edge': 'has a polygon with an edge that runs neither along x nor along y',
  'touches-itself': 'has a polygon whose edges cross or touch each other',
};

export function flawOfArea({ bounds, polygon }: Zone): string | undefined {
  if (bounds === undefined && polygon === undefined) return 'has no area: give it `bounds` or a `polygon`';
  if (bounds !== undefined && polygon !== undefined) {
    return 'has two areas: give it either `bounds` or a `polygon`, not both';
  }
  const flaw = polygon === undefined ? undefined : flawOfPolygon(polygon);
  return flaw === undefined ? undefined : polygonFlaws[flaw];
}

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function extentOf(area: readonly Rectangle[]): Extent {
  const extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y, width, height } of area) {
    extent.left = Math.min(extent.left, x);
    extent.top = Math.min(extent.top, y);
    extent.right = Math.max(extent.right, x + width);
    extent.bottom = Math.max(extent.bottom, y + height);
  }
  return extent;
}

/** Whether two Zones may share a tile; most lie far from each other. */
function meet(a: Extent | undefined, b: Extent | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function countTiles(area: readonly Rectangle[]): number {
  return area.reduce((sum, { width, height }) => sum + width * height, 0);
}

function sharedTiles(area: readonly Rectangle[], other: readonly Rectangle[]): readonly Rectangle[] {
  const shared: Rectangle[] = [];
  for (const a of area) {
    for (const b of other) {
      const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
      const width = Math.min(a.x + a.width, b.x + b.width) - x;
      const height = Math.min(a.y + a.height, b.y + b.height) - y;
      if (width > 0 && height > 0) shared.push({ x, y, width, height });
    }
  }
  return shared;
}
