import { useEffect, useLayoutEffect, useRef } from 'react';
import type { BoardGeometry } from '../../boards/boardGeometry.ts';
import { boardLimits, noteSize } from '../../boards/boardItem.ts';
import type { Writing } from '../../boards/boardItem.ts';
import { caretAfter, changeBetween } from '../../boards/textChange.ts';
import { lineHeight, noteMargin, textWidth } from '../../boards/writingLayout.ts';
import { notePaint, paper, penPaint } from './boardColours.ts';
import { boardFont } from './boardFont.ts';
import type { BoardView } from './boardView.ts';

interface WritingFieldProps {
  readonly item: Writing;
  readonly geometry: BoardGeometry;
  readonly view: BoardView;
  readonly label: string;
  readonly onWrite: (text: string) => void;
  /** The field has lost the focus. */
  readonly onDone: () => void;
  /** Shall lose the focus. */
  readonly onLeave: () => void;
}

/** A text or a note while one writes in it, where it is on the board and as large. */
export function WritingField(props: WritingFieldProps) {
  const { item, geometry, view, label, onWrite, onDone, onLeave } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, [item.itemId]);
  useLayoutEffect(() => {
    if (field.current !== null) showText(field.current, item.text);
  }, [item.text]);
  return (
    <textarea
      ref={field}
      aria-label={label}
      defaultValue={item.text}
      maxLength={boardLimits.textLength}
      onInput={(event) => onWrite(event.currentTarget.value)}
      onBlur={onDone}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onLeave();
      }}
      style={{
        left: (item.x - view.left) * view.scale,
        top: (item.y - view.top) * view.scale,
        outlineColor: paper.selection,
        ...styleOf(item, geometry, view.scale),
      }}
      className="absolute resize-none overflow-hidden outline-2 outline-offset-2"
    />
  );
}

/** Shows what somebody else has written meanwhile; the caret stays beside the letters it stands beside. */
function showText(field: HTMLTextAreaElement, text: string): void {
  const change = changeBetween(field.value, text);
  if (change === undefined) return;
  const [start, end] = [field.selectionStart, field.selectionEnd];
  field.value = text;
  field.setSelectionRange(caretAfter(start, change), caretAfter(end, change));
}

function styleOf(item: Writing, geometry: BoardGeometry, scale: number) {
  const { letters, height } = geometry.layoutOf(item);
  const font = {
    fontFamily: boardFont,
    fontSize: letters * scale,
    lineHeight: `${letters * lineHeight * scale}px`,
  };
  if (item.kind === 'note') {
    return {
      ...font,
      width: noteSize.width * scale,
      height: noteSize.height * scale,
      padding: noteMargin * scale,
      borderRadius: 6 * scale,
      color: penPaint.ink,
      background: notePaint[item.colour],
    };
  }
  return {
    ...font,
    // A little wider: the browser would break the last word where it is as wide as the field.
    width: (textWidth + 2) * scale,
    height: height * scale,
    color: penPaint[item.colour],
    background: 'transparent',
  };
}
