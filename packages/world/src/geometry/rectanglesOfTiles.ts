import type { Rectangle } from './rectangle.ts';

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
