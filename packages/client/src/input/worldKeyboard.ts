import { actionOf, isWalkingAction } from './shortcuts.ts';
import type { KeyBindings, ShortcutAction, WalkingAction } from './shortcuts.ts';
import { WalkingKeys } from './walkingKeys.ts';
import type { Direction } from './walkingKeys.ts';

export interface WorldKeyboardParts {
  /** Keys act only while this element itself has the focus: never while somebody types. */
  readonly region: HTMLElement;
  readonly keys: () => KeyBindings;
  readonly singleKeys: () => boolean;
  readonly walk: (direction: Direction | undefined) => void;
  readonly act: (action: Exclude<ShortcutAction, WalkingAction>) => void;
  readonly escape: () => void;
}

/** Lets the keyboard move the Avatar and do what shortcuts do. Gives back what ends that. */
export function attachWorldKeyboard(parts: WorldKeyboardParts): () => void {
  const { region } = parts;
  const walking = new WalkingKeys(parts.walk);
  const releaseAll = () => walking.releaseAll();

  const keyDown = (event: KeyboardEvent) => {
    if (event.target !== region || event.isComposing) return;
    if (event.key === 'Escape') return parts.escape();
    const action = actionOf(event, parts.keys(), parts.singleKeys());
    if (action === undefined) {
      // A held Ctrl or system key swallows the release of others on some systems.
      if (event.ctrlKey || event.metaKey || event.altKey) releaseAll();
      return;
    }
    event.preventDefault();
    if (isWalkingAction(action)) walking.press(event.code, action);
    else if (!event.repeat || action === 'zoomIn' || action === 'zoomOut') parts.act(action);
  };
  const keyUp = (event: KeyboardEvent) => walking.release(event.code);

  region.addEventListener('keydown', keyDown);
  window.addEventListener('keyup', keyUp);
  region.addEventListener('blur', releaseAll);
  window.addEventListener('blur', releaseAll);
  document.addEventListener('visibilitychange', releaseAll);
  return () => {
    releaseAll();
    region.removeEventListener('keydown', keyDown);
    window.removeEventListener('keyup', keyUp);
    region.removeEventListener('blur', releaseAll);
    window.removeEventListener('blur', releaseAll);
    document.removeEventListener('visibilitychange', releaseAll);
  };
}
