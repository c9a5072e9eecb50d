import type { BoardBox } from '../../boards/boardGeometry.ts';
import type { BoardPoint } from '../../boards/boardItem.ts';

/** What of the board is shown: the board point in the upper left corner, and CSS px per board unit. */
export interface BoardView {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

export const scaleRange = { least: 0.05, most: 3 } as const;
/** Room around what is fitted into the window, in CSS px. */
const fitMarginPx = 48;

export function boardPointAt(view: BoardView, x: number, y: number): BoardPoint {
  return { x: view.left + x / view.scale, y: view.top + y / view.scale };
}

export function panned(view: BoardView, dx: number, dy: number): BoardView {
  return { ...view, left: view.left - dx / view.scale, top: view.top - dy / view.scale };
}

/** Zoomed around a place of the screen that stays where it is. */
export function zoomed(view: BoardView, factor: number, x: number, y: number): BoardView {
  const scale = Math.min(scaleRange.most, Math.max(scaleRange.least, view.scale * factor));
  const fixed = boardPointAt(view, x, y);
  return { scale, left: fixed.x - x / scale, top: fixed.y - y / scale };
}

/** Shows a whole box in the middle of a window (CSS px), no larger than life. */
export function fitted(box: BoardBox, width: number, height: number): BoardView {
  const boxWidth = Math.max(1, box.right - box.left);
  const boxHeight = Math.max(1, box.bottom - box.top);
  const room = Math.min((width - 2 * fitMarginPx) / boxWidth, (height - 2 * fitMarginPx) / boxHeight);
  const scale = Math.min(1, Math.max(scaleRange.least, room));
  return {
    scale,
    left: (box.left + box.right) / 2 - width / 2 / scale,
    top: (box.top + box.bottom) / 2 - height / 2 / scale,
  };
}
