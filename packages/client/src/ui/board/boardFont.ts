import type { TextWidth } from '../../boards/writingLayout.ts';

/** What is written on a board, on the canvas as well as while one writes it. */
export const boardFont =
  "'Inter', 'Segoe UI', system-ui, -apple-system, 'Roboto', 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', sans-serif";

/** Letters are measured large: sizes of a few px are rounded. */
const measuredPx = 100;

/** How wide texts are in the font of the board. */
export function createTextWidth(): TextWidth {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return (text) => text.length * 0.55;
  context.font = `${measuredPx}px ${boardFont}`;
  return (text) => context.measureText(text).width / measuredPx;
}
