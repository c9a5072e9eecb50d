import type { Rectangle } from './rectangle.ts';

/** Covers the chosen tiles of a Map with rectangles that do not overlap: runs along x, joined where rows are alike. */
export function rectanglesOfTiles(
  width: number,
  height: number,
  isChosen: (tileX: number, tileY: number) => boolean,
): readonly Rectangle[] {
  const finished: Rectangle[] = [];
  let open: readonly Rectangle[] = [];
  for (let y = 0; y < height; y++) {
    const row: Rectangle[] = [];
    for (let x = 0; x < width; x++) {
      if (!isChosen(x, y)) continue;
      let end = x + 1;
      while (end < width && isChosen(end, y)) end++;
      const run = { x, width: end - x };
      const above = open.find((rectangle) => rectangle.x === run.x && rectangle.width === run.width);
      row.push({ ...run, y: above?.y ?? y, height: (above?.height ?? 0) + 1 });
      x = end;
    }
    finished.push(...open.filter((before) => !row.some((now) => now.x === before.x && now.y === before.y)));
    open = row;
  }
  return [...finished, ...open];
}
