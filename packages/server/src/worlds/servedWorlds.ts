import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** A World file as it goes out. */
export interface ServedWorld {
  readonly json: Buffer;
  readonly gzipped: Buffer;
  /** Quoted, as in the header. */
  readonly etag: string;
}

/** Makes ready what goes out of a World, each once. */
export class ServedWorlds {
  readonly #served = new WeakMap<Uint8Array, Promise<ServedWorld>>();

  /** @param json a World; the same bytes each time */
  serve(json: Uint8Array): Promise<ServedWorld> {
    const known = this.#served.get(json);
    if (known !== undefined) return known;
    const served = prepare(json);
    this.#served.set(json, served);
    return served;
  }
}

async function prepare(bytes: Uint8Array): Promise<ServedWorld> {
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Both beside the thread that calls.
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  const etag = `"${Buffer.from(hash).toString('base64url')}"`;
  return { json, gzipped: await compress(json), etag };
}
