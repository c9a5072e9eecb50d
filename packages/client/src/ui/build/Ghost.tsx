import { useEffect, useRef } from 'react';
import type { WorldObject } from '@atrium/world';
import { screenX, screenY } from '../../rendering/iso/projection.ts';
import { contextOf } from '../../rendering/textures/bakery.ts';
import { useLooks } from './Looks.tsx';
import { useDrawing } from './ObjectPicture.tsx';

/** Sharp at the largest zoom of usual screens. */
const ghostScale = 2;

interface GhostProps {
  readonly object: WorldObject;
  /** What it stands on is so high, in px at zoom 1. */
  readonly liftPx: number;
}

/** An Object that is not there yet. Its place is that of the picture, in px at zoom 1. */
export function Ghost({ object, liftPx }: GhostProps) {
  const { x, y } = object.position;
  const canvas = useRef<HTMLCanvasElement>(null);
  const looks = useLooks();
  const drawn = useDrawing(looks, object);
  useEffect(() => {
    if (canvas.current === null) return;
    canvas.current.width = Math.ceil(drawn.width * ghostScale);
    canvas.current.height = Math.ceil(drawn.height * ghostScale);
    const context = contextOf(canvas.current);
    context.scale(ghostScale, ghostScale);
    context.translate(-drawn.left, -drawn.top);
    drawn.paint(context);
  }, [drawn]);
  return (
    <canvas
      ref={canvas}
      className="absolute top-0 left-0 opacity-80 will-change-transform"
      style={{
        // Moves without anything being laid out or painted anew.
        transform: `translate(${screenX(x, y) + drawn.left}px, ${screenY(x, y, liftPx) + drawn.top}px)`,
        width: Math.ceil(drawn.width * ghostScale) / ghostScale,
        height: Math.ceil(drawn.height * ghostScale) / ghostScale,
      }}
    />
  );
}
