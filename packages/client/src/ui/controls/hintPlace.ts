import type { HintSide } from './hint.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}
/** In CSS px, from the upper left corner of the window. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

const gapPx = 8;

/** Where a tooltip goes: beside its control, on the other side where there is no room, and wholly in the window. */
export function hintPlace(
  control: Box,
  hint: Size,
  viewport: Size,
  side: HintSide,
): { readonly left: number; readonly top: number } {
  const middleX = control.left + (control.width - hint.width) / 2;
  const middleY = control.top + (control.height - hint.height) / 2;
  const above = control.top - gapPx - hint.height;
  const below = control.top + control.height + gapPx;
  const wished = {
    top: { left: middleX, top: above < gapPx ? below : above },
    bottom: { left: middleX, top: below + hint.height > viewport.height - gapPx ? above : below },
    left: { left: control.left - gapPx - hint.width, top: middleY },
    right: { left: control.left + control.width + gapPx, top: middleY },
  }[side];
  return {
    left: Math.max(gapPx, Math.min(wished.left, viewport.width - gapPx - hint.width)),
    top: Math.max(gapPx, Math.min(wished.top, viewport.height - gapPx - hint.height)),
  };
}
