import { LogOut } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStrings } from '../app/useServices.ts';
import { leave } from '../visit/visitActions.ts';
import { IconButton } from './controls/IconButton.tsx';
import { isMeantToLeave } from './meantToLeave.ts';
import { useVisit } from './VisitContext.ts';

/** Leaves the World, unless the press was meant for Enter in the lobby. */
export function LeaveButton() {
  const { toolbar } = useStrings();
  const visit = useVisit();
  const shownAtMs = useRef(0);
  useEffect(() => {
    shownAtMs.current = performance.now();
  }, []);
  return (
    <IconButton
      icon={LogOut}
      label={toolbar.leave}
      look="leave"
      onClick={({ detail, clientX, clientY }) => {
        // A press by keyboard or by a screen reader counts no clicks.
        const pressedAt = detail > 0 ? { x: clientX, y: clientY } : undefined;
        const shownForMs = performance.now() - shownAtMs.current;
        if (isMeantToLeave({ pressedAt, enteredAt: visit.stage.enteredAt, shownForMs })) void leave(visit);
      }}
    />
  );
}
