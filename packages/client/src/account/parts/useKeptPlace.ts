import { useEffect } from 'react';
import type { RefObject } from 'react';

const focusable = 'a[href], button:not(:disabled), input:not([tabindex="-1"]), select, textarea, summary';

/**
 * Keeps the keyboard where it was when what had the focus goes away, as a row does with the person who is removed: the
 * focus goes to what has taken its place.
 */
export function useKeptPlace(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const all = () => Array.from(element.querySelectorAll<HTMLElement>(focusable));
    let focused: HTMLElement | undefined;
    let place = 0;
    const remember = ({ target }: FocusEvent) => {
      focused = target instanceof HTMLElement ? target : undefined;
      if (focused !== undefined) place = all().indexOf(focused);
    };
    const observer = new MutationObserver(() => {
      if (focused === undefined || focused.isConnected || document.activeElement !== document.body) return;
      const others = all();
      others[Math.min(Math.max(place, 0), others.length - 1)]?.focus();
    });
    element.addEventListener('focusin', remember);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [root]);
}
