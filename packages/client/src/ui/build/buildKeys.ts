import type { Position } from '@atrium/world';
import type { Editor } from '../../build/editor.ts';
import type { ToolName } from '../../build/tools.ts';
import { actionOf } from '../../input/shortcuts.ts';
import type { KeyBindings } from '../../input/shortcuts.ts';

/** By tool, as `KeyboardEvent.key` in lower case. */
export const toolKeys: Readonly<Record<ToolName, string>> = {
  select: 'v',
  room: 'r',
  wall: 'l',
  floor: 'f',
  zone: 'z',
  door: 'd',
  object: 'o',
  link: 'k',
  spawn: 'p',
  erase: 'x',
  pick: 'i',
};

const toolsByKey = new Map(Object.entries(toolKeys).map(([tool, key]) => [key, tool as ToolName]));

/** Where arrows move things, in tiles: as the eye sees them, half of a turn off the axes of the Map. */
const arrows: Readonly<Record<string, Position>> = {
  arrowup: { x: 0, y: -1 },
  arrowdown: { x: 0, y: 1 },
  arrowleft: { x: -1, y: 0 },
  arrowright: { x: 1, y: 0 },
};

interface KeyPress {
  readonly key: string;
  readonly code: string;
  /** Whether the key is held down since an earlier press. */
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Does what a key means in Build Mode. Copying and pasting are the browser's own events.
 *
 * @param singleKeys whether letters alone do something
 * @param keys those of the World: the microphone's come before a tool's
 * @returns whether it means anything
 */
export function actOnKey(editor: Editor, press: KeyPress, singleKeys: boolean, keys: KeyBindings): boolean {
  if (press.ctrlKey || press.metaKey) return actOnCommand(editor, press);
  // The browser's: a page back, its menus.
  if (press.altKey) return false;
  const worldAction = actionOf(press, keys, singleKeys);
  if (worldAction === 'microphone' || worldAction === 'pushToTalk') return false;
  const key = press.key.toLowerCase();
  const { tool, selection } = editor.store.getState();
  const by = arrows[key];
  if (by !== undefined) {
    if (tool === 'select' && selection.ids.size > 0 && !press.shiftKey)
      editor.move(by, { isHeld: press.repeat });
    else editor.moveCursor(by, { extends: press.shiftKey });
    return true;
  }
  if (singleKeys && editor.typeSize(press.key)) return true;
  if (key === 'enter') editor.pressCursor({ adds: press.shiftKey, copies: false });
  else if (key === 'delete' || key === 'backspace') editor.erase();
  else if (key === 'escape') {
    if (editor.giveUp() || editor.giveUpDrawing()) return true;
    if (tool === 'select') editor.select({ ids: new Set() });
    editor.choose('select');
  } else if (!singleKeys) return false;
  else if (key === '.') editor.turn(1);
  else if (key === ',') editor.turn(3);
  else {
    const chosen = toolsByKey.get(key);
    if (chosen === undefined) return false;
    editor.choose(chosen);
  }
  return true;
}

/** The keys with Ctrl or Cmd, which mean the same wherever the focus is. @returns whether it means anything */
export function actOnCommand(editor: Editor, press: Omit<KeyPress, 'code' | 'repeat'>): boolean {
  if (!press.ctrlKey && !press.metaKey) return false;
  const key = press.key.toLowerCase();
  if (key === 'z') {
    if (press.shiftKey) editor.redo();
    else editor.undo();
  } else if (key === 'y') editor.redo();
  else if (key === 'a') editor.selectAll();
  else if (key === 'd') editor.duplicate();
  // As Alt does with a pointer.
  else if (key === 'enter') editor.pressCursor({ adds: press.shiftKey, copies: true });
  else return false;
  return true;
}
