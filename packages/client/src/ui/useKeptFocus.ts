import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { watchFocus } from './watchFocus.ts';

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
    return watchFocus(element, {
      lost() {
        const panel = element.querySelector<HTMLElement>('[role=dialog]');
        if (panel === null) fallBack.current();
        else panel.focus({ preventScroll: true });
      },
    });
  }, [root]);
}
