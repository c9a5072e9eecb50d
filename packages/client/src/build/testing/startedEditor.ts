import { beginHistory, redo, remember, undo, unpackTiles } from '@atrium/world';
import type { EditHistory, Position, World } from '@atrium/world';
import { officeWorld, worldFromPlan } from '@atrium/world/testing';
import { firstChoices } from '../../ui/build/palettes.ts';
import type { EditingState } from '../draftState.ts';
import { Editor } from '../editor.ts';
import type { Gesture, ToolName } from '../tools.ts';

export const choices = { ...firstChoices, zoneName: 'Meeting room 1' };

/** An editor with a draft that nobody saves. */
export function started(world: World = unpackTiles(officeWorld())) {
  const stateOf = (history: EditHistory): EditingState => ({
    kind: 'editing',
    history,
    saving: { kind: 'saved' },
    base: 1,
    currentVersion: 1,
    conflicts: [],
  });
  let history = beginHistory(world);
  const become = (next: EditHistory) => {
    history = next;
    editor.follow(stateOf(history));
  };
  const session = {
    edit: (step: Parameters<typeof remember>[1], options?: Parameters<typeof remember>[2]) =>
      become(remember(history, step, options)),
    undo: () => become(undo(history)),
    redo: () => become(redo(history)),
    noteActivity: () => undefined,
  };
  const editor: Editor = new Editor(session, stateOf(history), choices, seeded());
  return { editor, history: () => history };
}

/** Numbers that are the same in every run. */
function seeded(): () => number {
  let number = 1;
  return () => (number = (number * 16_807) % 2_147_483_647) / 2_147_483_647;
}

export const gesture = (from: Position, to: Position, more: Partial<Gesture> = {}): Gesture => ({
  from: { x: from.x + 0.5, y: from.y + 0.5 },
  to: { x: to.x + 0.5, y: to.y + 0.5 },
  isDrag: from.x !== to.x || from.y !== to.y,
  fromId: undefined,
  toId: undefined,
  adds: false,
  copies: false,
  ...more,
});
export const perform = (editor: Editor, tool: ToolName, done: Gesture) => {
  editor.choose(tool);
  editor.finish(done);
};
/** 12 by 12 tiles of floor, with a place to arrive. */
export function openFloor(): World {
  const row = '.'.repeat(12);
  return unpackTiles(worldFromPlan([`@${row.slice(1)}`, ...new Array<string>(11).fill(row)]));
}
