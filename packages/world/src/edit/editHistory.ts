import type { World } from '../format/world.ts';
import { applyEdit } from './applyEdit.ts';
import { invertEdit, joinEdits } from './worldEdit.ts';
import type { EditChange, WorldEdit } from './worldEdit.ts';

/** A World under edit, with what was done to it and what was undone; never changes, and is JSON. */
export interface EditHistory {
  readonly world: World;
  /** The latest last. */
  readonly done: readonly WorldEdit[];
  /** The latest undone last. */
  readonly undone: readonly WorldEdit[];
}

/** @param world unpacked (`unpackTiles`) */
export function beginHistory(world: World): EditHistory {
  return { world, done: [], undone: [] };
}

/**
 * One gesture: what was undone before cannot be made again. An edit without changes is none.
 *
 * @param joins whether it goes on with the last gesture: both are undone at once
 */
export function remember(
  history: EditHistory,
  { edit, world }: { readonly edit: WorldEdit; readonly world: World },
  { joins = false }: { readonly joins?: boolean } = {},
): EditHistory {
  if (edit.changes.length === 0) return history;
  const last = joins ? history.done.at(-1) : undefined;
  if (last === undefined) return { world, done: [...history.done, edit], undone: [] };
  return { world, done: [...history.done.slice(0, -1), joinEdits(last, edit)], undone: [] };
}

/** The same history where there is nothing to undo. */
export function undo(history: EditHistory): EditHistory {
  const edit = history.done.at(-1);
  const applied = edit && applyEdit(history.world, invertEdit(edit));
  if (edit === undefined || applied?.ok !== true) return history;
  return { world: applied.world, done: history.done.slice(0, -1), undone: [...history.undone, edit] };
}

/** The same history where there is nothing to make again. */
export function redo(history: EditHistory): EditHistory {
  const edit = history.undone.at(-1);
  const applied = edit && applyEdit(history.world, edit);
  if (edit === undefined || applied?.ok !== true) return history;
  return { world: applied.world, done: [...history.done, edit], undone: history.undone.slice(0, -1) };
}

/** An edit that cannot be made on another base, and the first of its changes that does not fit. */
export interface EditConflict {
  readonly edit: WorldEdit;
  readonly conflict: EditChange;
}

/**
 * Makes edits again on another World, as when somebody has published meanwhile. Those that do not fit are left out, whole.
 *
 * @param base unpacked (`unpackTiles`)
 */
export function replayEdits(
  base: World,
  edits: readonly WorldEdit[],
): { readonly history: EditHistory; readonly conflicts: readonly EditConflict[] } {
  let history = beginHistory(base);
  const conflicts: EditConflict[] = [];
  for (const edit of edits) {
    const applied = applyEdit(history.world, edit);
    if (applied.ok) history = remember(history, { edit, world: applied.world });
    else conflicts.push({ edit, conflict: applied.conflict });
  }
  return { history, conflicts };
}
