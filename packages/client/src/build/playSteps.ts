import { beginHistory, invertEdit, redo, remember, undo, applyEdit } from '@atrium/world';
import type { EditHistory, World, WorldEdit } from '@atrium/world';
import type { JournalStep } from './draftJournal.ts';

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
