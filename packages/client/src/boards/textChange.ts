/** What makes one text out of another: so many UTF-16 units taken out at a place, and others put in there. */
export interface TextChange {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** The smallest change between two texts; never half of a letter that takes two units. `undefined` where they are the same. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at++;
  if (splitsLetter(before, at) || splitsLetter(after, at)) at--;
  let end = 0;
  while (end < most - at && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (splitsLetter(before, before.length - end) || splitsLetter(after, after.length - end)) end--;
  return {
    at,
    removed: before.length - end - at,
    inserted: after.slice(at, after.length - end),
  };
}

/** The beginning of a text, of at most so many UTF-16 units, and of whole letters. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, splitsLetter(text, most) ? most - 1 : most);
}

/** Where a caret stands after somebody else has changed the text around it. */
export function caretAfter(caret: number, { at, removed, inserted }: TextChange): number {
  if (caret <= at) return caret;
  return caret >= at + removed ? caret - removed + inserted.length : at + inserted.length;
}

function splitsLetter(text: string, at: number): boolean {
  return at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
