import { footprintOf, isAssetName, kindOf } from '@atrium/world';
import type { WorldObject } from '@atrium/world';
import { isFirstLook, objectBlock, objectShadow, objectSlices } from '../art/index.ts';
import type { Appearance, LookArt, Space } from '../art/index.ts';
import type { AssetImages, LoadedImage } from '../images/assetImages.ts';
import type * as ImageArt from '../images/objectImage.ts';
import { recordDrawing } from '../textures/recordedDrawing.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';

/** What of an Object decides how it looks: furniture of ours, or an image. */
export type Pictured = Appearance & Pick<WorldObject, 'asset' | 'image'>;

/** Where an image can be pointed at, at least, in px. */
const leastHeightPx = 8;

/** A drawing, with a name that only what looks the same has. */
export interface NamedDrawing extends RecordedDrawing {
  readonly key: string;
}

/** How an Object looks on one tile of its footprint, counted from its corner. */
export interface SliceLook {
  readonly tileX: number;
  readonly tileY: number;
  readonly drawing: NamedDrawing;
  /** Drawn in front of a person who sits there. */
  readonly front: NamedDrawing | undefined;
}

/** What draws images that replace pictures of ours. */
export interface ObjectImages {
  readonly images: Pick<AssetImages, 'get'>;
  readonly art: typeof ImageArt;
}

/** The drawings of Objects, each worked out once for all that look alike. */
export class ObjectLooks {
  private art: LookArt | undefined;
  private images: ObjectImages | undefined;
  private readonly slices = new Map<string, readonly SliceLook[]>();
  private readonly shadows = new Map<string, RecordedDrawing>();
  private readonly blocks = new Map<string, Space>();

  /** The art of all looks, and of images, has arrived. */
  complete(art: LookArt, images: ObjectImages): this {
    this.art = art;
    this.images = images;
    return this;
  }

  /** A name that only Objects have that look the same, but for their place. */
  keyOf(object: Pictured): string {
    const { type, look, colour, variant = 0, rotation, asset } = object;
    const style = `${rotation}/${colour ?? ''}/${variant}`;
    const own = type === 'Custom' ? JSON.stringify([object.footprint, object.placement]) : '';
    if (asset !== undefined) {
      const image = this.imageOf(object);
      const state = typeof image === 'object' ? '' : (image ?? 'coming');
      return `${type}.${look ?? ''}/${style}/${own}/${asset}/${JSON.stringify(object.image ?? '')}/${state}`;
    }
    if (look === undefined) return `${type}/${style}${own}`;
    const isComing = this.art === undefined && !isFirstLook(look);
    return `${type}.${look}/${style}${isComing ? '/coming' : ''}`;
  }

  /** An Object tile by tile. */
  slicesOf(object: Pictured): readonly SliceLook[] {
    return known(this.slices, this.keyOf(object), (look) => {
      const image = this.imageOf(object);
      if (object.asset !== undefined && image === undefined) return [];
      if (typeof image === 'object') return this.imageSlices(object, image, look);
      return objectSlices(object, this.art).map(({ tileX, tileY, draw, drawFront }, index) => {
        const key = `${look}/${index}`;
        return {
          tileX,
          tileY,
          drawing: { ...recordDrawing(draw), key },
          front: drawFront && { ...recordDrawing(drawFront), key: `${key}/front` },
        };
      });
    });
  }

  /** The shadow of an Object on the floor, from the corner of its footprint. An image has what shadow it has. */
  shadowOf(object: Pictured): RecordedDrawing {
    const alike = { ...object, colour: undefined, variant: 0 };
    const hasNone = object.asset !== undefined && this.imageOf(object) !== 'missing';
    return known(this.shadows, this.keyOf(alike), () =>
      recordDrawing(hasNone ? () => undefined : objectShadow(alike, this.art)),
    );
  }

  /** The upright block that an Object as it is drawn fits into, from the corner of its footprint. */
  blockOf(object: Pictured): Space {
    return known(this.blocks, this.keyOf(object), () => {
      const image = this.imageOf(object);
      if (typeof image !== 'object' || this.images === undefined) return objectBlock(object, this.art);
      const { width, height } = footprintOf({ ...object, position: { x: 0, y: 0 } });
      const { top } = this.images.art.placeImage(object, image);
      const heightPx = kindOf(object).placement === 'flat' ? 0 : Math.max(leastHeightPx, -top);
      return { x: [0, width], y: [0, height], z: [0, heightPx] };
    });
  }

  private imageOf({ asset }: Pictured): LoadedImage | 'missing' | undefined {
    if (asset === undefined || !isAssetName(asset)) return 'missing';
    return this.images?.images.get(asset);
  }

  private imageSlices(object: Pictured, image: LoadedImage, look: string): readonly SliceLook[] {
    if (this.images === undefined) return [];
    const { lyingImage, standingImage } = this.images.art;
    const isFlat = kindOf(object).placement === 'flat';
    const slices = isFlat ? [lyingImage(object, image)] : standingImage(object, image);
    return slices.map(({ tileX, tileY, extent, paint }, index) => ({
      tileX,
      tileY,
      drawing: { extent, paint, key: `${look}/${index}` },
      front: undefined,
    }));
  }
}

function known<Value>(values: Map<string, Value>, key: string, make: (key: string) => Value): Value {
  const there = values.get(key);
  if (there !== undefined) return there;
  const made = make(key);
  values.set(key, made);
  return made;
}
