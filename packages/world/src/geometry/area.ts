import { containsPosition, tilesOf } from './rectangle.ts';
import type { Rectangle } from './rectangle.ts';
import type { Position } from './units.ts';

/** Whole tiles of any shape, as rectangles that do not overlap. */
export type Area = readonly Rectangle[];

/** Says of tiles whether they belong to an area. Quick for many of them. */
export function membership(area: Area): (tile: Position) => boolean {
  const [only] = area;
  if (only === undefined) return () => false;
  if (area.length === 1) return (tile) => containsPosition(only, tile);
  const tiles = new Set(area.flatMap((part) => Array.from(tilesOf(part), keyOf)));
  return (tile) => tiles.has(keyOf(tile));
}

/** An area with the tiles all around it, corners as well, as far as they are on the Map. */
export function withTilesAround(area: Area, map: { readonly width: number; readonly height: number }): Area {
  const rows = new Map<number, Rectangle[]>();
  for (const { x, y, width, height } of area) {
    const left = Math.max(0, x - 1);
    const right = Math.min(map.width, x + width + 1);
    for (let row = Math.max(0, y - 1); row < Math.min(map.height, y + height + 1); row++) {
      const spans = rows.get(row) ?? [];
      spans.push({ x: left, y: row, width: right - left, height: 1 });
      rows.set(row, spans);
    }
  }
  const joined: Rectangle[] = [];
  let above: Rectangle[] = [];
  for (const [row, spans] of [...rows].sort(([a], [b]) => a - b)) {
    above = joinSpans(spans).map((span) => {
      const over = above.find(
        ({ x, y, width, height }) => x === span.x && width === span.width && y + height === row,
      );
      if (over !== undefined) joined.splice(joined.indexOf(over), 1);
      const grown = over === undefined ? span : { ...over, height: over.height + 1 };
      joined.push(grown);
      return grown;
    });
  }
  return joined;
}

/** The tiles of an area that are not surrounded by it. */
export function* rimOf(area: Area): Generator<Position> {
  const isInside = membership(area);
  const steps = [-1, 0, 1];
  for (const part of area) {
    for (const tile of tilesOf(part)) {
      const isSurrounded = steps.every((dx) =>
        steps.every((dy) => isInside({ x: tile.x + dx, y: tile.y + dy })),
      );
      if (!isSurrounded) yield tile;
    }
  }
}

/** Spans of one row that overlap or meet, as one. */
function joinSpans(spans: readonly Rectangle[]): readonly Rectangle[] {
  const joined: Rectangle[] = [];
  for (const span of [...spans].sort((a, b) => a.x - b.x)) {
    const last = joined.at(-1);
    if (last === undefined || span.x > last.x + last.width) joined.push(span);
    else joined.splice(-1, 1, { ...last, width: Math.max(last.width, span.x + span.width - last.x) });
  }
  return joined;
}

function keyOf({ x, y }: Position): string {
  return `${x} ${y}`;
}
