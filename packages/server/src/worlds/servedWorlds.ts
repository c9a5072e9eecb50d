import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { World } from '@atrium/world';

const compress = promisify(gzip);

/** A World file as it goes out. */
export interface ServedWorld {
  readonly json: Buffer;
  readonly gzipped: Buffer;
  /** Quoted, as in the header. */
  readonly etag: string;
}

/** Turns Worlds into bytes, each once. */
export class ServedWorlds {
  readonly #served = new WeakMap<World, Promise<ServedWorld>>();

  serve(world: World): Promise<ServedWorld> {
    const known = this.#served.get(world);
    if (known !== undefined) return known;
    const served = writeWorld(world);
    this.#served.set(world, served);
    return served;
  }
}

async function writeWorld(world: World): Promise<ServedWorld> {
  const json = Buffer.from(JSON.stringify(world));
  const etag = `"${createHash('sha256').update(json).digest('base64url')}"`;
  return { json, gzipped: await compress(json), etag };
}
