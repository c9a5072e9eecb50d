import { useEffect, useId } from 'react';
import type { RefObject } from 'react';
import { Button } from '../controls/Button.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { paper } from './boardColours.ts';
import { useBoardPointer, usePaintedBoard } from './useBoardCanvas.ts';
import type { BoardDesk } from './useBoardDesk.ts';
import { useBoardWords } from './useBoardWords.ts';
import { WritingField } from './WritingField.tsx';

interface BoardStageProps {
  readonly desk: BoardDesk;
  readonly latest: RefObject<BoardDesk>;
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
export function BoardStage({ desk, latest, nameOf, notice }: BoardStageProps) {
  const words = useBoardWords();
  const keysId = useId();
  const { canvas, session, items, tool } = desk;
  usePaintedBoard(desk, nameOf);
  useBoardPointer(desk, latest);
  useEffect(() => canvas.current?.focus({ preventScroll: true }), [canvas]);
  return (
    <div className="relative min-h-0 flex-1 overflow-clip rounded-b-card bg-raised max-sm:rounded-none">
      {/* No form or document: the keys it answers to are its own. */}
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-label={words.page(items.length)}
        aria-describedby={keysId}
        style={{ outlineColor: paper.selection }}
        className={`absolute inset-0 size-full touch-none -outline-offset-2 select-none ${cursors[tool.name]}`}
      />
      <p id={keysId} hidden>
        {words.keys}
      </p>
      <WordsOnBoard items={items} />
      <WrittenItem desk={desk} />
      {session?.state === 'opening' && (
        <div className="pointer-events-none absolute inset-0 grid place-items-center">
          <div className="float-card px-2 py-1">
            <Spinner label={words.opening} />
          </div>
        </div>
      )}
      {session?.state === 'failed' && (
        <div role="alert" className="absolute inset-0 grid place-items-center p-2">
          <div className="float-card flex flex-col items-center gap-1.5 p-2 text-center">
            <p className="text-emphasis">{words.failed}</p>
            <Button look="secondary" onClick={() => session.retry()}>
              {words.tryAgain}
            </Button>
          </div>
        </div>
      )}
      {notice !== undefined && (
        <p className="float-card pointer-events-none absolute top-1 left-1/2 w-max max-w-[calc(100%-1rem)] -translate-x-1/2 animate-drop px-1.5 py-1 max-sm:top-7.5">
          {notice}
        </p>
      )}
    </div>
  );
}

/** The texts on the board, for screen readers. */
function WordsOnBoard({ items }: Pick<BoardDesk, 'items'>) {
  const words = useBoardWords();
  return (
    <ul className="sr-only" aria-label={words.written}>
      {items.map((item) => item.kind !== 'stroke' && <li key={item.itemId}>{item.text}</li>)}
    </ul>
  );
}

/** The text or note that one writes in. */
function WrittenItem({ desk }: { readonly desk: BoardDesk }) {
  const words = useBoardWords();
  const { items, session, geometry, view, writtenId, write, canvas } = desk;
  const item = writtenId === undefined ? undefined : items.find(({ itemId }) => itemId === writtenId);
  const isThere = item !== undefined && item.kind !== 'stroke';
  useEffect(() => {
    // Somebody has erased what one was writing in, and the field is gone with its focus.
    if (!isThere && document.activeElement === document.body) canvas.current?.focus({ preventScroll: true });
  }, [isThere, canvas]);
  if (!isThere) return null;
  const finish = () => {
    // A text of nothing cannot be seen.
    if (item.kind === 'text' && item.text.trim() === '') session?.document.discard(item.itemId);
    session?.document.endStep();
    write(undefined);
  };
  return (
    <WritingField
      item={item}
      geometry={geometry}
      view={view}
      label={words.write}
      onWrite={(text) => session?.document.write(item.itemId, text)}
      onDone={finish}
      onLeave={() => canvas.current?.focus({ preventScroll: true })}
    />
  );
}
