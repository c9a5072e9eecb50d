import { useEffect, useMemo, useRef } from 'react';
import { kindOf } from '@atrium/world';
import type { Position, WorldObject } from '@atrium/world';
import { furnitureOfSet } from '../../build/furnishedRooms.ts';
import type { FurnitureSet } from '../../build/furnishedRooms.ts';
import { screenX, screenY } from '../../rendering/iso/projection.ts';
import type { ObjectLooks, Pictured, SliceLook } from '../../rendering/objects/objectLooks.ts';
import { surfacesOf } from '../../rendering/objects/objectPlacing.ts';
import type { Surfaces } from '../../rendering/objects/objectPlacing.ts';
import { contextOf } from '../../rendering/textures/bakery.ts';
import { useLooks } from './Looks.tsx';

export interface Drawn {
  /** From the upper corner of the footprint, in px at zoom 1. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  paint(context: CanvasRenderingContext2D): void;
}

/** Of an image that is on its way. */
const nothing: Drawn = { left: 0, top: 0, width: 1, height: 1, paint: () => undefined };

interface Standing {
  readonly slices: readonly SliceLook[];
  /** In tiles. */
  readonly at: Position;
  /** How high, in px at zoom 1. */
  readonly liftPx: number;
}

/** Objects as they stand in the World, as one drawing. */
function drawingOf(objects: readonly Standing[]): Drawn {
  const looks = objects.flatMap(({ slices, at, liftPx }) =>
    slices.map((slice) => ({ ...slice, tileX: slice.tileX + at.x, tileY: slice.tileY + at.y, liftPx })),
  );
  const slices = looks.flatMap(({ tileX, tileY, liftPx, drawing, front }) =>
    [drawing, front].flatMap((part) => {
      if (part?.extent === undefined) return [];
      return [
        {
          part,
          extent: part.extent,
          depth: tileX + tileY,
          x: screenX(tileX, tileY),
          y: screenY(tileX, tileY, liftPx),
        },
      ];
    }),
  );
  if (slices.length === 0) return nothing;
  slices.sort((a, b) => a.depth - b.depth);
  const left = Math.min(...slices.map(({ extent, x }) => extent.left + x));
  const top = Math.min(...slices.map(({ extent, y }) => extent.top + y));
  return {
    left,
    top,
    width: Math.max(...slices.map(({ extent, x }) => extent.right + x)) - left,
    height: Math.max(...slices.map(({ extent, y }) => extent.bottom + y)) - top,
    paint(context) {
      for (const { part, x, y } of slices) {
        context.save();
        context.translate(x, y);
        part.paint(context);
        context.restore();
      }
    },
  };
}

/** The same, made anew only where it looks different. */
export function useDrawing(looks: ObjectLooks, object: Pictured): Drawn {
  const slices = looks.slicesOf(object);
  return useMemo(() => drawingOf([{ slices, at: { x: 0, y: 0 }, liftPx: 0 }]), [slices]);
}

interface PictureProps {
  /** CSS px that it may take at most. */
  readonly width: number;
  readonly height: number;
  readonly className?: string;
}

/** A small picture of an Object, for those who choose one. */
export function ObjectPicture({ object, ...props }: PictureProps & { readonly object: Pictured }) {
  return <Picture drawn={useDrawing(useLooks(), object)} {...props} />;
}

/** A small picture of what is placed by one click. */
export function SetPicture({ set, ...props }: PictureProps & { readonly set: FurnitureSet }) {
  const looks = useLooks();
  const drawn = useMemo(() => {
    const objects = furnitureOfSet(set, 0).map((object) => ({ ...object, id: '' }));
    const surfaces = surfacesOf(objects);
    return drawingOf(
      objects.map((object) => ({
        slices: looks.slicesOf(object),
        at: object.position,
        liftPx: liftOf(object, surfaces),
      })),
    );
  }, [looks, set]);
  return <Picture drawn={drawn} {...props} />;
}

/** How high an Object stands on what is below it, in px at zoom 1. */
export function liftOf(object: WorldObject, surfaces: Surfaces): number {
  return kindOf(object).placement === 'surface' ? surfaces(object.position) : 0;
}

/** Something drawn small, in the middle of a canvas. */
export function Picture({ drawn, width, height, className }: PictureProps & { readonly drawn: Drawn }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return;
    const ratio = window.devicePixelRatio;
    canvas.current.width = width * ratio;
    canvas.current.height = height * ratio;
    const context = contextOf(canvas.current);
    const scale = Math.min(width / drawn.width, height / drawn.height, 1) * ratio;
    context.translate((width * ratio - drawn.width * scale) / 2, (height * ratio - drawn.height * scale) / 2);
    context.scale(scale, scale);
    context.translate(-drawn.left, -drawn.top);
    drawn.paint(context);
  }, [drawn, width, height]);
  return <canvas ref={canvas} aria-hidden style={{ width, height }} className={className} />;
}
