import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BoardTransport } from '../../boards/boardTransport.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { BoardStage } from './BoardStage.tsx';
import { BoardToolbar } from './BoardToolbar.tsx';
import { boardCommands, useBoardDesk } from './useBoardDesk.ts';
import { useBoardWords } from './useBoardWords.ts';

interface BoardPanelProps {
  readonly title: string;
  readonly transport: BoardTransport;
  readonly nameOf: (personId: string) => string | undefined;
  readonly onClose: () => void;
  /** Says something to whoever does not see. */
  readonly announce: (text: string) => void;
}

const noticeMs = 6_000;

/** A shared drawing board over the World. */
export function BoardPanel({ title, transport, nameOf, onClose, announce }: BoardPanelProps) {
  const words = useBoardWords();
  const [notice, setNotice] = useState<string | undefined>();
  const say = (text: string) => {
    setNotice(text);
    announce(text);
  };
  const desk = useBoardDesk(transport, onClose, say);
  const { session, tool, setTool, canvas, selectedId } = desk;
  const commands = boardCommands(desk, title, () => say(words.nothingToSave));

  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => setNotice(undefined), noticeMs);
    return () => clearTimeout(timer);
  }, [notice]);

  return (
    <section
      role="dialog"
      aria-label={title}
      className="float-card absolute inset-x-1 top-1 bottom-8 z-10 flex animate-appear flex-col overflow-clip max-sm:inset-x-0 max-sm:top-0 max-sm:rounded-none"
    >
      <header className="flex items-center justify-between gap-1 border-b border-hairline py-0.5 pr-0.5 pl-2">
        <h2 className="min-w-0 truncate text-emphasis font-semibold">{title}</h2>
        <IconButton icon={X} label={words.close} hintSide="left" onClick={onClose} />
      </header>
      <BoardToolbar
        tool={tool}
        onChoose={(change) => {
          setTool({ ...tool, ...change });
          canvas.current?.focus({ preventScroll: true });
        }}
        commands={commands}
        canUndo={session?.document.canUndo === true}
        canRedo={session?.document.canRedo === true}
        hasSelection={selectedId !== undefined}
      />
      <BoardStage desk={desk} commands={commands} nameOf={nameOf} notice={notice} />
    </section>
  );
}
