import { useRef } from 'react';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { EndedCard } from './EndedCard.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { Minimap } from './Minimap.tsx';
import { OpenPanel } from './panels/OpenPanel.tsx';
import { SeatHint } from './SeatHint.tsx';
import { Toasts } from './Toasts.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useSurface, useVisit } from './VisitContext.ts';
import { WorldRegion } from './WorldRegion.tsx';
import { ZoneCorner } from './ZoneCorner.tsx';

/** The World, filling the window, with the surface floating over it. */
export function WorldSurface() {
  const { surface } = useVisit();
  const root = useRef<HTMLDivElement>(null);
  const region = useRef<HTMLDivElement>(null);
  const hasEnded = useSurface(({ connection }) => connection.kind === 'ended');
  const wasOnline = useSurface((state) => state.wasOnline);
  const focusWorld = () => region.current?.focus({ preventScroll: true });
  useDocumentTitle();
  useKeptFocus(root, focusWorld);

  return (
    <div ref={root} className="fixed inset-0 overflow-clip bg-background">
      <main className="contents" inert={hasEnded}>
        <WorldRegion ref={region} />
      </main>
      {wasOnline && (
        <div
          inert={hasEnded}
          className="pointer-events-none absolute inset-0 *:pointer-events-auto"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            surface.setState({ panel: undefined });
            focusWorld();
          }}
        >
          <ZoneCorner />
          <SeatHint />
          <Minimap />
          <Toolbar focusWorld={focusWorld} />
          <OpenPanel focusWorld={focusWorld} />
        </div>
      )}
      <ConnectionBanner />
      <Toasts />
      <EndedCard />
      <LiveRegion />
    </div>
  );
}
