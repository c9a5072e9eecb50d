import { getStroke } from 'perfect-freehand';
import { pointsOf } from '../../boards/boardGeometry.ts';
import type { BoardGeometry } from '../../boards/boardGeometry.ts';
import { noteSize } from '../../boards/boardItem.ts';
import type { BoardItem, Stroke, Writing } from '../../boards/boardItem.ts';
import { lineHeight, noteMargin } from '../../boards/writingLayout.ts';
import { notePaint, paper, penPaint } from './boardColours.ts';
import { boardFont } from './boardFont.ts';

const noteRadius = 6;

/** Paints one item; the context's unit is a board unit. @param isWritten its text is shown in a field over the board */
export function paintItem(
  context: CanvasRenderingContext2D,
  item: BoardItem,
  geometry: BoardGeometry,
  isWritten: boolean,
): void {
  switch (item.kind) {
    case 'stroke':
      context.fillStyle = penPaint[item.colour];
      return context.fill(outlineOf(item));
    case 'text':
      context.fillStyle = penPaint[item.colour];
      if (!isWritten) paintWriting(context, item, geometry, 0);
      return;
    case 'note':
      paintNote(context, item.x, item.y, notePaint[item.colour]);
      context.fillStyle = penPaint.ink;
      if (!isWritten) paintWriting(context, item, geometry, noteMargin);
  }
}

function paintNote(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  const { width, height } = noteSize;
  context.fillStyle = paper.shadow;
  context.beginPath();
  context.roundRect(x + 3, y + 5, width, height, noteRadius);
  context.fill();
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(x, y, width, height, noteRadius);
  context.fill();
}

/** Where a field of the browser would write the same. */
function paintWriting(
  context: CanvasRenderingContext2D,
  item: Writing,
  geometry: BoardGeometry,
  margin: number,
): void {
  const { letters, lines } = geometry.layoutOf(item);
  context.font = `${letters}px ${boardFont}`;
  context.textBaseline = 'alphabetic';
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
  const baseline = (letters * lineHeight - ascent - descent) / 2 + ascent;
  lines.forEach((line, index) =>
    context.fillText(line, item.x + margin, item.y + margin + baseline + index * letters * lineHeight),
  );
}

/** Outlines are worked out once for each stroke as it is. */
const outlines = new WeakMap<Stroke, Path2D>();

function outlineOf(stroke: Stroke): Path2D {
  const known = outlines.get(stroke);
  if (known !== undefined) return known;
  const path = drawOutline(stroke);
  outlines.set(stroke, path);
  return path;
}

function drawOutline(stroke: Stroke): Path2D {
  const points = Array.from(pointsOf(stroke), ({ x, y }): [number, number] => [x, y]);
  const path = new Path2D();
  const [first] = points;
  if (points.length === 1 && first !== undefined) {
    path.arc(first[0], first[1], stroke.width / 2, 0, 2 * Math.PI);
    return path;
  }
  const outline = getStroke(points, {
    size: stroke.width,
    thinning: 0.35,
    smoothing: 0.6,
    streamline: 0.35,
    last: true,
  });
  outline.forEach(([x, y], index) => {
    const [nextX = x, nextY = y] = outline[(index + 1) % outline.length] ?? [];
    if (index === 0) path.moveTo((x + nextX) / 2, (y + nextY) / 2);
    else path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  });
  path.closePath();
  return path;
}
