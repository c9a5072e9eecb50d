import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import * as z from 'zod';

const compress = promisify(gzip);

/** JSON that is kept as bytes: large, and the same for many who ask. */
export class JsonDocument {
  readonly json: Buffer;
  readonly gzipped: Buffer;
  /** Quoted, as in the header. */
  readonly etag: string;

  constructor(json: Buffer, gzipped: Buffer, etag: string) {
    this.json = json;
    this.gzipped = gzipped;
    this.etag = etag;
  }
}

export const documentSchema = z.instanceof(JsonDocument);

/** Makes ready what goes out of a World, each once. */
export class WorldDocuments {
  readonly #made = new WeakMap<Uint8Array, Promise<JsonDocument>>();

  /** @param json a World; the same bytes each time */
  of(json: Uint8Array): Promise<JsonDocument> {
    const known = this.#made.get(json);
    if (known !== undefined) return known;
    const made = prepare(json);
    this.#made.set(json, made);
    return made;
  }
}

async function prepare(bytes: Uint8Array): Promise<JsonDocument> {
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Both beside the thread that calls.
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  const etag = `"${Buffer.from(hash).toString('base64url')}"`;
  return new JsonDocument(json, await compress(json), etag);
}
