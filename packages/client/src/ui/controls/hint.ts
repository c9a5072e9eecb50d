export interface HintAttributes {
  readonly 'data-hint': string;
  readonly 'data-hint-key': string | undefined;
  readonly 'data-hint-side': HintSide;
}
export type HintSide = 'top' | 'bottom' | 'left' | 'right';

/** What gives an element a tooltip: the name of a control, and the key that does the same. `Hints` shows it. */
export function hintOf(text: string, shortcut: string | undefined, side: HintSide): HintAttributes {
  return { 'data-hint': text, 'data-hint-key': shortcut, 'data-hint-side': side };
}
