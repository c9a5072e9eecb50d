import { useEffect, useRef } from 'react';
import type { AvatarLook } from '@atrium/protocol';
import type { Facing } from '@atrium/world';
import { useMediaQuery, useReducedMotion } from '../app/useServices.ts';
import { walkFrames } from '../rendering/art/avatar/avatarPose.ts';
import { avatarFrame, paintAvatar } from '../rendering/art/paintAvatar.ts';

/** One picture of the walk, in ms: a calm pace. */
const frameMs = 120;
const frameWidth = avatarFrame.right - avatarFrame.left;
const frameHeight = avatarFrame.bottom - avatarFrame.top;

interface AvatarPreviewProps {
  readonly look: AvatarLook;
  readonly facing: Facing;
  readonly label: string;
}

/** The Avatar large, walking on the spot; still with reduced motion, and while nobody looks. */
export function AvatarPreview({ look, facing, label }: AvatarPreviewProps) {
  const isReduced = useReducedMotion();
  const zoom = useMediaQuery('(width >= 48rem) and (height > 36rem)') ? 4.5 : 2.25;
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const step = useRef(0);

  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return;
    const scale = zoom * (window.devicePixelRatio || 1);
    const paint = () => {
      const frame = walkFrames[step.current % walkFrames.length] ?? 0;
      const pose = isReduced ? ({ kind: 'idle', breath: 0 } as const) : ({ kind: 'walking', frame } as const);
      paintAvatar(canvas, look, facing, pose, scale);
    };
    paint();
    if (isReduced) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      step.current++;
      paint();
    }, frameMs);
    return () => clearInterval(timer);
  }, [look, facing, zoom, isReduced]);

  return (
    <div className="grid place-items-center bg-[radial-gradient(closest-side,var(--color-raised-hover),transparent)]">
      <canvas
        ref={canvasRef}
        role="img"
        aria-label={label}
        style={{ width: frameWidth * zoom, height: frameHeight * zoom }}
      />
    </div>
  );
}
