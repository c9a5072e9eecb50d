import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { useServices } from '../../app/useServices.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { useMediaState } from './useMedia.ts';
import { useStageMode } from './StageContext.ts';

/** How often the Screens of the World show what is shared anew, in ms: their pictures are small. */
const refreshMs = 1_000;

/** Shows what is shared in the Zone on its Screens, while they can be seen. */
export function useSharedScreens(view: RefObject<WorldView | null>): void {
  const isCovered = useStageMode() === 'large';
  const people = useMediaState((state) => state.people);
  const own = useMediaState((state) => state.ownScreenStream);
  const streams = [own, ...[...people.values()].map(({ screenStream }) => screenStream)].filter(
    (stream) => stream !== undefined,
  );
  const videos = useVideos(isCovered ? [] : streams);

  useEffect(() => {
    if (videos.length === 0) return;
    let world: WorldView | null = null;
    const show = () => {
      world = view.current;
      if (!document.hidden) world?.showOnScreens(videos);
    };
    const timer = setInterval(show, refreshMs);
    for (const video of videos) video.addEventListener('loadeddata', show);
    return () => {
      clearInterval(timer);
      for (const video of videos) video.removeEventListener('loadeddata', show);
      world?.showOnScreens([]);
    };
  }, [view, videos]);
}

/** An element that plays each stream, for as long as it is among them. */
function useVideos(streams: readonly MediaStream[]): readonly HTMLVideoElement[] {
  const { log } = useServices();
  const [videos, setVideos] = useState<readonly HTMLVideoElement[]>([]);
  const key = streams.map(({ id }) => id).join(' ');
  const [shown, setShown] = useState({ key: '', streams });
  if (shown.key !== key) setShown({ key, streams });

  useEffect(() => {
    const elements = shown.streams.map((stream) => {
      const video = document.createElement('video');
      video.muted = true;
      video.playsInline = true;
      video.srcObject = stream;
      video
        .play()
        .catch((cause: unknown) => log.swallowed('A screen was taken away before it played', cause));
      return video;
    });
    setVideos(elements);
    return () => {
      for (const video of elements) video.srcObject = null;
    };
  }, [shown, log]);
  return videos;
}
