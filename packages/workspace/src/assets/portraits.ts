import { assetLimits } from '@atrium/protocol';
import { FairQueue } from '../work/fairQueue.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { ReadImage } from './readImage.ts';

/** Along either side of what is kept, in pixels: as large as a portrait is ever shown, on a display of twice the density. */
const sidePixels = 256;
const quality = 82;
/** Time for one, in seconds. */
const mostSeconds = 5;
/** Pictures take threads that read files as well: one at a time. */
const limits = { parallel: 1, waiting: 16, waitingPerAsker: 2 } as const;

/** By the first bytes. */
const formats = [
  { name: 'png', begins: /^\x89PNG\r\n\x1a\n/ },
  { name: 'jpeg', begins: /^\xff\xd8\xff/ },
  { name: 'webp', begins: /^RIFF[^]{4}WEBP/ },
] as const;

/** Makes pictures of people small: whatever somebody uploads, others get a WebP of a few kilobytes, without metadata. */
export class Portraits {
  readonly #queue = new FairQueue(limits);

  /**
   * @param asker who has sent it
   * @throws WorkspaceFailure `image_invalid`; `server_busy`
   */
  async shrink(uploaded: Uint8Array, asker: string): Promise<ReadImage> {
    const head = String.fromCharCode(...uploaded.subarray(0, 12));
    const format = formats.find(({ begins }) => begins.test(head));
    if (format === undefined) {
      throw new WorkspaceFailure('image_invalid', 'A picture of a person is a PNG, JPEG or WebP.');
    }
    return this.#queue.run(asker, () => shrink(uploaded, format.name));
  }
}

/** The header is looked at before anything is decoded. */
async function shrink(uploaded: Uint8Array, format: (typeof formats)[number]['name']): Promise<ReadImage> {
  // Loaded with the first picture: it takes longer than everything else that a start reads.
  const { default: sharp } = await import('sharp');
  const picture = sharp(uploaded, { limitInputPixels: assetLimits.photographPixels, failOn: 'error' });
  try {
    const header = await picture.metadata();
    if (header.format !== format) throw new Error(`The picture is no ${format}, but ${header.format}.`);
    const most = format === 'jpeg' ? assetLimits.photographPixels : assetLimits.pixels;
    if (header.width * header.height > most) {
      const size = `This picture has ${header.width} by ${header.height} pixels; ${most} in all are taken at most.`;
      throw new WorkspaceFailure('image_invalid', size);
    }
    const { data, info } = await picture
      .autoOrient()
      .resize(sidePixels, sidePixels, { fit: 'cover', withoutEnlargement: true })
      .webp({ quality })
      .timeout({ seconds: mostSeconds })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    return { bytes: data, ending: 'webp', contentType: 'image/webp', width, height };
  } catch (cause) {
    if (cause instanceof WorkspaceFailure) throw cause;
    throw new WorkspaceFailure('image_invalid', 'This picture cannot be read.', { cause });
  }
}
