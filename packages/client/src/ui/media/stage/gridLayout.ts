export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface TileRect extends Size {
  readonly left: number;
  readonly top: number;
}

/** How tiles of 16:9 fill an area; all in CSS px. */
export interface GridLayout {
  readonly columns: number;
  /** What is beyond that goes on the next page. */
  readonly perPage: number;
  readonly tile: Size;
}

const tileAspect = 16 / 9;
const gapPx = 8;
/** Faces in smaller tiles tell nothing: those who do not fit go on another page. */
export const leastTileWidthPx = 144;

/** The largest tiles with which `count` of them fit, or as many as fit at the least width. */
export function layoutGrid(count: number, area: Size): GridLayout {
  const wanted = Math.max(1, count);
  const best = largestTiles(wanted, area);
  if (best.tile.width >= leastTileWidthPx) return best;
  const across = Math.floor((area.width + gapPx) / (leastTileWidthPx + gapPx));
  const down = Math.floor((area.height + gapPx) / (leastTileWidthPx / tileAspect + gapPx));
  return largestTiles(Math.min(wanted, Math.max(1, across * down)), area);
}

function largestTiles(count: number, area: Size): GridLayout {
  let best: GridLayout | undefined;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const fromWidth = (area.width - gapPx * (columns - 1)) / columns;
    const fromHeight = ((area.height - gapPx * (rows - 1)) / rows) * tileAspect;
    const width = Math.max(0, Math.floor(Math.min(fromWidth, fromHeight)));
    if (best !== undefined && width <= best.tile.width) continue;
    best = { columns, perPage: count, tile: { width, height: Math.floor(width / tileAspect) } };
  }
  return best ?? { columns: 1, perPage: 1, tile: { width: 0, height: 0 } };
}

/** Where the tiles of a page are, in the middle of the area; so is a last row that is not full. */
export function placeTiles({ columns, tile }: GridLayout, count: number, area: Size): readonly TileRect[] {
  const rows = Math.ceil(count / columns);
  const height = rows * tile.height + (rows - 1) * gapPx;
  const firstTop = Math.max(0, Math.floor((area.height - height) / 2));
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const width = inRow * tile.width + (inRow - 1) * gapPx;
    return {
      ...tile,
      left: Math.max(0, Math.floor((area.width - width) / 2)) + (index % columns) * (tile.width + gapPx),
      top: firstTop + row * (tile.height + gapPx),
    };
  });
}
