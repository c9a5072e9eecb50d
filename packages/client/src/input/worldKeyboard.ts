import { isComposing } from './composing.ts';
import { actionOf, isWalkingAction } from './shortcuts.ts';
import type { HeldAction, KeyBindings, PressedAction } from './shortcuts.ts';
import { WalkingKeys } from './walkingKeys.ts';
import type { Direction } from './walkingKeys.ts';

export interface WorldKeyboardParts {
  /** Keys act only while this element itself has the focus, or nothing has: never while people type. */
  readonly region: HTMLElement;
  readonly keys: () => KeyBindings;
  readonly singleKeys: () => boolean;
  readonly walk: (direction: Direction | undefined) => void;
  /** Told when the key of what lasts as long as it is held goes down, and when it is let go. */
  readonly hold: (action: HeldAction, isHeld: boolean) => void;
  readonly act: (action: PressedAction) => void;
  readonly escape: () => void;
}

/** Lets the keyboard move the Avatar and do what shortcuts do. Gives back what ends that. */
export function attachWorldKeyboard(parts: WorldKeyboardParts): () => void {
  const { region } = parts;
  const walking = new WalkingKeys(parts.walk);
  /** By code of the key. */
  const held = new Map<string, HeldAction>();
  const release = (code: string) => {
    const action = held.get(code);
    if (action === undefined) return;
    held.delete(code);
    parts.hold(action, false);
  };
  const releaseAll = () => {
    walking.releaseAll();
    for (const code of [...held.keys()]) release(code);
  };

  const keyDown = (event: KeyboardEvent) => {
    const isAdrift = event.target === document.body && !isClosedOff(region);
    if ((event.target !== region && !isAdrift) || isComposing(event)) return;
    if (event.key === 'Escape') return parts.escape();
    const action = actionOf(event, parts.keys(), parts.singleKeys());
    if (action === undefined) {
      // A held Ctrl or system key swallows the release of others on some systems.
      if (event.ctrlKey || event.metaKey || event.altKey) releaseAll();
      return;
    }
    event.preventDefault();
    // A press on plain text leaves the focus to the page as a whole: it comes back.
    if (isAdrift) region.focus({ preventScroll: true });
    if (isWalkingAction(action)) walking.press(event.code, action);
    else if (action === 'pushToTalk' || action === 'dance') {
      if ([...held.values()].includes(action)) return;
      held.set(event.code, action);
      parts.hold(action, true);
    } else if (!event.repeat || action === 'zoomIn' || action === 'zoomOut') parts.act(action);
  };
  const keyUp = (event: KeyboardEvent) => {
    walking.release(event.code);
    release(event.code);
  };

  document.addEventListener('keydown', keyDown);
  window.addEventListener('keyup', keyUp);
  region.addEventListener('blur', releaseAll);
  window.addEventListener('blur', releaseAll);
  document.addEventListener('visibilitychange', releaseAll);
  return () => {
    releaseAll();
    document.removeEventListener('keydown', keyDown);
    window.removeEventListener('keyup', keyUp);
    region.removeEventListener('blur', releaseAll);
    window.removeEventListener('blur', releaseAll);
    document.removeEventListener('visibilitychange', releaseAll);
  };
}

/** Whether an open dialog, or the card that ends a visit, keeps keys away from an element. */
function isClosedOff(element: HTMLElement): boolean {
  return element.closest('[inert]') !== null || document.querySelector(':modal') !== null;
}
