import { useRef, useState } from 'react';
import type { RefObject } from 'react';
import { boxAround } from '../../boards/boardGeometry.ts';
import { boardPage } from '../../boards/boardItem.ts';
import type { BoardItem } from '../../boards/boardItem.ts';
import type { BoardSession } from '../../boards/boardSession.ts';
import type { BoardTransport } from '../../boards/boardTransport.ts';
import type { BoardCommands } from './BoardToolbar.tsx';
import { firstTool, toolKeys, toolNames } from './boardTools.ts';
import type { Tool } from './boardTools.ts';
import { fitted, zoomed } from './boardView.ts';
import type { BoardView } from './boardView.ts';
import { exportPng } from './exportPng.ts';
import { useBoardSession } from './useBoardSession.ts';
import { useBoardWords } from './useBoardWords.ts';
import { useCanvasSize } from './useCanvasSize.ts';

/** Everything that one has before oneself while a board is open. */
export interface BoardDesk {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly size: ReturnType<typeof useCanvasSize>;
  /** `undefined` for the first moment. */
  readonly session: BoardSession | undefined;
  readonly items: readonly BoardItem[];
  readonly tool: Tool;
  readonly setTool: (tool: Tool) => void;
  readonly view: BoardView;
  readonly setView: (view: BoardView) => void;
  readonly selectedId: string | undefined;
  readonly select: (itemId: string | undefined) => void;
  readonly writtenId: string | undefined;
  readonly write: (itemId: string | undefined) => void;
}

const firstBox = { left: 0, top: 0, right: 1600, bottom: 1000 };
/** How far an arrow key moves what is selected, in board units; with Shift, ten times as far. */
const nudge = 10;

/** @param say tells the person something in words */
export function useBoardDesk(
  transport: BoardTransport,
  onClosed: () => void,
  say: (text: string) => void,
): BoardDesk {
  const words = useBoardWords();
  const board = useBoardSession(transport, (reason) => say(words.lost[reason]), onClosed);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useCanvasSize(canvas);
  const [tool, setTool] = useState(firstTool);
  const [chosenView, setView] = useState<BoardView | undefined>();
  const [selectedId, select] = useState<string | undefined>();
  const [writtenId, write] = useState<string | undefined>();
  return {
    canvas,
    size,
    session: board?.session,
    items: board?.session.document.items ?? [],
    tool,
    setTool,
    view: chosenView ?? fitted(firstBox, size.width, size.height),
    setView,
    selectedId,
    select,
    writtenId,
    write,
  };
}

export function boardCommands(
  { session, items, selectedId, select, view, setView, size }: BoardDesk,
  title: string,
  onNothingToSave: () => void,
): BoardCommands {
  const { width, height } = size;
  return {
    undo: () => session?.document.undo(),
    redo: () => session?.document.redo(),
    remove: () => {
      if (selectedId !== undefined) session?.document.remove([selectedId]);
      select(undefined);
    },
    zoomBy: (factor) => setView(zoomed(view, factor, width / 2, height / 2)),
    fit: () => {
      const page = { left: 0, top: 0, right: boardPage.width, bottom: boardPage.height };
      setView(fitted(boxAround(items) ?? page, width, height));
    },
    exportPng: () => {
      void exportPng(items, title).then((isSaved) => {
        if (!isSaved) onNothingToSave();
      });
    },
  };
}

/** What a key does on the board. @returns whether it did anything */
export function pressBoardKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  { session, tool, setTool, selectedId, write }: BoardDesk,
  commands: BoardCommands,
): boolean {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key !== 'z') return false;
    if (event.shiftKey) commands.redo();
    else commands.undo();
    return true;
  }
  if (event.altKey) return false;
  const name = toolNames.find((candidate) => toolKeys[candidate] === key);
  if (name !== undefined) setTool({ ...tool, name });
  else if (selectedId === undefined) return false;
  else if (key === 'delete' || key === 'backspace') commands.remove();
  else if (key === 'enter') write(selectedId);
  else {
    const arrow = arrows[key];
    if (arrow === undefined) return false;
    const step = nudge * (event.shiftKey ? 10 : 1);
    session?.document.move(selectedId, arrow[0] * step, arrow[1] * step);
  }
  return true;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  arrowleft: [-1, 0],
  arrowright: [1, 0],
  arrowup: [0, -1],
  arrowdown: [0, 1],
};
