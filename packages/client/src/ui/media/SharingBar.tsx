import { MonitorUp } from 'lucide-react';
import { useStrings } from '../../app/useServices.ts';
import { Button } from '../controls/Button.tsx';
import { useMedia, useMediaState } from './useMedia.ts';

/** Shown while you share your screen; stops the sharing. */
export function SharingBar() {
  const { media: words } = useStrings();
  const media = useMedia();
  const isSharing = useMediaState((state) => state.screen.isOn && !state.screen.isStarting);
  if (!isSharing) return null;
  return (
    <section
      aria-label={words.sharing.text}
      className="float-card pointer-events-auto flex animate-drop items-center gap-1 border-accent py-0.5 pr-0.5 pl-1.5 text-body font-semibold"
    >
      <MonitorUp aria-hidden className="size-2.5 shrink-0 text-accent" />
      {words.sharing.text}
      <Button look="leave" className="shrink-0" onClick={() => media.setScreen(false)}>
        {words.sharing.stop}
      </Button>
    </section>
  );
}
