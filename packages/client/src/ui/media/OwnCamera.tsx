import { useStrings } from '../../app/useServices.ts';
import { VideoPicture } from './stage/VideoPicture.tsx';

interface OwnCameraProps {
  readonly stream: MediaStream;
  /** Its width. */
  readonly className: string;
}

/** What the own camera sees, as in a mirror. */
export function OwnCamera({ stream, className }: OwnCameraProps) {
  const { media: words } = useStrings();
  return (
    <div
      role="img"
      aria-label={words.check.preview}
      className={`relative aspect-video overflow-hidden rounded-control bg-background ${className}`}
    >
      <VideoPicture stream={stream} fit="cover" isMirrored />
    </div>
  );
}
