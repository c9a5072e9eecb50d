/** Rows of walls that are one wall: WorkAdventure draws walls from the front, up to three tiles high. */
export const thickestWall = 4;
/** Tiles of a row that belongs to such a wall, at least. */
const rowTiles = 4;

interface Grid {
  readonly width: number;
  readonly height: number;
}

/**
 * Makes walls one tile thick, as they are drawn here: of rows or columns that lie against each other the last one stays,
 * the one with the largest y or x. Walls that meet go on meeting.
 *
 * @param walls row by row, 1: a wall; changed in place
 */
export function thinWalls({ width, height }: Grid, walls: Uint8Array): void {
  peel({ width, height }, walls, (x, y) => y * width + x);
  peel({ width: height, height: width }, walls, (y, x) => y * width + x);
}

/** Takes away rows of walls that have another one right below them. @param indexOf the place of a tile in `walls` */
function peel({ width, height }: Grid, walls: Uint8Array, indexOf: (x: number, y: number) => number): void {
  const isInRow = new Uint8Array(walls.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let end = x;
      while (end < width && walls[indexOf(end, y)] === 1) end++;
      if (end - x >= rowTiles) for (let at = x; at < end; at++) isInRow[indexOf(at, y)] = 1;
      x = end;
    }
  }
  const isIn = (x: number, y: number) => y < height && isInRow[indexOf(x, y)] === 1;
  const isWall = (x: number, y: number) => y >= 0 && walls[indexOf(x, y)] === 1;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      let end = y;
      while (isIn(x, end)) end++;
      // A wall that comes from above goes on to the row that stays.
      const isThick = end - y >= 2 && end - y <= thickestWall && !isWall(x, y - 1);
      if (isThick) for (let at = y; at < end - 1; at++) walls[indexOf(x, at)] = 0;
      y = Math.max(y, end);
    }
  }
}
