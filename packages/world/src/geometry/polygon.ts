import type { Rectangle } from './rectangle.ts';
import { tilesOf } from './rectangle.ts';
import type { Position } from './units.ts';

/** Corners in order, in whole tiles; the last is joined to the first and every edge runs along x or along y. */
export type Polygon = readonly (readonly [x: number, y: number])[];

interface Edge {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

/** What keeps corners from being a polygon made of whole tiles. */
export type PolygonFlaw = 'repeated-corner' | 'slanted-edge' | 'touches-itself';

/** The first flaw of a polygon; `undefined` where it is simple and rectilinear. */
export function flawOfPolygon(polygon: Polygon): PolygonFlaw | undefined {
  const edges = edgesOf(polygon);
  if (edges.some(({ from, to }) => from[0] === to[0] && from[1] === to[1])) return 'repeated-corner';
  if (edges.some(({ from, to }) => from[0] !== to[0] && from[1] !== to[1])) return 'slanted-edge';
  for (const [index, edge] of edges.entries()) {
    for (let place = index + 1; place < edges.length; place++) {
      const other = edges[place];
      if (other === undefined) continue;
      const follows = place === index + 1;
      const closes = index === 0 && place === edges.length - 1;
      if (follows ? foldsBack(edge, other) : closes ? foldsBack(other, edge) : edgesTouch(edge, other)) {
        return 'touches-itself';
      }
    }
  }
  return undefined;
}

/**
 * The tiles inside a polygon as rectangles that do not overlap, from the smallest y on. Corners that make no
 * rectilinear polygon give whatever their edges along y enclose.
 */
export function rectanglesOfPolygon(polygon: Polygon): readonly Rectangle[] {
  const levels = [...new Set(polygon.map(([, y]) => y))].sort((a, b) => a - b);
  const finished: Rectangle[] = [];
  let open: Rectangle[] = [];
  for (const [index, top] of levels.entries()) {
    const bottom = levels[index + 1];
    const spans = bottom === undefined ? [] : spansAt(polygon, top);
    const grown: Rectangle[] = [];
    for (const { x, width } of spans) {
      const above = open.find((rectangle) => rectangle.x === x && rectangle.width === width);
      grown.push({ x, width, y: above?.y ?? top, height: (bottom ?? top) - (above?.y ?? top) });
    }
    finished.push(...open.filter((before) => !grown.some(({ x, y }) => x === before.x && y === before.y)));
    open = grown;
  }
  return finished;
}

/** Every tile inside a polygon. */
export function* tilesOfPolygon(polygon: Polygon): Generator<Position> {
  for (const rectangle of rectanglesOfPolygon(polygon)) yield* tilesOf(rectangle);
}

/** Whether the tile with this smallest corner lies inside a polygon. */
export function containsTile(polygon: Polygon, tileX: number, tileY: number): boolean {
  return spansAt(polygon, tileY).some(({ x, width }) => tileX >= x && tileX < x + width);
}

/** What a row of tiles has inside the polygon: from every other edge along y to the next. */
function spansAt(polygon: Polygon, tileY: number): readonly { readonly x: number; readonly width: number }[] {
  const crossings = edgesOf(polygon)
    .filter(({ from, to }) => Math.min(from[1], to[1]) <= tileY && Math.max(from[1], to[1]) > tileY)
    .map(({ from }) => from[0])
    .sort((a, b) => a - b);
  const spans: { x: number; width: number }[] = [];
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const x = crossings[index] ?? 0;
    const end = crossings[index + 1] ?? x;
    if (end > x) spans.push({ x, width: end - x });
  }
  return spans;
}

function edgesOf(polygon: Polygon): readonly Edge[] {
  return polygon.flatMap((from, index) => {
    const to = polygon[(index + 1) % polygon.length];
    return to === undefined ? [] : [{ from, to }];
  });
}

/** Whether an edge runs back over the one it follows. */
function foldsBack(edge: Edge, next: Edge): boolean {
  const along = (edge.to[0] - edge.from[0]) * (next.to[0] - next.from[0]);
  const across = (edge.to[1] - edge.from[1]) * (next.to[1] - next.from[1]);
  return along + across < 0;
}

function edgesTouch(a: Edge, b: Edge): boolean {
  return (
    rangesTouch(a.from[0], a.to[0], b.from[0], b.to[0]) && rangesTouch(a.from[1], a.to[1], b.from[1], b.to[1])
  );
}

function rangesTouch(from: number, to: number, otherFrom: number, otherTo: number): boolean {
  return (
    Math.max(Math.min(from, to), Math.min(otherFrom, otherTo)) <=
    Math.min(Math.max(from, to), Math.max(otherFrom, otherTo))
  );
}
