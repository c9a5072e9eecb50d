import { describe, expect, test } from 'vitest';
import { silentLog } from '../log/log.ts';
import { watchKeyboardLayout } from './keyboardLayout.ts';

type Typed = readonly (readonly [code: string, key: string])[];
const dvorak: Typed = [
  ['KeyW', ','],
  ['KeyA', 'a'],
  ['KeyS', 'o'],
  ['KeyD', 'e'],
];
const printed = { up: ',', left: 'a', down: 'o', right: 'e' };

/** A keyboard that can be typed on; `layout` is what the browser tells of it. */
function keyboard(layout?: () => Promise<ReadonlyMap<string, string>>) {
  const listeners: ((event: KeyboardEvent) => void)[] = [];
  const store = watchKeyboardLayout({
    log: silentLog,
    readLayout: layout,
    onKeyDown: (run) => listeners.push(run),
  });
  const type = (typed: Typed, held: Partial<KeyboardEvent> = {}) => {
    for (const [code, key] of typed) {
      const event = {
        code,
        key,
        isComposing: false,
        getModifierState: () => false,
        ...held,
      } as KeyboardEvent;
      listeners.forEach((run) => run(event));
    }
  };
  return { store, type, send: (event: Event) => listeners.forEach((run) => run(event as KeyboardEvent)) };
}

describe('the layout of the keyboard', () => {
  test('is what the browser tells', async () => {
    const { store } = keyboard(() => Promise.resolve(new Map(dvorak)));
    await expect.poll(() => store.getState()).toEqual(printed);
  });

  test('shows as people type where the browser does not tell, once all four keys were typed', async () => {
    const { store, type } = keyboard(() => Promise.reject(new Error('SecurityError')));
    type(dvorak.slice(1));
    expect(store.getState()).toBeUndefined();
    type(dvorak);
    expect(store.getState()).toEqual(printed);
  });

  test('is told when it is known and when it is another, and not with each key that is typed', () => {
    const { store, type } = keyboard();
    let told = 0;
    store.subscribe(() => told++);
    type([...dvorak, ...dvorak, ['KeyQ', 'x']]);
    expect(told).toBe(1);
    type([['KeyW', 'w']]);
    expect([told, store.getState()?.up]).toEqual([2, 'w']);
  });

  test('does not mind what browsers send without a key when they fill in a form', () => {
    const { store, send, type } = keyboard();
    send(new Event('keydown'));
    type(dvorak);
    expect(store.getState()).toEqual(printed);
  });

  test('is not guessed from shortcuts, capitals or letters that are not Latin', () => {
    const { store, type } = keyboard();
    type(dvorak, { ctrlKey: true });
    type(dvorak, { shiftKey: true });
    type([
      ['KeyW', 'ц'],
      ['KeyA', 'ф'],
      ['KeyS', 'ы'],
      ['KeyD', 'в'],
    ]);
    expect(store.getState()).toBeUndefined();
  });
});
