import { VolumeX } from 'lucide-react';
import { useStrings } from '../../app/useServices.ts';
import { Button } from '../controls/Button.tsx';
import { useMedia, useMediaState } from './useMedia.ts';

/** The browser plays no sound until something is pressed: here is something to press. */
export function PlaybackBar() {
  const { media: words } = useStrings();
  const media = useMedia();
  const isBlocked = useMediaState((state) => state.isPlaybackBlocked);
  if (!isBlocked) return null;
  return (
    <section
      role="alert"
      className="float-card pointer-events-auto flex animate-drop items-center gap-1 py-0.5 pr-0.5 pl-1.5 text-body"
    >
      <VolumeX aria-hidden className="size-2.5 shrink-0 text-accent" />
      {words.playback.text}
      <Button look="primary" className="shrink-0" onClick={() => media.unlockPlayback()}>
        {words.playback.unlock}
      </Button>
    </section>
  );
}
