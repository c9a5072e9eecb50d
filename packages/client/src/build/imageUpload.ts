import { objectMetadataSchema } from '@atrium/protocol';
import type { Asset } from '@atrium/protocol';
import type { ChosenImage, ToolChoices } from './toolChoices.ts';

/** What a browser can send of images. JPEG is what cameras make; the server takes it as WebP or PNG. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'] as const;

const longestName = 40;
/** The most px that a photograph keeps along either side: no image is shown larger. */
const photographPx = 2048;

/** The first image among the files that were chosen, dropped or pasted. */
export function imageAmong(files: Iterable<File>): File | undefined {
  for (const file of files) if (imageTypes.some((type) => type === file.type)) return file;
  return undefined;
}

/** What an image is called, by the name of its file. */
export function imageName({ name }: Pick<File, 'name'>): string {
  const bare = name.replace(/\.\w+$/, '').trim();
  return bare === '' ? 'Image' : bare.slice(0, longestName);
}

/** What is placed once an image is chosen: an Object of its own, with what the image was uploaded with. */
export function choicesOfImage(asset: Pick<Asset, 'file' | 'metadata'>): Partial<ToolChoices> {
  return { object: 'Custom', look: undefined, image: objectOfImage(asset), furnitureSet: undefined };
}

function objectOfImage({ file, metadata }: Pick<Asset, 'file' | 'metadata'>): ChosenImage {
  const { data } = objectMetadataSchema.safeParse(metadata);
  const { width = 1, height = 1 } = data?.footprint ?? {};
  const footprint = { width: wholeTiles(width), depth: wholeTiles(height) };
  return { asset: file, footprint, collision: data?.collision ?? true };
}

function wholeTiles(tiles: number): number {
  return Math.max(1, Math.min(16, Math.ceil(tiles)));
}

/**
 * A photograph as the server takes it: a WebP, or a PNG where the browser writes none. Without what the camera wrote
 * into it, such as the place. Other images stay as they are.
 *
 * @throws DOMException where the bytes are no image
 */
export async function imageToSend(file: File): Promise<Blob> {
  if (file.type !== 'image/jpeg') return file;
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, photographPx / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The browser wrote no image.')) : resolve(blob)),
      'image/webp',
      0.9,
    );
  });
}
