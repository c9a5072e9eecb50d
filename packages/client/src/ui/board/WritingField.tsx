import { useEffect, useRef } from 'react';
import { boardLimits, noteSize, textSize } from '../../boards/boardItem.ts';
import type { BoardItem } from '../../boards/boardItem.ts';
import { boardFont, notePaint, noteTextSize, penPaint } from './paintBoard.ts';
import type { BoardView } from './boardView.ts';

interface WritingFieldProps {
  readonly item: Exclude<BoardItem, { kind: 'stroke' }>;
  readonly view: BoardView;
  readonly label: string;
  readonly onWrite: (text: string) => void;
  readonly onDone: () => void;
}

/** A text or a note while one writes in it, where it is on the board and as large. */
export function WritingField({ item, view, label, onWrite, onDone }: WritingFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, [item.itemId]);
  const isNote = item.kind === 'note';
  const size = isNote ? noteTextSize : textSize;
  return (
    <textarea
      ref={field}
      aria-label={label}
      value={item.text}
      maxLength={boardLimits.textLength}
      onChange={(event) => onWrite(event.target.value)}
      onBlur={onDone}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onDone();
      }}
      style={{
        left: (item.x - view.left) * view.scale,
        top: (item.y - view.top) * view.scale,
        width: (isNote ? noteSize.width : 640) * view.scale,
        height: (isNote ? noteSize.height : textSize * 4) * view.scale,
        padding: isNote ? 18 * view.scale : 0,
        fontSize: size * 0.9 * view.scale,
        lineHeight: `${size * 1.25 * view.scale}px`,
        fontFamily: boardFont,
        color: isNote ? penPaint.ink : penPaint[item.colour],
        background: isNote ? notePaint[item.colour] : 'rgba(255, 255, 255, 0.7)',
      }}
      className="absolute resize-none overflow-hidden rounded-control outline-2 outline-focus"
    />
  );
}
