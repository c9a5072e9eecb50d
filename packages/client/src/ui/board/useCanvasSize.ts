import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { WindowSize } from './boardView.ts';

/** How large a canvas is shown, and how many pixels of the screen there are to one CSS px. */
export interface CanvasSize extends WindowSize {
  readonly ratio: number;
}

/** How large a canvas is shown, now and whenever that changes; `undefined` until it is known. */
export function useCanvasSize(canvas: RefObject<HTMLCanvasElement | null>): CanvasSize | undefined {
  const [size, setSize] = useState<CanvasSize | undefined>();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const measure = () =>
      setSize({
        width: Math.max(1, element.clientWidth),
        height: Math.max(1, element.clientHeight),
        ratio: window.devicePixelRatio || 1,
      });
    measure();
    const resizing = new ResizeObserver(measure);
    resizing.observe(element);
    const stopWatching = watchPixelRatio(measure);
    return () => {
      resizing.disconnect();
      stopWatching();
    };
  }, [canvas]);
  return size;
}

/** Tells when the window has come to another screen, or was zoomed. Gives back what ends that. */
function watchPixelRatio(changed: () => void): () => void {
  let stop: () => void;
  const watch = () => {
    const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    const listener = () => {
      stop();
      changed();
      watch();
    };
    query.addEventListener('change', listener);
    stop = () => query.removeEventListener('change', listener);
  };
  watch();
  return () => stop();
}
