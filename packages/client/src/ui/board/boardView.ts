import type { BoardBox } from '../../boards/boardGeometry.ts';
import { boardPage } from '../../boards/boardItem.ts';
import type { BoardPoint } from '../../boards/boardItem.ts';

/** What of the board is shown: the board point in the upper left corner, and CSS px per board unit. */
export interface BoardView {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

/** Of the window that the board is seen through, in CSS px. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

const scaleRange = { least: 0.05, most: 4 } as const;
/** Room around what is fitted into the window, as a share of it. */
const fitMargin = 0.06;
/** Nobody can write in letters that are shown smaller. */
const leastWritingScale = 0.6;
/** Room around what is written, in CSS px. */
const writingMarginPx = 16;
/** So much of the page stays in the window, in CSS px. */
const keptPx = 80;

export function boardPointAt(view: BoardView, x: number, y: number): BoardPoint {
  return { x: view.left + x / view.scale, y: view.top + y / view.scale };
}

/** The part of the board that is seen. */
export function seenBox({ left, top, scale }: BoardView, { width, height }: WindowSize): BoardBox {
  return { left, top, right: left + width / scale, bottom: top + height / scale };
}

export function panned(view: BoardView, dx: number, dy: number): BoardView {
  return { ...view, left: view.left - dx / view.scale, top: view.top - dy / view.scale };
}

/** Zoomed around a place of the window that stays where it is. */
export function zoomed(view: BoardView, factor: number, x: number, y: number): BoardView {
  const scale = Math.min(scaleRange.most, Math.max(scaleRange.least, view.scale * factor));
  const fixed = boardPointAt(view, x, y);
  return { scale, left: fixed.x - x / scale, top: fixed.y - y / scale };
}

/** Never so far from the page that one would not find back. */
export function keptNear(view: BoardView, { width, height }: WindowSize): BoardView {
  const { scale } = view;
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return {
    scale,
    left: within(view.left, (keptPx - width) / scale, boardPage.width - keptPx / scale),
    top: within(view.top, (keptPx - height) / scale, boardPage.height - keptPx / scale),
  };
}

/** Shows a whole box in the middle of the window, no larger than life. */
export function fitted(box: BoardBox, { width, height }: WindowSize): BoardView {
  const share = 1 - 2 * fitMargin;
  const room = Math.min(
    (width * share) / Math.max(1, box.right - box.left),
    (height * share) / Math.max(1, box.bottom - box.top),
  );
  const scale = Math.min(1, Math.max(scaleRange.least, room));
  return centred({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale, { width, height });
}

/** An empty board: everybody begins in the middle of the page, so that they meet. */
export function emptyView(size: WindowSize): BoardView {
  const scale = Math.min(1, Math.max(leastWritingScale, size.width / 1400));
  return centred({ x: boardPage.width / 2, y: boardPage.height / 2 }, scale, size);
}

/** So near that one can write there, with all of the box in the window. */
export function writable(view: BoardView, box: BoardBox, { width, height }: WindowSize): BoardView {
  const x = (box.left - view.left) * view.scale;
  const y = (box.top - view.top) * view.scale;
  const near = zoomed(view, Math.max(1, leastWritingScale / view.scale), x, y);
  const seen = seenBox(near, { width, height });
  const margin = writingMarginPx / near.scale;
  const shift = (from: number, to: number, seenFrom: number, seenTo: number): number => {
    if (from - margin < seenFrom) return from - margin - seenFrom;
    return to + margin > seenTo ? Math.min(to + margin - seenTo, from - margin - seenFrom) : 0;
  };
  return {
    ...near,
    left: near.left + shift(box.left, box.right, seen.left, seen.right),
    top: near.top + shift(box.top, box.bottom, seen.top, seen.bottom),
  };
}

function centred(middle: BoardPoint, scale: number, { width, height }: WindowSize): BoardView {
  return { scale, left: middle.x - width / 2 / scale, top: middle.y - height / 2 / scale };
}
