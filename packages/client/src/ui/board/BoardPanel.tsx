import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useSettings } from '../../app/useServices.ts';
import type { BoardTransport } from '../../boards/boardTransport.ts';
import { BoardHeader } from './BoardHeader.tsx';
import { BoardStage } from './BoardStage.tsx';
import { BoardToolbar } from './BoardToolbar.tsx';
import { createBoardCommands, pressBoardKey } from './boardCommands.ts';
import type { Tool } from './boardTools.ts';
import { useBoardDesk, useLatestDesk } from './useBoardDesk.ts';
import type { BoardDesk } from './useBoardDesk.ts';
import { useBoardWords } from './useBoardWords.ts';
import type { BoardWords } from './useBoardWords.ts';

interface BoardPanelProps {
  readonly title: string;
  readonly transport: BoardTransport;
  readonly nameOf: (personId: string) => string | undefined;
  readonly onClose: () => void;
  /** Announces something to screen readers. */
  readonly announce: (text: string) => void;
}

const noticeMs = 6_000;

/** A shared drawing board over the World. */
export function BoardPanel({ title, transport, nameOf, onClose, announce }: BoardPanelProps) {
  const words = useBoardWords();
  const titleId = useId();
  const { singleKeys } = useSettings();
  const [notice, setNotice] = useNotice();
  const show = (text: string) => {
    setNotice(text);
    announce(text);
  };
  const desk = useBoardDesk(transport, onClose, { show, announce });
  const latest = useLatestDesk(desk);
  const acts = useBoardActs(latest, { words, title, onClose });
  const pressKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') return onClose();
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const isOnPage = event.target === desk.canvas.current;
    const press = { key, ctrlKey, metaKey, altKey, shiftKey, isOnPage, singleKeys };
    if (pressBoardKey(press, desk, acts.commands, words)) event.preventDefault();
  };

  return (
    <section
      role="dialog"
      aria-labelledby={titleId}
      onKeyDown={pressKey}
      className="float-card absolute inset-x-0 top-[var(--top-bars,0px)] bottom-[calc(5.5rem+env(safe-area-inset-bottom))] z-10 flex animate-appear flex-col sideways:bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+4rem)] max-sm:rounded-none max-sm:border-x-0 max-sm:border-t-0 sm:inset-x-1 sm:top-[max(0.5rem,var(--top-bars,0px))]"
    >
      <div className="sideways:flex sideways:flex-row-reverse sideways:border-b sideways:border-hairline">
        <BoardHeader
          title={title}
          titleId={titleId}
          commands={acts.commands}
          canUndo={desk.session?.document.canUndo === true}
          canRedo={desk.session?.document.canRedo === true}
          onClose={acts.close}
        />
        <BoardToolbar
          tool={desk.tool}
          onChoose={acts.choose}
          onRemove={acts.commands.remove}
          hasSelection={desk.selected !== undefined}
          singleKeys={singleKeys}
        />
      </div>
      <BoardStage desk={desk} latest={latest} nameOf={nameOf} notice={notice} />
    </section>
  );
}

/** Something that is said for a while. */
function useNotice(): readonly [string | undefined, (text: string) => void] {
  const [notice, setNotice] = useState<string | undefined>();
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => setNotice(undefined), noticeMs);
    return () => clearTimeout(timer);
  }, [notice]);
  return [notice, setNotice];
}

interface Told {
  readonly words: BoardWords;
  readonly title: string;
  readonly onClose: () => void;
}

/** Stable between renders, so that drawing a line does not render the tools again. */
function useBoardActs(latest: RefObject<BoardDesk>, told: Told) {
  const latestTold = useRef(told);
  useEffect(() => {
    latestTold.current = told;
  });
  return useMemo(
    () => ({
      commands: createBoardCommands(
        () => latest.current,
        () => latestTold.current.words,
        () => latestTold.current.title,
      ),
      choose: (change: Partial<Tool>) => {
        latest.current.choose(change);
        latest.current.canvas.current?.focus({ preventScroll: true });
      },
      close: () => latestTold.current.onClose(),
    }),
    [latest],
  );
}
