import { LogOut } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStrings } from '../app/useServices.ts';
import { leave } from '../visit/visitActions.ts';
import { IconButton } from './controls/IconButton.tsx';
import { isMeantToLeave } from './meantToLeave.ts';
import { useVisit } from './VisitContext.ts';

/** A hand that rests on a mouse moves it by less than this, in CSS px. */
const restPx = 6;

/** Leaves the World, unless the press was meant for Enter in the lobby. */
export function LeaveButton() {
  const { toolbar } = useStrings();
  const visit = useVisit();
  const shown = usePointerSince();
  return (
    <IconButton
      icon={LogOut}
      label={toolbar.leave}
      look="leave"
      onClick={({ detail }) => {
        // A press by keyboard or by a screen reader counts no clicks.
        const press = { isByPointer: detail > 0, isAfterEnter: visit.stage.isFromLobby };
        if (isMeantToLeave({ ...press, ...shown() })) void leave(visit);
      }}
    />
  );
}

/** What the pointer has done since the component came. */
function usePointerSince() {
  const since = useRef({ shownAtMs: 0, hasMoved: false });
  useEffect(() => {
    since.current = { shownAtMs: performance.now(), hasMoved: false };
    let movedPx = 0;
    const follow = ({ movementX, movementY, pointerType }: PointerEvent) => {
      if (pointerType !== 'mouse') return;
      movedPx += Math.hypot(movementX, movementY);
      since.current.hasMoved = movedPx > restPx;
    };
    window.addEventListener('pointermove', follow);
    return () => window.removeEventListener('pointermove', follow);
  }, []);
  return () => ({
    hasPointerMoved: since.current.hasMoved,
    shownForMs: performance.now() - since.current.shownAtMs,
  });
}
