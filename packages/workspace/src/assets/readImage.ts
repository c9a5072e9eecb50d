import { imageSize } from 'image-size';
import { assetLimits } from '@atrium/protocol';
import type { FileReaders } from '../reading/fileReaders.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';

/** An image that Atrium delivers. */
export interface ReadImage {
  readonly bytes: Uint8Array;
  readonly ending: 'png' | 'webp' | 'svg';
  readonly contentType: string;
  /** Pixels; of an SVG, what it says of itself. */
  readonly width: number;
  readonly height: number;
}

const contentTypes = { png: 'image/png', webp: 'image/webp', svg: 'image/svg+xml' } as const;

/**
 * Finds out what bytes are, whatever their name says: a PNG, a WebP, or an SVG, which is made safe.
 *
 * @param asker who has sent it
 * @throws WorkspaceFailure `image_invalid`; `server_busy`
 */
export async function readImage(
  uploaded: Uint8Array,
  asker: string,
  readers: FileReaders,
): Promise<ReadImage> {
  const ending = endingOf(uploaded);
  if (ending === undefined)
    throw new WorkspaceFailure('image_invalid', 'Only PNG, WebP and SVG images are taken.');
  const most = ending === 'svg' ? assetLimits.svgBytes : assetLimits.imageBytes;
  if (uploaded.length > most) {
    throw new WorkspaceFailure(
      'image_invalid',
      `The image has ${uploaded.length} bytes; ${most} at most are taken.`,
    );
  }
  const { bytes, width, height } =
    ending === 'svg'
      ? await readers.read(asker, 'svg', { bytes: uploaded })
      : { bytes: uploaded, ...measure(uploaded) };
  if (Math.max(width, height) > assetLimits.sidePixels) {
    const size = `The image is ${width} by ${height} pixels; ${assetLimits.sidePixels} at most are taken along either side.`;
    throw new WorkspaceFailure('image_invalid', size);
  }
  if (width * height > assetLimits.pixels) {
    const size = `The image has ${width * height} pixels; ${assetLimits.pixels} at most are taken.`;
    throw new WorkspaceFailure('image_invalid', size);
  }
  return { bytes, ending, contentType: contentTypes[ending], width, height };
}

function endingOf(bytes: Uint8Array): ReadImage['ending'] | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return isWholePng(bytes) ? 'png' : undefined;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return isWholeWebp(bytes) ? 'webp' : undefined;
  return /^\uFEFF?\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64))) ? 'svg' : undefined;
}

/** Its chunks follow each other up to `IEND`, and nothing comes after (PNG specification, 5). */
function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const isLast = view.getUint32(at + 4) === 0x49_45_4e_44;
    at += 12 + length;
    if (isLast) return at === bytes.length;
  }
  return false;
}

/** As long as its header says (RFC 9649, 2.4). */
function isWholeWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length >= 20 && view.getUint32(4, true) + 8 === bytes.length;
}

/** By the header alone. */
function measure(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  try {
    const { width, height } = imageSize(bytes);
    if (width > 0 && height > 0) return { width: Math.round(width), height: Math.round(height) };
  } catch {
    // Told below: it has no size.
  }
  throw new WorkspaceFailure('image_invalid', 'This image does not say how large it is.');
}
