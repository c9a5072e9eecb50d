import * as Y from 'yjs';
import { boardItemSchema, boardLimits } from './boardItem.ts';
import type { BoardItem } from './boardItem.ts';
import { beginningOf } from './textChange.ts';

/** `0000a3-whatever`: what was made later has a greater order, and lies above. */
const idForm = /^[0-9a-z]{6}-/;
const lastOrder = 36 ** 6 - 1;

/** An id for an item above all others. @param topId the greatest id there is @param own a part that nobody else uses */
export function idAbove(topId: string | undefined, own: string): string {
  const order = topId === undefined ? 0 : Number.parseInt(topId.slice(0, 6), 36) + 1;
  return `${Math.min(lastOrder, order).toString(36).padStart(6, '0')}-${own}`;
}

/** Reads what somebody has put on the board. `undefined` where that is no item. */
export function readBoardItem(itemId: string, kept: unknown): BoardItem | undefined {
  if (itemId.length > boardLimits.idLength || !idForm.test(itemId)) return undefined;
  const parsed = boardItemSchema.safeParse(fieldsOf(kept));
  return parsed.success ? { ...parsed.data, itemId } : undefined;
}

/** Never reads down into what is nested: somebody could nest it deeper than the stack reaches. */
function fieldsOf(kept: unknown): unknown {
  if (!(kept instanceof Y.Map)) return undefined;
  const fields: Record<string, unknown> = {};
  for (const [name, value] of kept.entries() as Iterable<[string, unknown]>) {
    if (name === 'points') fields[name] = numbersOf(value);
    else if (name === 'text') fields[name] = textOf(value);
    else if (value instanceof Y.AbstractType) return undefined;
    else fields[name] = value;
  }
  return fields;
}

function numbersOf(value: unknown): unknown {
  return value instanceof Y.Array && value.length <= boardLimits.points * 2 ? value.toArray() : undefined;
}

/** Two who write at once can write more than fits. What is embedded is no text. */
function textOf(value: unknown): string | undefined {
  if (!(value instanceof Y.Text)) return undefined;
  const text: string = value.toJSON();
  return text.length === value.length ? beginningOf(text, boardLimits.textLength) : undefined;
}
