import type { WorldObject } from '@atrium/world';
import { objectShadow, objectSlices } from '../art/index.ts';
import { recordDrawing } from '../textures/recordedDrawing.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';
import { variationOf } from './objectPlacing.ts';

/** A drawing, with a name that only what looks the same has. */
export interface NamedDrawing extends RecordedDrawing {
  readonly key: string;
}

/** How an Object looks on one tile of its footprint, counted from its corner. */
export interface SliceLook {
  readonly tileX: number;
  readonly tileY: number;
  readonly drawing: NamedDrawing;
  /** What stands in front of somebody seated there. */
  readonly front: NamedDrawing | undefined;
}

/** The drawings of Objects, each worked out once for all that look alike. */
export class ObjectLooks {
  private readonly slices = new Map<string, readonly SliceLook[]>();
  private readonly shadows = new Map<string, RecordedDrawing>();

  /** An Object tile by tile. */
  slicesOf(object: WorldObject): readonly SliceLook[] {
    const { type, rotation } = object;
    const variation = variationOf(object);
    return known(this.slices, `${type}/${rotation}/${variation}`, (look) =>
      objectSlices(type, rotation, variation).map(({ tileX, tileY, draw, drawFront }, index) => {
        const key = `${look}/${index}`;
        return {
          tileX,
          tileY,
          drawing: { ...recordDrawing(draw), key },
          front: drawFront && { ...recordDrawing(drawFront), key: `${key}/front` },
        };
      }),
    );
  }

  /** The shadow of an Object on the floor, from the corner of its footprint. */
  shadowOf({ type, rotation }: WorldObject): RecordedDrawing {
    return known(this.shadows, `${type}/${rotation}`, () => recordDrawing(objectShadow(type, rotation)));
  }
}

function known<Value>(values: Map<string, Value>, key: string, make: (key: string) => Value): Value {
  const there = values.get(key);
  if (there !== undefined) return there;
  const made = make(key);
  values.set(key, made);
  return made;
}
