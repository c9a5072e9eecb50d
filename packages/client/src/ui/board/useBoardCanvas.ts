import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { cursorColourOf } from './boardColours.ts';
import { attachBoardPointer } from './boardPointer.ts';
import { paintBoard } from './paintBoard.ts';
import type { BoardDesk } from './useBoardDesk.ts';
import { useBoardWords } from './useBoardWords.ts';

/** Paints the board after changes, once a frame at most, and at no other time. */
export function usePaintedBoard(desk: BoardDesk, nameOf: (personId: string) => string | undefined): void {
  const { canvas, session, size, items, geometry, view, selected, writtenId } = desk;
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext('2d', { alpha: false });
      if (!element || !context || size === undefined) return;
      resize(element, size.width * size.ratio, size.height * size.ratio);
      context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
      const cursors = [...(session?.cursors ?? [])].map(([personId, point]) => ({
        name: nameOf(personId) ?? '…',
        colour: cursorColourOf(personId),
        point,
      }));
      const picture = { items, geometry, view, cursors, selectedId: selected?.itemId, writtenId };
      paintBoard(context, picture, size);
    });
    return () => cancelAnimationFrame(frame);
  });
}

/** Only where it has to be: it empties the canvas. */
function resize(element: HTMLCanvasElement, width: number, height: number): void {
  const [roundWidth, roundHeight] = [Math.round(width), Math.round(height)];
  if (element.width !== roundWidth) element.width = roundWidth;
  if (element.height !== roundHeight) element.height = roundHeight;
}

/** Lets pointers draw. What they ask for changes all the time; what listens to them stays. */
export function useBoardPointer(desk: BoardDesk, latest: RefObject<BoardDesk>): void {
  const { canvas } = desk;
  const words = useRef(useBoardWords());
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    return attachBoardPointer({
      canvas: element,
      desk: () => latest.current,
      setView: (view) => {
        // Several events may come before the next picture.
        latest.current = { ...latest.current, view };
        latest.current.setView(view);
      },
      full: () => latest.current.say.show(words.current.full),
    });
  }, [canvas, latest]);
}
