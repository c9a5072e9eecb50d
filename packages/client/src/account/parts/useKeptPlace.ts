import { useEffect } from 'react';
import type { RefObject } from 'react';
import { watchFocus } from '../../ui/watchFocus.ts';

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
    let place = 0;
    return watchFocus(element, {
      focused: (target) => (place = all().findIndex((one) => one === target)),
      lost() {
        const others = all();
        others[Math.min(Math.max(place, 0), others.length - 1)]?.focus();
      },
    });
  }, [root]);
}
