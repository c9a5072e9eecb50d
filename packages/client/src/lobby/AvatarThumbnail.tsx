import { useEffect, useRef } from 'react';
import type { AvatarLook } from '@atrium/protocol';
import { avatarFrame, paintAvatar } from '../rendering/art/paintAvatar.ts';

const thumbnailZoom = 1.4;

/** Where the middle of an Avatar's face is and how much of the picture it fills, in px at zoom 1. */
const face = { x: 0, y: -41, size: 28 } as const;

/** The face alone, to fill a square. */
export function AvatarFace({ look, sizePx }: { readonly look: AvatarLook; readonly sizePx: number }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const zoom = sizePx / face.size;
  useEffect(() => {
    const scale = zoom * Math.max(1, window.devicePixelRatio || 1);
    if (canvasRef.current !== null)
      paintAvatar(canvasRef.current, look, 'S', { kind: 'idle', breath: 0 }, scale);
  }, [look, zoom]);
  return (
    <canvas
      ref={canvasRef}
      aria-hidden
      className="max-w-none"
      style={{
        width: (avatarFrame.right - avatarFrame.left) * zoom,
        height: (avatarFrame.bottom - avatarFrame.top) * zoom,
        marginLeft: (avatarFrame.left - face.x + face.size / 2) * zoom,
        marginTop: (avatarFrame.top - face.y + face.size / 2) * zoom,
      }}
    />
  );
}

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
