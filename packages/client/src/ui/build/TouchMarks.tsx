import { Check, RotateCw, X } from 'lucide-react';
import { useStore } from 'zustand';
import type { Editor } from '../../build/editor.ts';
import { screenX, screenY } from '../../rendering/iso/projection.ts';
import { IconButton } from '../controls/IconButton.tsx';
import type { Aim } from './followPointers.ts';
import { useBuildStrings } from './buildStrings.ts';

interface TouchMarksProps {
  readonly editor: Editor;
  readonly aim: () => Aim | null;
}

/** Yes, turn and no, beside what a finger has placed. Its place is that of the picture, in px at zoom 1. */
export function TouchMarks({ editor, aim }: TouchMarksProps) {
  const { touch: words } = useBuildStrings();
  const held = useStore(editor.store, (state) => state.held);
  const fit = useStore(editor.store, ({ plan }) => plan?.fit);
  const tool = useStore(editor.store, (state) => state.tool);
  if (held === undefined) return null;
  const { x, y } = held.gesture.to;
  const shown = aim();
  // Away from the lower edge, where bars lie. A finger covers what is right below it.
  const isLow = shown !== null && screenY(x, y) > shown.camera.centreY;
  const shift = isLow ? 'translate(-50%, calc(-100% - 5rem))' : 'translate(-50%, 3rem)';
  return (
    <div
      role="group"
      aria-label={words.label}
      className="float-card pointer-events-auto absolute flex w-max gap-0.5 p-0.5"
      style={{
        left: screenX(x, y),
        top: screenY(x, y),
        transform: `scale(calc(1 / var(--zoom))) ${shift}`,
        transformOrigin: '0 0',
      }}
    >
      <IconButton
        icon={Check}
        label={words.yes}
        aria-disabled={fit === 'refused'}
        className="aria-disabled:opacity-50"
        onClick={() => editor.confirmHeld()}
      />
      {tool !== 'door' && <IconButton icon={RotateCw} label={words.turn} onClick={() => editor.turn(1)} />}
      <IconButton icon={X} label={words.no} onClick={() => editor.giveUpHeld()} />
    </div>
  );
}
