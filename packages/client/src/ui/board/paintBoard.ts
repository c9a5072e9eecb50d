import { overlaps, widened } from '../../boards/boardGeometry.ts';
import type { BoardBox, BoardGeometry } from '../../boards/boardGeometry.ts';
import { boardPage } from '../../boards/boardItem.ts';
import type { BoardItem, BoardPoint } from '../../boards/boardItem.ts';
import { paper } from './boardColours.ts';
import { boardFont } from './boardFont.ts';
import { seenBox } from './boardView.ts';
import type { BoardView, WindowSize } from './boardView.ts';
import { paintItem } from './paintItem.ts';

/** Between dots, in board units: the nearest that are not too close in CSS px. */
const dotGrids = [40, 80, 160, 320, 640] as const;
const leastDotGapPx = 18;
/** How far shadows reach out of the box of an item, in board units. */
const shadowReach = 6;
const longestCursorName = 24;

/** A pointer of somebody else. */
interface ShownCursor {
  readonly name: string;
  readonly colour: string;
  readonly point: BoardPoint;
}

export interface BoardPicture {
  readonly items: readonly BoardItem[];
  readonly geometry: BoardGeometry;
  readonly view: BoardView;
  readonly cursors: readonly ShownCursor[];
  readonly selectedId: string | undefined;
  /** Being written in at this moment: its text is shown in a field over the board. */
  readonly writtenId: string | undefined;
}

/** Paints what is seen of a board; the context's unit is 1 CSS px. */
export function paintBoard(
  context: CanvasRenderingContext2D,
  { items, geometry, view, cursors, selectedId, writtenId }: BoardPicture,
  size: WindowSize,
): void {
  const seen = seenBox(view, size);
  context.fillStyle = paper.around;
  context.fillRect(0, 0, size.width, size.height);
  context.save();
  context.scale(view.scale, view.scale);
  context.translate(-view.left, -view.top);
  paintPage(context, view, seen);
  context.beginPath();
  context.rect(0, 0, boardPage.width, boardPage.height);
  context.clip();
  for (const item of items) {
    if (!overlaps(widened(geometry.boxOf(item), shadowReach), seen)) continue;
    paintItem(context, item, geometry, item.itemId === writtenId);
  }
  context.restore();
  const selected = items.find(({ itemId }) => itemId === selectedId && itemId !== writtenId);
  if (selected !== undefined) paintSelection(context, geometry.boxOf(selected), view);
  for (const cursor of cursors) paintCursor(context, cursor, view);
}

/** Everything on a white ground, as a picture of its own. @param margin around it, in board units */
export function paintWhole(
  context: CanvasRenderingContext2D,
  items: readonly BoardItem[],
  geometry: BoardGeometry,
  { left, top, right, bottom }: BoardBox,
  margin: number,
): void {
  context.fillStyle = paper.white;
  context.fillRect(0, 0, right - left + 2 * margin, bottom - top + 2 * margin);
  context.translate(margin - left, margin - top);
  for (const item of items) paintItem(context, item, geometry, false);
}

function paintPage(context: CanvasRenderingContext2D, { scale }: BoardView, seen: BoardBox): void {
  context.fillStyle = paper.edge;
  context.fillRect(-1 / scale, -1 / scale, boardPage.width + 2 / scale, boardPage.height + 2 / scale);
  context.fillStyle = paper.page;
  context.fillRect(0, 0, boardPage.width, boardPage.height);
  const gap = dotGrids.find((units) => units * scale >= leastDotGapPx) ?? dotGrids[4];
  const side = 2 / scale;
  context.fillStyle = paper.dots;
  const first = (from: number) => Math.max(gap, Math.ceil(from / gap) * gap);
  const right = Math.min(boardPage.width - 1, seen.right);
  const bottom = Math.min(boardPage.height - 1, seen.bottom);
  for (let y = first(seen.top); y <= bottom; y += gap) {
    for (let x = first(seen.left); x <= right; x += gap) {
      context.fillRect(x - side / 2, y - side / 2, side, side);
    }
  }
}

function paintSelection(context: CanvasRenderingContext2D, box: BoardBox, view: BoardView): void {
  const marginPx = 5;
  const x = (box.left - view.left) * view.scale - marginPx;
  const y = (box.top - view.top) * view.scale - marginPx;
  const width = (box.right - box.left) * view.scale + 2 * marginPx;
  const height = (box.bottom - box.top) * view.scale + 2 * marginPx;
  context.strokeStyle = paper.selection;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x, y, width, height, 6);
  context.stroke();
}

function paintCursor(
  context: CanvasRenderingContext2D,
  { name, colour, point }: ShownCursor,
  view: BoardView,
): void {
  const x = (point.x - view.left) * view.scale;
  const y = (point.y - view.top) * view.scale;
  context.fillStyle = colour;
  context.strokeStyle = paper.white;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 4.5, y + 16);
  context.lineTo(x + 8, y + 9.5);
  context.lineTo(x + 15, y + 8);
  context.closePath();
  context.fill();
  context.stroke();
  const letters = [...name];
  const shown =
    letters.length > longestCursorName ? `${letters.slice(0, longestCursorName).join('')}…` : name;
  context.font = `600 12px ${boardFont}`;
  context.textBaseline = 'middle';
  context.beginPath();
  context.roundRect(x + 12, y + 14, context.measureText(shown).width + 14, 20, 10);
  context.fill();
  context.fillStyle = paper.white;
  context.fillText(shown, x + 19, y + 24.5);
}
