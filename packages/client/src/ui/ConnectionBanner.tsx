import { LoaderCircle } from 'lucide-react';
import { useStrings } from '../app/useServices.ts';
import { topArea } from './topArea.ts';
import { usePanelOpen } from './usePanelOpen.ts';
import { useSurface } from './VisitContext.ts';

/** Says that the connection is lost; the World stays to be seen. */
export function ConnectionBanner() {
  const { connection: words, world } = useStrings();
  const connection = useSurface((state) => state.connection);
  const wasOnline = useSurface((state) => state.wasOnline);
  const isPanelOpen = usePanelOpen();
  const text =
    connection.kind === 'reconnecting'
      ? connection.isServerBusy === true
        ? words.busy
        : words.lost
      : connection.kind === 'connecting'
        ? world.connecting
        : undefined;
  if (text === undefined) return null;
  return (
    <section
      aria-label={text}
      className={`pointer-events-none absolute ${topArea(isPanelOpen)} z-30 flex justify-center ${wasOnline ? 'top-[max(0.5rem,env(safe-area-inset-top),var(--top-bars,0px))] max-lg:top-[max(env(safe-area-inset-top)+4rem,var(--top-bars,0px))]' : 'top-1/2 -translate-y-1/2'}`}
    >
      <p className="float-card flex animate-drop items-center gap-1 px-2 py-1.5 text-body">
        <LoaderCircle aria-hidden className="size-2.5 shrink-0 animate-turn text-accent" />
        <span className="font-semibold">{text}</span>
        {connection.kind === 'reconnecting' && connection.attempt > 1 && (
          <span className="whitespace-nowrap text-secondary">{words.attempt(connection.attempt)}</span>
        )}
      </p>
    </section>
  );
}
