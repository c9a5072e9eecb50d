import { useEffect, useRef } from 'react';
import type { ReactionKind } from '@atrium/protocol';
import { paintReaction } from '../../rendering/avatars/reactionArt.ts';

const sidePx = 26;

/** A reaction as it is seen over a head. */
export function ReactionPicture({ kind }: { readonly kind: ReactionKind }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return;
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    canvas.width = sidePx * ratio;
    canvas.height = sidePx * ratio;
    context.setTransform(ratio, 0, 0, ratio, canvas.width / 2, canvas.height / 2);
    paintReaction(context, kind, sidePx - 2);
  }, [kind]);
  return <canvas ref={canvasRef} aria-hidden style={{ width: sidePx, height: sidePx }} />;
}
