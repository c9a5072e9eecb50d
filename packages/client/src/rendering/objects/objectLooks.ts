import { objectBlock, objectShadow, objectSlices } from '../art/index.ts';
import type { Appearance, LookArt, Space } from '../art/index.ts';
import { recordDrawing } from '../textures/recordedDrawing.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';

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
  private art: LookArt | undefined;
  private readonly slices = new Map<string, readonly SliceLook[]>();
  private readonly shadows = new Map<string, RecordedDrawing>();
  private readonly blocks = new Map<string, Space>();

  /** @param art of all looks; `undefined` while it has not arrived */
  constructor(art?: LookArt) {
    this.art = art;
  }

  /** The art of all looks has arrived. */
  complete(art: LookArt): void {
    this.art = art;
  }

  /** A name that only Objects have that look the same, but for their place. */
  keyOf({ type, look, colour, variant = 0, rotation }: Appearance): string {
    const style = `${rotation}/${colour ?? ''}/${variant}`;
    if (look === undefined) return `${type}/${style}`;
    return `${type}.${look}/${style}${this.art === undefined ? '/coming' : ''}`;
  }

  /** An Object tile by tile. */
  slicesOf(object: Appearance): readonly SliceLook[] {
    return known(this.slices, this.keyOf(object), (look) =>
      objectSlices(object, this.art).map(({ tileX, tileY, draw, drawFront }, index) => {
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
  shadowOf(object: Appearance): RecordedDrawing {
    const alike = { ...object, colour: undefined, variant: 0 };
    return known(this.shadows, this.keyOf(alike), () => recordDrawing(objectShadow(alike, this.art)));
  }

  /** The upright block that an Object as it is drawn fits into, from the corner of its footprint. */
  blockOf(object: Appearance): Space {
    return known(this.blocks, this.keyOf(object), () => objectBlock(object, this.art));
  }
}

function known<Value>(values: Map<string, Value>, key: string, make: (key: string) => Value): Value {
  const there = values.get(key);
  if (there !== undefined) return there;
  const made = make(key);
  values.set(key, made);
  return made;
}
