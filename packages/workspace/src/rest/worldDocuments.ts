import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { World } from '@atrium/world';

const compress = promisify(gzip);

/** JSON that is kept as bytes: large, and the same for many who ask. A browser may keep it, and asks whether it changed. */
export class JsonDocument {
  readonly json: Buffer;
  readonly gzipped: Buffer;
  /** Quoted, as in the header. */
  readonly etag: string;

  constructor(json: Buffer, gzipped: Buffer) {
    this.json = json;
    this.gzipped = gzipped;
    this.etag = `"${createHash('sha256').update(json).digest('base64url')}"`;
  }
}

/** Turns Worlds into bytes, each once. */
export class WorldDocuments {
  readonly #made = new WeakMap<World, Promise<JsonDocument>>();

  of(world: World): Promise<JsonDocument> {
    const known = this.#made.get(world);
    if (known !== undefined) return known;
    const made = writeDocument(world);
    this.#made.set(world, made);
    return made;
  }
}

async function writeDocument(world: World): Promise<JsonDocument> {
  const json = Buffer.from(JSON.stringify(world));
  return new JsonDocument(json, await compress(json));
}
