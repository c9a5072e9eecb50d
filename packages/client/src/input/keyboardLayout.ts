import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Log } from '../log/log.ts';
import type { WalkingAction, WalkingKeysPrinted } from './shortcuts.ts';

declare global {
  interface Navigator {
    /** Keyboard Map API (WICG), in Chromium only. */
    readonly keyboard?: { getLayoutMap(): Promise<ReadonlyMap<string, string>> };
  }
}

/** Where the keys to walk lie, as `KeyboardEvent.code`. */
const places = { up: 'KeyW', left: 'KeyA', down: 'KeyS', right: 'KeyD' } as const satisfies Readonly<
  Record<WalkingAction, string>
>;

/** What the walking keys print on the keyboard at hand; `undefined` until that is known. */
export type KeyboardLayoutStore = StoreApi<WalkingKeysPrinted | undefined>;

export interface KeyboardLayoutParts {
  readonly log: Log;
  /** What each key prints, by its place; `undefined` in browsers that do not tell (Firefox and Safari). */
  readonly readLayout: (() => Promise<ReadonlyMap<string, string>>) | undefined;
  /** Tells of every key that goes down. */
  readonly onKeyDown: (run: (event: KeyboardEvent) => void) => void;
}

/** Finds out the layout of the keyboard: the browser tells, or it shows as people type. */
export function watchKeyboardLayout({
  log,
  readLayout,
  onKeyDown,
}: KeyboardLayoutParts): KeyboardLayoutStore {
  const store: KeyboardLayoutStore = createStore<WalkingKeysPrinted | undefined>(() => undefined);
  const know = (layout: ReadonlyMap<string, string>) => {
    const printed = printedBy(layout);
    // What shows a key is drawn anew when this changes, so not with each key that is typed.
    if (printed !== undefined && !isSameLayout(printed, store.getState())) store.setState(printed, true);
  };
  if (readLayout !== undefined) {
    readLayout().then(know, (cause: unknown) =>
      log.swallowed('The browser does not tell the layout of the keyboard: it shows as people type', cause),
    );
  }
  const seen = new Map<string, string>();
  onKeyDown((event) => {
    // Browsers that fill in a form send one without a key.
    if (!('key' in event)) return;
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.getModifierState('CapsLock') || event.isComposing || event.key.length !== 1) return;
    seen.set(event.code, event.key);
    know(seen);
  });
  return store;
}

function isSameLayout(one: WalkingKeysPrinted, other: WalkingKeysPrinted | undefined): boolean {
  return other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

/** `undefined` unless all four are known and print something that keyboards for Latin letters do. */
function printedBy(layout: ReadonlyMap<string, string>): WalkingKeysPrinted | undefined {
  const printed = {
    up: layout.get(places.up) ?? '',
    left: layout.get(places.left) ?? '',
    down: layout.get(places.down) ?? '',
    right: layout.get(places.right) ?? '',
  };
  const keys = Object.values(printed);
  const isWhole = keys.every((key) => /^[!-~]$/.test(key)) && new Set(keys).size === keys.length;
  return isWhole ? printed : undefined;
}
