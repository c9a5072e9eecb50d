import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Keeps the keyboard working when what had the focus goes away, as a row of the People list does when its person moves
 * on: the focus goes to the panel that is open, else to the World.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>, focusWorld: () => void): void {
  const fallBack = useRef(focusWorld);
  useEffect(() => {
    fallBack.current = focusWorld;
  }, [focusWorld]);

  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let focused: Element | null = null;
    const remember = ({ target }: FocusEvent) => {
      focused = target instanceof Element ? target : null;
    };
    const observer = new MutationObserver(() => {
      if (focused === null || focused.isConnected || document.activeElement !== document.body) return;
      focused = null;
      const panel = element.querySelector<HTMLElement>('[role=dialog]');
      if (panel === null) fallBack.current();
      else panel.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', remember);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [root]);
}
