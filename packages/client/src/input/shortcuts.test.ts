import { describe, expect, test } from 'vitest';
import { actionOf, defaultKeys, isBindableKey, keyBindings, shortcutActions } from './shortcuts.ts';

const press = (
  key: string,
  code = '',
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('shortcuts', () => {
  test('no two actions share a key', () => {
    expect(new Set(Object.values(defaultKeys)).size).toBe(shortcutActions.length);
  });

  test('what a key prints decides, in either case', () => {
    expect(actionOf(press('w', 'KeyW'), defaultKeys, true)).toBe('up');
    expect(actionOf(press('P', 'KeyP'), defaultKeys, true)).toBe('people');
    expect(actionOf(press('=', 'Equal'), defaultKeys, true)).toBe('zoomIn');
  });

  test('WASD keeps its shape on other layouts', () => {
    expect(actionOf(press('z', 'KeyW'), defaultKeys, true)).toBe('up');
    expect(actionOf(press('q', 'KeyA'), defaultKeys, true)).toBe('left');
    expect(actionOf(press('ц', 'KeyW'), defaultKeys, true)).toBe('up');
    // The comma of a French keyboard lies where M is on an American one.
    expect(actionOf(press(',', 'KeyM'), defaultKeys, true)).toBe('settings');
    expect(actionOf(press('m', 'Semicolon'), defaultKeys, true)).toBe('microphone');
  });

  test.each([
    ['Dvorak', [',', 'a', 'o', 'e']],
    ['Colemak', ['w', 'a', 'r', 's']],
  ] as const)('%s: the places of WASD walk before the browser has told the layout', (_layout, printed) => {
    const walked = ['KeyW', 'KeyA', 'KeyS', 'KeyD'].map((code, index) =>
      actionOf(press(printed[index] ?? '', code), defaultKeys, true),
    );
    expect(walked).toEqual(['up', 'left', 'down', 'right']);
    // What somebody has chosen is theirs.
    const chosen = keyBindings({ microphone: 'o' });
    expect(actionOf(press('o', 'KeyS'), chosen, true)).toBe('microphone');
  });

  test('Dvorak and Colemak: a letter that no shortcut has does nothing, wherever its key lies', () => {
    expect(actionOf(press('l', 'KeyP'), defaultKeys, true)).toBeUndefined();
    expect(actionOf(press('y', 'KeyT'), defaultKeys, true)).toBeUndefined();
    expect(actionOf(press('ш', 'KeyI'), defaultKeys, true)).toBeUndefined();
    expect(actionOf(press('з', 'KeyP'), defaultKeys, true)).toBe('people');
  });

  test.each([
    ['Dvorak', [',', 'a', 'o', 'e'], { interact: 'e', settings: ',' }],
    ['Colemak', ['w', 'a', 'r', 's'], { raiseHand: 'r' }],
    ['AZERTY', ['z', 'q', 's', 'd'], {}],
  ] as const)('%s: the keys in the place of WASD walk, and give up what they print', (_, printed, moved) => {
    const [up, left, down, right] = printed;
    const keys = keyBindings({}, { up, left, down, right });
    expect(printed.map((key) => actionOf(press(key), keys, true))).toEqual(['up', 'left', 'down', 'right']);
    for (const [action, usual] of Object.entries(moved))
      expect(keys[action as keyof typeof keys]).not.toBe(usual);
    expect(new Set(Object.values(keys)).size).toBe(shortcutActions.length);
    const chosen = keyBindings({ up: 'i', raiseHand: 'r' }, { up, left, down, right });
    expect([chosen.up, chosen.raiseHand]).toEqual(['i', 'r']);
    expect(new Set(Object.values(chosen)).size).toBe(shortcutActions.length);
  });

  test('keys held with Ctrl, Alt or the system key belong to browser and system', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const) {
      expect(actionOf(press('p', 'KeyP', { [held]: true }), defaultKeys, true)).toBeUndefined();
    }
  });

  test('arrows, Enter and Home stay when single-key shortcuts are off', () => {
    expect(actionOf(press('w', 'KeyW'), defaultKeys, false)).toBeUndefined();
    expect(actionOf(press('?', 'Slash'), defaultKeys, false)).toBeUndefined();
    expect(actionOf(press('ArrowUp', 'ArrowUp'), defaultKeys, false)).toBe('up');
    expect(actionOf(press('Enter', 'Enter'), defaultKeys, false)).toBe('interact');
    expect(actionOf(press('Home', 'Home'), defaultKeys, false)).toBe('centre');
  });

  test('a chosen key replaces the usual one', () => {
    const keys = keyBindings({ people: 'o' });
    expect(actionOf(press('o', 'KeyO'), keys, true)).toBe('people');
    expect(actionOf(press('p', 'KeyP'), keys, true)).toBeUndefined();
  });

  test('Space talks while it is held, unless single-key shortcuts are off or it was given another key', () => {
    expect(actionOf(press(' ', 'Space'), defaultKeys, true)).toBe('pushToTalk');
    expect(actionOf(press(' ', 'Space'), defaultKeys, false)).toBeUndefined();
    expect(actionOf(press(' ', 'Space'), keyBindings({ pushToTalk: 't' }), true)).toBeUndefined();
  });

  test('a key chosen when it was free stays what it was, and the action that uses it by now gets another', () => {
    const keys = keyBindings({ people: 'v', centre: 'm' });
    expect(actionOf(press('v', 'KeyV'), keys, true)).toBe('people');
    expect(actionOf(press('m', 'KeyM'), keys, true)).toBe('centre');
    expect(new Set(Object.values(keys)).size).toBe(shortcutActions.length);
  });

  test('keys that move the focus or print nothing cannot be chosen', () => {
    expect(['Tab', 'Escape', 'Shift', 'ArrowUp'].filter(isBindableKey)).toEqual([]);
    expect(['x', '7', '?', 'ç', ' '].filter(isBindableKey)).toEqual(['x', '7', '?', 'ç', ' ']);
  });
});
