import { getStroke } from 'perfect-freehand';
import { boxOf, linesOf, pointsOf } from '../../boards/boardGeometry.ts';
import type { BoardBox } from '../../boards/boardGeometry.ts';
import { boardPage, noteSize, textSize } from '../../boards/boardItem.ts';
import type { BoardItem, BoardPoint, NoteColour, PenColour, Stroke } from '../../boards/boardItem.ts';
import type { BoardView } from './boardView.ts';

export const penPaint: Readonly<Record<PenColour, string>> = {
  ink: '#22252D',
  blue: '#2563C9',
  red: '#C93A3A',
  green: '#2E7D4F',
  orange: '#C46A12',
};
export const notePaint: Readonly<Record<NoteColour, string>> = {
  yellow: '#F9E08B',
  green: '#BFE3B4',
  blue: '#B7D6F2',
  pink: '#F5C2D3',
};
const paper = '#FBF8F2';
const dots = '#D9D3C6';
const around = '#3A3F4B';
const dotsEvery = 80;
const noteMargin = 18;
export const boardFont = '"Inter", system-ui, sans-serif';
/** Letters of a line in a sticky note. */
export const noteLetters = 15;
export const noteTextSize = 28;

/** A pointer of somebody else. */
export interface ShownCursor {
  readonly name: string;
  readonly colour: string;
  readonly point: BoardPoint;
}

export interface BoardPicture {
  readonly items: readonly BoardItem[];
  readonly view: BoardView;
  readonly cursors: readonly ShownCursor[];
  readonly selectedId: string | undefined;
  /** Being written in at this moment: its text stands in a field over the board. */
  readonly writtenId: string | undefined;
}

/** Paints what is seen of a board; the context's unit is 1 CSS px. */
export function paintBoard(
  context: CanvasRenderingContext2D,
  { items, view, cursors, selectedId, writtenId }: BoardPicture,
  width: number,
  height: number,
): void {
  context.fillStyle = around;
  context.fillRect(0, 0, width, height);
  context.save();
  context.scale(view.scale, view.scale);
  context.translate(-view.left, -view.top);
  context.fillStyle = paper;
  context.fillRect(0, 0, boardPage.width, boardPage.height);
  paintDots(context, view);
  for (const item of items) {
    paintItem(context, item, item.itemId === writtenId);
    if (item.itemId === selectedId) paintSelection(context, boxOf(item), view.scale);
  }
  context.restore();
  for (const cursor of cursors) paintCursor(context, cursor, view);
}

/** Everything on a white ground, as a picture of its own. @param margin around it, in board units */
export function paintWhole(
  context: CanvasRenderingContext2D,
  items: readonly BoardItem[],
  { left, top, right, bottom }: BoardBox,
  margin: number,
): void {
  context.fillStyle = '#FFFFFF';
  context.fillRect(0, 0, right - left + 2 * margin, bottom - top + 2 * margin);
  context.translate(margin - left, margin - top);
  for (const item of items) paintItem(context, item, false);
}

function paintDots(context: CanvasRenderingContext2D, { scale }: BoardView): void {
  // From afar they would be a grey haze.
  if (scale < 0.15) return;
  context.fillStyle = dots;
  const radius = 1.6 / Math.sqrt(scale);
  for (let x = dotsEvery; x < boardPage.width; x += dotsEvery) {
    for (let y = dotsEvery; y < boardPage.height; y += dotsEvery) {
      context.fillRect(x - radius / 2, y - radius / 2, radius, radius);
    }
  }
}

function paintItem(context: CanvasRenderingContext2D, item: BoardItem, isWritten: boolean): void {
  switch (item.kind) {
    case 'stroke':
      context.fillStyle = penPaint[item.colour];
      return context.fill(outlineOf(item));
    case 'text':
      context.fillStyle = penPaint[item.colour];
      if (!isWritten) writeLines(context, linesOf(item.text), item.x, item.y, textSize);
      return;
    case 'note':
      paintNote(context, item.x, item.y, notePaint[item.colour]);
      context.fillStyle = penPaint.ink;
      if (isWritten) return;
      context.save();
      context.beginPath();
      context.rect(item.x, item.y, noteSize.width, noteSize.height);
      context.clip();
      writeLines(
        context,
        linesOf(item.text, noteLetters),
        item.x + noteMargin,
        item.y + noteMargin,
        noteTextSize,
      );
      context.restore();
  }
}

function paintNote(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.fillStyle = 'rgba(34, 37, 45, 0.16)';
  context.beginPath();
  context.roundRect(x + 5, y + 7, noteSize.width, noteSize.height, 8);
  context.fill();
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(x, y, noteSize.width, noteSize.height, 8);
  context.fill();
}

function writeLines(
  context: CanvasRenderingContext2D,
  lines: readonly string[],
  x: number,
  y: number,
  size: number,
): void {
  context.font = `${size * 0.9}px ${boardFont}`;
  context.textBaseline = 'top';
  lines.forEach((line, index) => context.fillText(line, x, y + size * (index * 1.25 + 0.15)));
}

/** Outlines are worked out once for each stroke as it is. */
const outlines = new WeakMap<Stroke, Path2D>();

function outlineOf(stroke: Stroke): Path2D {
  const known = outlines.get(stroke);
  if (known !== undefined) return known;
  const points = Array.from(pointsOf(stroke), ({ x, y }): [number, number] => [x, y]);
  const outline = getStroke(points, { size: stroke.width, thinning: 0.45, smoothing: 0.6, streamline: 0.35 });
  const path = new Path2D();
  outline.forEach(([x = 0, y = 0], index) => {
    const [nextX = x, nextY = y] = outline[(index + 1) % outline.length] ?? [];
    if (index === 0) path.moveTo((x + nextX) / 2, (y + nextY) / 2);
    else path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  });
  path.closePath();
  outlines.set(stroke, path);
  return path;
}

function paintSelection(context: CanvasRenderingContext2D, box: BoardBox, scale: number): void {
  const margin = 8 / scale;
  context.strokeStyle = '#2563C9';
  context.lineWidth = 2 / scale;
  context.setLineDash([6 / scale, 4 / scale]);
  context.strokeRect(
    box.left - margin,
    box.top - margin,
    box.right - box.left + 2 * margin,
    box.bottom - box.top + 2 * margin,
  );
  context.setLineDash([]);
}

function paintCursor(
  context: CanvasRenderingContext2D,
  { name, colour, point }: ShownCursor,
  { left, top, scale }: BoardView,
): void {
  const x = (point.x - left) * scale;
  const y = (point.y - top) * scale;
  context.fillStyle = colour;
  context.strokeStyle = '#FFFFFF';
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 4, y + 15);
  context.lineTo(x + 7.5, y + 9.5);
  context.lineTo(x + 14, y + 8.5);
  context.closePath();
  context.fill();
  context.stroke();
  context.font = `600 12px ${boardFont}`;
  context.textBaseline = 'middle';
  const width = context.measureText(name).width + 12;
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(x + 12, y + 14, width, 20, 10);
  context.fill();
  context.fillStyle = '#FFFFFF';
  context.fillText(name, x + 18, y + 24.5);
}

const cursorColours = ['#2563C9', '#B8354A', '#2E7D4F', '#8A4FBF', '#B05A10', '#0F7C86'];

/** The same colour for the same person every time. */
export function cursorColourOf(personId: string): string {
  let sum = 0;
  for (const letter of personId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return cursorColours[sum % cursorColours.length] ?? '#2563C9';
}
