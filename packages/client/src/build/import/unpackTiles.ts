import { decompress } from 'fzstd';
import { ImportFailure, importLimits } from './importReport.ts';

/** What is left of what may be unpacked, for all layers of a map together. */
export class UnpackBudget {
  #bytes: number = importLimits.unpackedBytes;

  /** @throws ImportFailure */
  take(bytes: number): void {
    this.#bytes -= bytes;
    if (this.#bytes < 0) throw new ImportFailure({ code: 'unpacked-too-large' });
  }
}

interface PackedTiles {
  readonly data?: unknown;
  readonly encoding?: string | undefined;
  readonly compression?: string | undefined;
}

const bytesPerTile = 4;

/**
 * The tiles of a layer or chunk, row by row, with the bits that say how each is turned. Never unpacks more than it has
 * to have.
 *
 * @returns `undefined` where they are not as many as they should be, or cannot be read
 * @throws ImportFailure where all layers together are too large
 */
export async function unpackTiles(
  { data, encoding, compression }: PackedTiles,
  count: number,
  budget: UnpackBudget,
): Promise<Uint32Array | undefined> {
  budget.take(count * bytesPerTile);
  if (Array.isArray(data)) return tilesOfNumbers(data, count);
  if (typeof data !== 'string') return undefined;
  if (encoding === 'csv') return tilesOfNumbers(data.split(','), count);
  const packed = bytesOfBase64(data);
  if (packed === undefined) return undefined;
  const bytes = await decompressed(packed, compression ?? '', count * bytesPerTile);
  return bytes && tilesOfBytes(bytes, count);
}

function tilesOfNumbers(values: readonly unknown[], count: number): Uint32Array | undefined {
  if (values.length !== count) return undefined;
  const tiles = new Uint32Array(count);
  for (const [index, value] of values.entries()) {
    const tile = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof tile !== 'number' || !Number.isInteger(tile) || tile < 0 || tile > 0xffffffff)
      return undefined;
    tiles[index] = tile;
  }
  return tiles;
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  } catch (error) {
    // It is no base64: the caller says which layer it is.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function tilesOfBytes(bytes: Uint8Array, count: number): Uint32Array | undefined {
  if (bytes.byteLength !== count * bytesPerTile) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: count }, (_, index) => view.getUint32(index * bytesPerTile, true));
}

/** @param size bytes that come out; where there are more it stops */
async function decompressed(
  packed: Uint8Array<ArrayBuffer>,
  compression: string,
  size: number,
): Promise<Uint8Array | undefined> {
  try {
    switch (compression) {
      case '':
        return packed;
      case 'gzip':
        return await inflated(packed, 'gzip', size);
      case 'zlib':
        return await inflated(packed, 'deflate', size);
      case 'zstd':
        // Writes into what it is given and nowhere else, whatever size the data claim to have.
        return decompress(packed, new Uint8Array(size));
      default:
        return undefined;
    }
  } catch (error) {
    // It is not of this compression, or is cut off: the caller says which layer it is.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function inflated(
  packed: Uint8Array<ArrayBuffer>,
  format: 'gzip' | 'deflate',
  size: number,
): Promise<Uint8Array | undefined> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return filled === size ? bytes : undefined;
    if (filled + value.byteLength > size) {
      await reader.cancel();
      return undefined;
    }
    bytes.set(value, filled);
    filled += value.byteLength;
  }
}
