import { useEffect, useRef } from 'react';
import { useServices } from '../../../app/useServices.ts';

interface VideoPictureProps {
  readonly stream: MediaStream;
  /** As in a mirror: the own camera. */
  readonly isMirrored?: boolean;
  /** `cover` fills the place and may cut the edges off; `contain` shows everything. */
  readonly fit: 'cover' | 'contain';
}

/** The moving picture alone; what is heard comes from elsewhere. */
export function VideoPicture({ stream, isMirrored = false, fit }: VideoPictureProps) {
  const { log } = useServices();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    element
      .play()
      .catch((cause: unknown) =>
        log.swallowed('A picture was interrupted: the next stream starts it', cause),
      );
    return () => {
      element.srcObject = null;
    };
  }, [stream, log]);
  return (
    <video
      ref={video}
      aria-hidden
      muted
      autoPlay
      playsInline
      disablePictureInPicture
      className={`absolute inset-0 size-full ${fit === 'cover' ? 'object-cover' : 'object-contain'} ${isMirrored ? '-scale-x-100' : ''}`}
    />
  );
}
