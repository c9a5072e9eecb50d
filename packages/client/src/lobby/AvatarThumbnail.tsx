import { useEffect, useRef } from 'react';
import type { AvatarLook } from '@atrium/protocol';
import { avatarFrame, paintAvatar } from '../rendering/art/paintAvatar.ts';

const thumbnailZoom = 1.4;

/** A small still picture of an Avatar. */
export function AvatarThumbnail({ look }: { readonly look: AvatarLook }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    const scale = thumbnailZoom * Math.max(2, window.devicePixelRatio || 1);
    if (canvas !== null) paintAvatar(canvas, look, 'S', { kind: 'idle', breath: 0 }, scale);
  }, [look]);
  return (
    <canvas
      ref={canvasRef}
      aria-hidden
      style={{
        width: (avatarFrame.right - avatarFrame.left) * thumbnailZoom,
        height: (avatarFrame.bottom - avatarFrame.top) * thumbnailZoom,
      }}
    />
  );
}
