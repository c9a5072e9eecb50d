import { Armchair } from 'lucide-react';
import { useKeyBindings, useSettings, useStrings } from '../app/services.ts';
import { sitOrStand } from '../visit/visitActions.ts';
import { Key } from './controls/Key.tsx';
import { keyLabel } from './keyLabel.ts';
import { useMinimapOpen } from './useMinimapOpen.ts';
import { useSurface, useVisit } from './VisitContext.ts';

/** What the interaction key would do now, and a button for those without a keyboard. */
export function SeatHint() {
  const strings = useStrings();
  const visit = useVisit();
  const { interact } = useKeyBindings();
  const { singleKeys } = useSettings();
  const isMinimapOpen = useMinimapOpen();
  const seat = useSurface((state) => state.seat);
  const isOnline = useSurface(({ connection }) => connection.kind === 'online');
  if (seat === undefined || !isOnline) return null;
  return (
    <div
      // On a phone the open minimap lies where the hint would be.
      className={`pointer-events-none! absolute inset-x-0 bottom-[calc(max(1rem,env(safe-area-inset-bottom))+4.5rem)] flex justify-center ${isMinimapOpen ? 'max-md:bottom-[calc(max(1rem,env(safe-area-inset-bottom))+12.5rem)]' : ''}`}
    >
      <button
        type="button"
        // The World keeps the focus, so that the keys go on working.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => sitOrStand(visit)}
        className="float-card pointer-events-auto flex min-h-5.5 animate-rise items-center gap-1 px-1.5 text-body font-semibold transition-colors duration-150 hover:bg-raised"
      >
        <Armchair aria-hidden className="size-2.5 text-accent" />
        {strings.world[seat]}
        <span className="contents pointer-coarse:hidden">
          <Key label={keyLabel(singleKeys ? interact : 'enter', strings)} />
        </span>
      </button>
    </div>
  );
}
