import { PictureInPicture2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useServices, useSettings, useStrings } from '../../../app/useServices.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import type { Log } from '../../../log/log.ts';
import { useMediaState } from '../useMedia.ts';
import { useShownVideos } from '../StageContext.ts';
import { canOpenSmallWindow, openSmallWindow, smallWindowSize } from './smallWindow.ts';
import type { SmallWindow } from './smallWindow.ts';
import { useStageIds } from './useStageIds.ts';
import { useStagePerson } from './useStagePerson.ts';

/** Shows who speaks in a small window: when pressed, and by itself while the tab is hidden where that is allowed. */
export function SmallWindowButton({ caption }: { readonly caption?: string }) {
  const { media: words } = useStrings();
  const { pictureInPicture: isWanted } = useSettings();
  const { log } = useServices();
  const shown = useShownVideos();
  const { selfId, withCamera } = useStageIds();
  const speakerId = useMediaState((state) => state.speakerId);
  const others = withCamera.filter((personId) => personId !== selfId);
  const personId = others.find((id) => id === speakerId) ?? others[0] ?? '';
  const { name, cameraStream: stream } = useStagePerson(personId);
  const [small, setSmall] = useState<SmallWindow | undefined>();
  const open = useRef<() => void>(() => undefined);
  const hasSomebody = personId !== '';

  useEffect(() => {
    open.current = () => {
      if (hasSomebody) void openSmallWindow({ stream, name }, () => setSmall(undefined), log).then(setSmall);
    };
  }, [hasSomebody, stream, name, log]);

  useEffect(() => small?.show({ stream, name }), [small, stream, name]);
  useEffect(() => () => small?.close(), [small]);
  useEffect(() => {
    if (small === undefined || !hasSomebody) return;
    const place = {};
    const { width: widthPx, height: heightPx } = smallWindowSize;
    shown.show(place, { personId, source: 'camera', widthPx, heightPx }, true);
    return () => shown.show(place, undefined);
  }, [small, shown, personId, hasSomebody]);
  useEffect(() => {
    if (small === undefined) return;
    const closeWhenSeen = () => {
      if (!document.hidden) small.close();
    };
    document.addEventListener('visibilitychange', closeWhenSeen);
    return () => document.removeEventListener('visibilitychange', closeWhenSeen);
  }, [small]);
  useAutomaticOpening(isWanted, open, log);

  if (!canOpenSmallWindow() || !hasSomebody) return null;
  return (
    <IconButton
      icon={PictureInPicture2}
      label={words.stage.smallWindow}
      caption={caption}
      hintSide="bottom"
      isActive={small !== undefined}
      aria-pressed={small !== undefined}
      onClick={() => (small === undefined ? open.current() : small.close())}
    />
  );
}

/** Chromium asks for it when a tab with a call is hidden (Media Session, `enterpictureinpicture`). */
function useAutomaticOpening(isWanted: boolean, open: { readonly current: () => void }, log: Log): void {
  useEffect(() => {
    if (!isWanted || !('mediaSession' in navigator)) return;
    const { mediaSession } = navigator;
    const handle = (handler: (() => void) | null) => {
      try {
        mediaSession.setActionHandler('enterpictureinpicture', handler);
      } catch (cause) {
        log.swallowed('This browser opens no small windows by itself', cause);
      }
    };
    handle(() => open.current());
    return () => handle(null);
  }, [isWanted, open, log]);
}
