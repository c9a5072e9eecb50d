import { useEffect } from 'react';
import { Spinner } from '../controls/Spinner.tsx';
import type { BoardCommands } from './BoardToolbar.tsx';
import { useBoardPointer, usePaintedBoard } from './useBoardCanvas.ts';
import { pressBoardKey } from './useBoardDesk.ts';
import type { BoardDesk } from './useBoardDesk.ts';
import { useBoardWords } from './useBoardWords.ts';
import { WritingField } from './WritingField.tsx';

interface BoardStageProps {
  readonly desk: BoardDesk;
  readonly commands: BoardCommands;
  readonly nameOf: (personId: string) => string | undefined;
  /** Said over the board for a moment. */
  readonly notice: string | undefined;
}

const cursors = {
  select: 'cursor-default',
  hand: 'cursor-grab active:cursor-grabbing',
  pen: 'cursor-crosshair',
  text: 'cursor-text',
  note: 'cursor-copy',
  eraser: 'cursor-cell',
} as const;

/** The page one draws on, and what lies over it. */
export function BoardStage({ desk, commands, nameOf, notice }: BoardStageProps) {
  const words = useBoardWords();
  const { canvas, session, items, tool } = desk;
  usePaintedBoard(desk, nameOf);
  useBoardPointer(desk);
  useEffect(() => canvas.current?.focus({ preventScroll: true }), [canvas]);
  return (
    <div className="relative min-h-0 flex-1 overflow-clip">
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={words.page(items.length)}
        onKeyDown={(event) => {
          if (pressBoardKey(event, desk, commands)) event.preventDefault();
        }}
        className={`absolute inset-0 size-full touch-none outline-none ${cursors[tool.name]}`}
      />
      <Writing desk={desk} />
      {session?.state === 'opening' && (
        <div className="absolute inset-0 grid place-items-center">
          <Spinner label={words.opening} />
        </div>
      )}
      {session?.state === 'failed' && (
        <p role="alert" className="absolute inset-x-2 top-1/2 text-center text-emphasis">
          {words.failed}
        </p>
      )}
      {notice !== undefined && (
        <p className="float-card pointer-events-none absolute top-1 left-1/2 -translate-x-1/2 px-1.5 py-1">
          {notice}
        </p>
      )}
    </div>
  );
}

/** The text or note that one writes in. */
function Writing({ desk: { items, session, view, writtenId, write, canvas } }: { readonly desk: BoardDesk }) {
  const words = useBoardWords();
  const item = items.find(({ itemId }) => itemId === writtenId);
  if (item === undefined || item.kind === 'stroke') return null;
  const finish = () => {
    // A text of nothing cannot be seen, and so not be removed.
    if (item.kind === 'text' && item.text.trim() === '') session?.document.remove([item.itemId]);
    session?.document.endStep();
    write(undefined);
    canvas.current?.focus({ preventScroll: true });
  };
  return (
    <WritingField
      item={item}
      view={view}
      label={words.write}
      onWrite={(text) => session?.document.write(item.itemId, text)}
      onDone={finish}
    />
  );
}
