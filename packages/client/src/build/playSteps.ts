import { beginHistory, invertEdit, isSame, redo, remember, undo, applyEdit } from '@atrium/world';
import type { EditChange, EditHistory, World, WorldEdit } from '@atrium/world';
import type { JournalContent, JournalMark, JournalStep } from './draftJournal.ts';

/** What comes of steps; those that do not fit are passed over, as when they were made. @param origin unpacked */
export function playSteps(origin: World, steps: readonly JournalStep[]): EditHistory {
  return steps.reduce(playStep, beginHistory(origin));
}

function playStep(history: EditHistory, step: JournalStep): EditHistory {
  switch (step.kind) {
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
    case 'edit': {
      const applied = applyEdit(history.world, step.edit);
      return applied.ok
        ? remember(history, { edit: step.edit, world: applied.world }, { joins: step.joins === true })
        : history;
    }
  }
}

/** What the steps after the first `from` have changed, as edits that can be made on another World. */
export function editsSince(origin: World, steps: readonly JournalStep[], from: number): readonly WorldEdit[] {
  const known = Math.max(0, from);
  let history = playSteps(origin, steps.slice(0, known));
  let edits: readonly WorldEdit[] = [];
  for (const step of steps.slice(known)) {
    const { done, undone } = history;
    const next = playStep(history, step);
    if (next === history) continue;
    history = next;
    const undoneNow = done.at(-1);
    if (step.kind === 'edit') edits = [...edits, step.edit];
    else if (step.kind === 'redo') edits = [...edits, ...undone.slice(-1)];
    // What is taken back within these steps was never made.
    else if (undoneNow !== undefined)
      edits = edits.at(-1) === undoneNow ? edits.slice(0, -1) : [...edits, invertEdit(undoneNow)];
  }
  return edits;
}

/** Steps from which the same history comes, with what was undone and can be made again. */
export function stepsOf({ done, undone }: EditHistory): readonly JournalStep[] {
  const again = [...undone].reverse();
  const edits = [...done, ...again].map((edit): JournalStep => ({ kind: 'edit', edit }));
  return [...edits, ...undone.map((): JournalStep => ({ kind: 'undo' }))];
}

/**
 * A history that can be undone less far, and the World that it begins with then.
 *
 * @param most steps, and changes in all of them together; the last step is kept whatever it weighs
 */
export function keepLatest(
  history: EditHistory,
  most: { readonly steps: number; readonly changes: number },
): { readonly origin: World; readonly history: EditHistory } {
  let origin = history.world;
  let kept = 0;
  let changes = 0;
  for (const edit of [...history.done].reverse()) {
    changes += edit.changes.reduce((sum, change) => sum + weightOf(change), 0);
    if (kept === most.steps || (kept > 0 && changes > most.changes)) break;
    const undone = applyEdit(origin, invertEdit(edit));
    if (!undone.ok) break;
    origin = undone.world;
    kept += 1;
  }
  return { origin, history: { ...history, done: history.done.slice(history.done.length - kept) } };
}

/** Sixteen tiles weigh about as much as a thing. */
function weightOf(change: EditChange): number {
  const runs = change.kind === 'tiles' ? change.runs : [];
  return 1 + runs.reduce((sum, { after }) => sum + after.length, 0) / 16;
}

/** What the server does not have; `undefined` where it has all. */
export function unsavedIn({ head: { saved }, origin, steps }: JournalContent): World | undefined {
  return saved.steps < steps.length ? playSteps(origin, steps).world : undefined;
}

/**
 * How much of a journal the server has: it has the revision that was acknowledged, or the one whose answer was lost.
 *
 * @returns `undefined` if another editor has saved, published or discarded since
 */
export function savedMark(
  { head: { saved, sent }, origin, steps }: JournalContent,
  revision: number,
  onServer: World,
): JournalMark | undefined {
  if (saved.revision === revision) return saved;
  if (sent === undefined || revision !== sent.revision + 1) return undefined;
  const { world } = playSteps(origin, steps.slice(0, sent.steps));
  return isSame(world, onServer) ? { revision, steps: sent.steps } : undefined;
}
