import { objectKinds } from '@atrium/world';
import type { WorldObject } from '@atrium/world';
import { objectShadow, objectSlices } from '../art/index.ts';
import type { FloorInlay } from '../floor/floorPainter.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { recordDrawing } from '../textures/recordedDrawing.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';
import { variationOf } from './objectPlacing.ts';

function inlayOf({ extent, paint }: RecordedDrawing, x: number, y: number): FloorInlay | undefined {
  if (extent === undefined) return undefined;
  const { left, top, right, bottom } = extent;
  return {
    extent: { minX: x + left, minY: y + top, maxX: x + right, maxY: y + bottom },
    paint(context) {
      context.save();
      context.translate(x, y);
      paint(context);
      context.restore();
    },
  };
}

/** What of the Objects lies on the floor: rugs first, then the shadows of all others. */
export function objectInlays(objects: readonly WorldObject[]): readonly FloorInlay[] {
  const rugs: FloorInlay[] = [];
  const shadows: FloorInlay[] = [];
  for (const object of objects) {
    const { placement } = objectKinds[object.type];
    const { x, y } = object.position;
    if (placement === 'floor') {
      const shadow = inlayOf(
        recordDrawing(objectShadow(object.type, object.rotation)),
        screenX(x, y),
        screenY(x, y),
      );
      if (shadow !== undefined) shadows.push(shadow);
    }
    if (placement !== 'flat') continue;
    for (const slice of objectSlices(object.type, object.rotation, variationOf(object))) {
      const tileX = x + slice.tileX;
      const tileY = y + slice.tileY;
      const rug = inlayOf(recordDrawing(slice.draw), screenX(tileX, tileY), screenY(tileX, tileY));
      if (rug !== undefined) rugs.push(rug);
    }
  }
  return [...rugs, ...shadows];
}
