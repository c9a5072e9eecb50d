import type { Rectangle } from './rectangle.ts';
import type { Position } from './units.ts';

/** Covers the chosen tiles of a Map with rectangles that do not overlap: runs along x, joined where rows are alike. */
export function rectanglesOfTiles(
  width: number,
  height: number,
  isChosen: (tileX: number, tileY: number) => boolean,
): readonly Rectangle[] {
  const finished: Rectangle[] = [];
  /** By x, as the runs of each row are. */
  let open: readonly Rectangle[] = [];
  for (let y = 0; y < height; y++) {
    const row: Rectangle[] = [];
    let next = 0;
    for (let x = 0; x < width; x++) {
      if (!isChosen(x, y)) continue;
      let end = x + 1;
      while (end < width && isChosen(end, y)) end++;
      for (let before = open[next]; before !== undefined && before.x < x; before = open[++next]) {
        finished.push(before);
      }
      const above = open[next];
      if (above?.x === x && above.width === end - x) {
        row.push({ ...above, height: above.height + 1 });
        next++;
      } else {
        row.push({ x, y, width: end - x, height: 1 });
      }
      x = end;
    }
    finished.push(...open.slice(next));
    open = row;
  }
  return [...finished, ...open];
}

/** The same for tiles that are listed. */
export function joinTiles(tiles: readonly Position[]): readonly Rectangle[] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of tiles) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + 1);
    bottom = Math.max(bottom, y + 1);
  }
  if (tiles.length === 0) return [];
  const width = right - left;
  const chosen = new Set(tiles.map(({ x, y }) => (y - top) * width + x - left));
  const joined = rectanglesOfTiles(width, bottom - top, (x, y) => chosen.has(y * width + x));
  return joined.map((part) => ({ ...part, x: part.x + left, y: part.y + top }));
}
