import type { Face, Inlay, Place, Solid } from './solid.ts';

/** The part of an Object's footprint that one tile shows; infinite where the Object ends. */
export interface Column {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** How far a slice goes on below its neighbour towards the viewer, in tiles: no gap shows between them. */
const bleed = 0.02;

/** The column of tile (tileX, tileY) of a footprint; the outermost tiles also show what sticks out. */
export function columnOf(tileX: number, tileY: number, width: number, depth: number): Column {
  const range = (tile: number, count: number): [number, number] => [
    tile === 0 ? -Infinity : tile,
    tile === count - 1 ? Infinity : tile + 1 + bleed,
  ];
  return { x: range(tileX, width), y: range(tileY, depth) };
}

function clipBy(polygon: readonly Place[], inside: (place: Place) => number): Place[] {
  return polygon.flatMap((from, index) => {
    const to = polygon[(index + 1) % polygon.length] ?? from;
    const [here, there] = [inside(from), inside(to)];
    const kept = here >= 0 ? [from] : [];
    if (here >= 0 === there >= 0) return kept;
    const share = here / (here - there);
    const between = (a: number, b: number): number => a + (b - a) * share;
    return [...kept, { x: between(from.x, to.x), y: between(from.y, to.y), z: between(from.z, to.z) }];
  });
}

function clipOutline(outline: readonly Place[], { x, y }: Column): readonly Place[] {
  let rest = outline;
  if (Number.isFinite(x[0])) rest = clipBy(rest, (place) => place.x - x[0]);
  if (Number.isFinite(x[1])) rest = clipBy(rest, (place) => x[1] - place.x);
  if (Number.isFinite(y[0])) rest = clipBy(rest, (place) => place.y - y[0]);
  if (Number.isFinite(y[1])) rest = clipBy(rest, (place) => y[1] - place.y);
  return rest;
}

/** The part of a solid in a column, open where it was cut; `undefined` where nothing of it is there. */
export function clipSolid(solid: Solid, column: Column): Solid | undefined {
  // Inlays reach a little below the neighbour on the far side: their smoothed edge would show what is below them.
  const wider: Column = { x: [column.x[0] - bleed, column.x[1]], y: [column.y[0] - bleed, column.y[1]] };
  const faces = solid.faces.flatMap((face): Face[] => {
    const corners = clipOutline(face.corners, column);
    if (corners.length < 3) return [];
    const inlays = face.inlays.flatMap((inlay): Inlay[] => {
      const outline = clipOutline(inlay.outline, wider);
      return outline.length < 3 ? [] : [{ ...inlay, outline }];
    });
    return [{ corners, inlays }];
  });
  return faces.length === 0 ? undefined : { ...solid, faces };
}

const isOn = (border: number, value: number): boolean => Math.abs(value - border) < 1e-6;

/** Whether an edge was made by cutting: it lies on the column's border. */
export function isCut(from: Place, to: Place, { x, y }: Column): boolean {
  return (
    x.some((border) => isOn(border, from.x) && isOn(border, to.x)) ||
    y.some((border) => isOn(border, from.y) && isOn(border, to.y))
  );
}

/** Whether a place lies on the column's border, where a solid may have been cut. */
export function touchesCut(place: Place, { x, y }: Column): boolean {
  return x.some((border) => isOn(border, place.x)) || y.some((border) => isOn(border, place.y));
}
