import type { Position } from '@atrium/world';

/** A size that is typed while something is drawn, such as "6" or "6x4". */
export type TypedSize = string;

/**
 * The text after a key; `undefined`: the key is not for it. Digits are, then one x, and Backspace.
 *
 * @param key `KeyboardEvent.key`
 */
export function typeSize(typed: TypedSize, key: string): TypedSize | undefined {
  if (key === 'Backspace') return typed === '' ? undefined : typed.slice(0, -1);
  const next = typed + key.toLowerCase().replace('*', 'x');
  return /^[1-9]\d{0,2}(x([1-9]\d{0,2})?)?$/.test(next) ? next : undefined;
}

/** Where a drawing that began at a tile ends with that size, towards where it is drawn. */
export function endOfSize(typed: TypedSize, from: Position, to: Position): Position {
  const [width, height] = typed.split('x').map((part) => (part === '' ? undefined : Number(part)));
  const isDrawn = from.x !== to.x || from.y !== to.y;
  const end = (start: number, drawn: number, size: number | undefined) =>
    size === undefined ? drawn : start + (drawn < start ? -1 : 1) * (size - 1);
  // Nothing drawn yet: as high as wide.
  const across = height ?? (isDrawn ? undefined : width);
  return { x: end(from.x, to.x, width), y: end(from.y, to.y, across) };
}
