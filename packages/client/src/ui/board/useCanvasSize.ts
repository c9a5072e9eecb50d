import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Keeps a canvas as large as it is shown, crisp at any pixel ratio. Gives back its size in CSS px. */
export function useCanvasSize(canvas: RefObject<HTMLCanvasElement | null>) {
  const [size, setSize] = useState({ width: 1, height: 1, ratio: 1 });
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const follow = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const ratio = window.devicePixelRatio || 1;
      element.width = Math.max(1, Math.round(width * ratio));
      element.height = Math.max(1, Math.round(height * ratio));
      setSize({ width: Math.max(1, width), height: Math.max(1, height), ratio });
    };
    follow();
    const resizing = new ResizeObserver(follow);
    resizing.observe(element);
    return () => resizing.disconnect();
  }, [canvas]);
  return size;
}
