import { useEffect, useRef } from 'react';
import { attachBoardPointer } from './boardPointer.ts';
import { cursorColourOf, paintBoard } from './paintBoard.ts';
import type { BoardDesk } from './useBoardDesk.ts';

/** Paints the board after every change, and at no other time. */
export function usePaintedBoard(desk: BoardDesk, nameOf: (personId: string) => string | undefined): void {
  const { canvas, session, size, items, view, selectedId, writtenId } = desk;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || session === undefined) return;
    const { width, height, ratio } = size;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const cursors = [...session.cursors].map(([personId, point]) => ({
      name: nameOf(personId) ?? '…',
      colour: cursorColourOf(personId),
      point,
    }));
    paintBoard(context, { items, view, cursors, selectedId, writtenId }, width, height);
  });
}

/** Lets pointers draw. What they ask for changes all the time; what listens to them stays. */
export function useBoardPointer(desk: BoardDesk): void {
  const latest = useRef(desk);
  useEffect(() => {
    latest.current = desk;
  });
  const { canvas, session } = desk;
  useEffect(() => {
    const element = canvas.current;
    if (element === null || session === undefined) return;
    return attachBoardPointer({
      canvas: element,
      document: () => session.document,
      isOpen: () => session.state === 'open',
      tool: () => latest.current.tool,
      view: () => latest.current.view,
      setView: (view) => {
        latest.current = { ...latest.current, view };
        latest.current.setView(view);
      },
      select: (itemId) => latest.current.select(itemId),
      write: (itemId) => latest.current.write(itemId),
      point: (point) => session.point(point),
    });
  }, [canvas, session]);
}
