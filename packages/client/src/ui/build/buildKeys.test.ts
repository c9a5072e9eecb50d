import { describe, expect, it } from 'vitest';
import { beginHistory, remember, undo, unpackTiles } from '@atrium/world';
import type { EditHistory } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { Editor } from '../../build/editor.ts';
import { keyBindings } from '../../input/shortcuts.ts';
import { actOnKey } from './buildKeys.ts';
import { firstChoices } from './palettes.ts';

const keys = keyBindings({});
const none = { code: '', repeat: false, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

function started(): Editor {
  const stateOf = (history: EditHistory) =>
    ({
      kind: 'editing',
      history,
      saving: { kind: 'saved' },
      base: 1,
      currentVersion: 1,
      conflicts: [],
    }) as const;
  let history = beginHistory(unpackTiles(officeWorld()));
  const become = (next: EditHistory) => {
    history = next;
    editor.follow(stateOf(next));
  };
  const session = {
    edit: (step: Parameters<typeof remember>[1], options?: Parameters<typeof remember>[2]) =>
      become(remember(history, step, options)),
    undo: () => become(undo(history)),
    redo: () => undefined,
    noteActivity: () => undefined,
  };
  const editor: Editor = new Editor(session, stateOf(history), firstChoices, () => 0.5);
  return editor;
}

describe('keys of Build Mode', () => {
  it.each(['d', 'ArrowLeft', '.', 'Enter'])('with Alt, %s is the browser’s', (key) => {
    const editor = started();
    expect(actOnKey(editor, { ...none, key, altKey: true }, true, keys)).toBe(false);
    expect(editor.store.getState()).toMatchObject({ tool: 'select', cursor: undefined });
  });

  it('Escape gives a press up first, then what is in hand', () => {
    const editor = started();
    editor.choose('room');
    editor.press();
    actOnKey(editor, { ...none, key: 'Escape' }, true, keys);
    expect(editor.store.getState().tool).toBe('room');
    actOnKey(editor, { ...none, key: 'Escape' }, true, keys);
    expect(editor.store.getState().tool).toBe('select');
  });

  it('an arrow that is held down is one step, each new press another', () => {
    const editor = started();
    const [object] = editor.world.objects;
    if (object === undefined) throw new Error('The office is empty.');
    const startX = object.position.x;
    const place = () => editor.world.objects.find(({ id }) => id === object.id)?.position.x;
    editor.select({ ids: new Set([object.id]) });
    const press = (key: string, repeat = false) => actOnKey(editor, { ...none, key, repeat }, true, keys);
    press('ArrowRight');
    for (let held = 0; held < 5; held++) press('ArrowRight', true);
    press('ArrowRight');
    expect([place(), editor.store.getState().draft.history.done.length]).toEqual([startX + 7, 2]);
    editor.undo();
    expect(place()).toBe(startX + 6);
    // What is held goes on after it as a step of its own.
    press('ArrowLeft', true);
    expect(editor.store.getState().draft.history.done.length).toBe(2);
    editor.undo();
    editor.undo();
    expect(place()).toBe(startX);
  });

  it('keys that were chosen for the microphone are its, whatever tool has the same letter', () => {
    const editor = started();
    const chosen = keyBindings({ microphone: 'r', pushToTalk: 'o' });
    for (const key of ['r', 'o']) {
      const press = { ...none, key, code: `Key${key.toUpperCase()}` };
      expect(actOnKey(editor, press, true, chosen)).toBe(false);
    }
    expect(editor.store.getState().tool).toBe('select');
    expect(actOnKey(editor, { ...none, key: 'l', code: 'KeyL' }, true, chosen)).toBe(true);
  });

  it('letters do nothing where single keys are off', () => {
    const editor = started();
    expect(actOnKey(editor, { ...none, key: 'r' }, false, keys)).toBe(false);
    expect(editor.store.getState().tool).toBe('select');
  });
});
