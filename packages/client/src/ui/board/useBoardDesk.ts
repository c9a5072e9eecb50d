import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { BoardGeometry } from '../../boards/boardGeometry.ts';
import type { BoardItem } from '../../boards/boardItem.ts';
import type { BoardSession } from '../../boards/boardSession.ts';
import type { BoardTransport } from '../../boards/boardTransport.ts';
import { createTextWidth } from './boardFont.ts';
import { firstTool } from './boardTools.ts';
import type { Tool } from './boardTools.ts';
import { emptyView, fitted, keptNear, writable } from './boardView.ts';
import type { BoardView, WindowSize } from './boardView.ts';
import { useBoardSession } from './useBoardSession.ts';
import { useBoardWords } from './useBoardWords.ts';
import { useCanvasSize } from './useCanvasSize.ts';
import type { CanvasSize } from './useCanvasSize.ts';

/** Everything that one has before oneself while a board is open. */
export interface BoardDesk {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** Of the canvas; `undefined` for the first moment, as the session. */
  readonly size: CanvasSize | undefined;
  readonly session: BoardSession | undefined;
  readonly geometry: BoardGeometry;
  readonly items: readonly BoardItem[];
  readonly tool: Tool;
  readonly choose: (change: Partial<Tool>) => void;
  readonly view: BoardView;
  readonly setView: (view: BoardView) => void;
  readonly selected: BoardItem | undefined;
  readonly select: (itemId: string | undefined) => void;
  /** The text or note that one writes in. */
  readonly writtenId: string | undefined;
  readonly write: (itemId: string | undefined) => void;
  readonly say: Saying;
}

/** Ways to tell the person something in words. */
export interface Saying {
  /** For all: it is shown as well. */
  readonly show: (text: string) => void;
  /** Announces to screen readers what happened. */
  readonly announce: (text: string) => void;
}

/** A touch screen shows its keyboard over the lower part of what is written in. */
const seenOverKeyboard = 0.5;
const unknownSize: WindowSize = { width: 1, height: 1 };

export function useBoardDesk(transport: BoardTransport, onClosed: () => void, say: Saying): BoardDesk {
  const words = useBoardWords();
  const session = useBoardSession(transport, (reason) => say.show(words.lost[reason]), onClosed);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useCanvasSize(canvas);
  const [geometry] = useState(() => new BoardGeometry(createTextWidth()));
  const [tool, setTool] = useState(firstTool);
  const [chosenView, chooseView] = useState<BoardView | undefined>();
  const [selectedId, select] = useState<string | undefined>();
  const [writtenId, setWrittenId] = useState<string | undefined>();
  const items = session?.document.items ?? [];
  const view = chosenView ?? emptyView(size ?? unknownSize);

  const isFirstOpen = session?.state === 'open' && size !== undefined && chosenView === undefined;
  const firstBox = isFirstOpen ? geometry.boxAround(items) : undefined;
  // Once: what comes later moves nobody's page.
  const showFirst = useEffectEvent(() => {
    if (size === undefined) return;
    chooseView(firstBox === undefined ? emptyView(size) : fitted(firstBox, size));
    say.announce(words.page(items.length));
  });
  useEffect(() => {
    if (isFirstOpen) showFirst();
  }, [isFirstOpen]);

  return {
    canvas,
    size,
    session,
    geometry,
    items,
    tool,
    choose: (change) => setTool((before) => ({ ...before, ...change })),
    view,
    setView: (next) => chooseView(keptNear(next, size ?? unknownSize)),
    selected: session?.document.find(selectedId),
    select,
    writtenId,
    write: (itemId) => {
      setWrittenId(itemId);
      const item = session?.document.find(itemId);
      if (item === undefined || size === undefined) return;
      const isTouch = window.matchMedia('(pointer: coarse)').matches;
      const height = isTouch ? size.height * seenOverKeyboard : size.height;
      chooseView(writable(view, geometry.boxOf(item), { width: size.width, height }));
    },
    say,
  };
}

/** The desk as it is at the moment, for what lives longer than one picture of it. */
export function useLatestDesk(desk: BoardDesk): RefObject<BoardDesk> {
  const latest = useRef(desk);
  useEffect(() => {
    latest.current = desk;
  });
  return latest;
}
