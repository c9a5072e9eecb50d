import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { quickEmoji } from '@atrium/protocol';
import { useStrings } from '../../app/useServices.ts';
import { react } from '../../visit/togetherActions.ts';
import { useVisit } from '../VisitContext.ts';

/** How far each key moves the focus, in columns and rows. */
const steps: Readonly<Record<string, { readonly columns: number; readonly rows: number }>> = {
  ArrowLeft: { columns: -1, rows: 0 },
  ArrowRight: { columns: 1, rows: 0 },
  ArrowUp: { columns: 0, rows: -1 },
  ArrowDown: { columns: 0, rows: 1 },
};

/** More that one can show over one's head for a moment. Arrow keys go from one to the next. */
export function EmojiPicker() {
  const { reactions } = useStrings().together;
  const visit = useVisit();
  const grid = useRef<HTMLDivElement>(null);
  const moveFocus = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    // A phone has fewer columns.
    const columns = buttons.filter(({ offsetTop }) => offsetTop === buttons[0]?.offsetTop).length;
    const next = step === undefined ? undefined : buttons[at + step.columns + step.rows * columns];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  };
  return (
    <div
      ref={grid}
      role="group"
      aria-label={reactions.moreEmoji}
      onKeyDown={moveFocus}
      className="grid w-full grid-cols-8 sm:grid-cols-12 border-b border-hairline pb-0.5"
    >
      {quickEmoji.map((emoji) => (
        <button
          key={emoji}
          type="button"
          onClick={() => react(visit, emoji)}
          className="grid h-5.5 min-w-0 place-items-center rounded-control text-title transition-colors duration-150 hover:bg-raised-hover"
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
