import { RefreshCw, X } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../ui/controls/Button.tsx';
import { IconButton } from '../ui/controls/IconButton.tsx';
import { useServices, useStrings } from './useServices.ts';

/** Says that Atrium was updated, or that a part of the page is missing, and offers the reload that mends it. */
export function UpdateBar() {
  const { fault: words } = useStrings();
  const { pageVersion } = useServices();
  const state = useStore(pageVersion.store);
  if (state.kind === 'current') return null;
  const text =
    state.kind === 'updated' ? words.updated : state.isUpdated ? words.updatedAndMissing : words.missing;
  return (
    // Below the notices: who knocks is answered there. Beside the Zone's card; on a phone held upright, below it.
    <div className="pointer-events-none fixed inset-x-1 top-[calc(max(4.5rem,env(safe-area-inset-top)+4.5rem,var(--top-bars,0px))+4rem)] z-50 flex justify-center sm:left-[19rem] lg:right-[19rem] max-sm:[:root:has([data-zone-card])_&]:top-[21rem]">
      <section
        role="alert"
        className="float-card pointer-events-auto flex max-w-[36rem] animate-drop items-center gap-1 border-accent py-0.5 pr-0.5 pl-1.5 text-body"
      >
        <RefreshCw aria-hidden className="size-2.5 shrink-0 text-accent" />
        {text}
        <Button look="primary" className="shrink-0" onClick={() => window.location.reload()}>
          {words.reload}
        </Button>
        {state.kind === 'updated' && (
          <IconButton icon={X} label={words.later} hintSide="bottom" onClick={() => pageVersion.dismiss()} />
        )}
      </section>
    </div>
  );
}
