import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import * as z from 'zod';
import { RestFailure } from './restFailure.ts';

const yearSeconds = 365 * 24 * 60 * 60;
/** Bytes of images that are kept at hand. */
const atHandBytes = 64 * 1024 * 1024;
/** How long one that was removed may still be delivered. */
const atHandMs = 5 * 60 * 1000;
const contentTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  webp: 'image/webp',
  svg: 'image/svg+xml; charset=utf-8',
};
const fileParams = z.object({ file: z.string().regex(/^[0-9a-f]{64}\.(png|webp|svg)$/) });
/** Opened as a page of its own, an SVG draws and does nothing else. */
const imagePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** `GET /asset/:file`: images, each under the hash of what is in it, so that it never changes. */
export function addAssetRoute(
  http: FastifyInstance,
  readBytes: (file: string) => Promise<Uint8Array | undefined>,
): void {
  const atHand = new LRUCache<string, Buffer>({
    maxSize: atHandBytes,
    sizeCalculation: ({ length }) => Math.max(1, length),
    ttl: atHandMs,
    fetchMethod: async (file) => {
      const bytes = await readBytes(file);
      return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
  });
  http.get('/asset/:file', { config: { rateLimit: false } }, async (request, reply) => {
    const { data: params } = fileParams.safeParse(request.params);
    if (params === undefined) throw new RestFailure('not_found');
    const { file } = params;
    const bytes = await atHand.fetch(file);
    if (bytes === undefined) throw new RestFailure('not_found');
    const etag = `"${file}"`;
    reply.headers({
      'Cache-Control': `public, max-age=${yearSeconds}, immutable`,
      ETag: etag,
      'Accept-Ranges': 'bytes',
      'Content-Type': contentTypes[file.slice(65)],
      'Content-Security-Policy': imagePolicy,
      // A World of another address, behind a CDN say, may show it.
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    if (request.headers['if-none-match']?.includes(etag) === true) return reply.code(304).send();
    const range = rangeOf(request.headers.range, request.headers['if-range'], etag, bytes.length);
    if (range === undefined) return reply.send(bytes);
    if (range === 'unsatisfiable') {
      return reply.code(416).header('Content-Range', `bytes */${bytes.length}`).send();
    }
    reply.code(206).header('Content-Range', `bytes ${range.first}-${range.last}/${bytes.length}`);
    return reply.send(bytes.subarray(range.first, range.last + 1));
  });
}

/** One range of bytes, as RFC 9110 (14.1.2) has it; several at once are answered with everything. */
function rangeOf(
  header: string | undefined,
  ifRange: string | string[] | undefined,
  etag: string,
  length: number,
): { readonly first: number; readonly last: number } | 'unsatisfiable' | undefined {
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (from !== '' && to !== '' && Number(to) < first) return undefined;
  return first >= length || (from === '' && to === '0') ? 'unsatisfiable' : { first, last };
}
