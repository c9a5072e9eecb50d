import { describe, expect, it } from 'vitest';
import { beginHistory, unpackTiles } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { Editor } from '../../build/editor.ts';
import { actOnKey } from './buildKeys.ts';
import { firstChoices } from './palettes.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

function started(): Editor {
  const session = {
    edit: () => undefined,
    undo: () => undefined,
    redo: () => undefined,
    noteActivity: () => undefined,
  };
  const history = beginHistory(unpackTiles(officeWorld()));
  const draft = { history, saving: { kind: 'saved' }, base: 1, currentVersion: 1, conflicts: [] } as const;
  return new Editor(session, { kind: 'editing', ...draft }, firstChoices, () => 0.5);
}

describe('keys of Build Mode', () => {
  it.each(['d', 'ArrowLeft', '.', 'Enter'])('with Alt, %s is the browser’s', (key) => {
    const editor = started();
    expect(actOnKey(editor, { ...none, key, altKey: true }, true)).toBe(false);
    expect(editor.store.getState()).toMatchObject({ tool: 'select', cursor: undefined });
  });

  it('Escape gives a press up first, then what is in hand', () => {
    const editor = started();
    editor.choose('room');
    editor.press();
    actOnKey(editor, { ...none, key: 'Escape' }, true);
    expect(editor.store.getState().tool).toBe('room');
    actOnKey(editor, { ...none, key: 'Escape' }, true);
    expect(editor.store.getState().tool).toBe('select');
  });

  it('letters do nothing where single keys are off', () => {
    const editor = started();
    expect(actOnKey(editor, { ...none, key: 'r' }, false)).toBe(false);
    expect(editor.store.getState().tool).toBe('select');
  });
});
