import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { WorldList } from '@atrium/protocol';
import type { WorldSource } from '@atrium/signaling';
import { ServedWorlds } from '../worlds/servedWorlds.ts';
import { RestFailure } from './restFailure.ts';

const worldParams = z.object({ worldId: z.string() });

export interface WorldRoutesOptions {
  readonly worlds: WorldSource;
  readonly peopleIn: (worldId: string) => number;
  readonly embedOrigins: readonly string[];
}

/** `GET /api/v1/worlds` and `GET /api/v1/worlds/:worldId`. */
export function addWorldRoutes(
  http: FastifyInstance,
  { worlds, peopleIn, embedOrigins }: WorldRoutesOptions,
): void {
  const servedWorlds = new ServedWorlds();

  http.get('/api/v1/worlds', async (_request, reply): Promise<WorldList> => {
    reply.header('Cache-Control', 'no-store');
    const list = await worlds.list();
    const counted = list.map(({ worldId, name }) => ({ worldId, name, people: peopleIn(worldId) }));
    return { worlds: counted, embedOrigins: [...embedOrigins] };
  });

  http.get('/api/v1/worlds/:worldId', async (request, reply) => {
    const { worldId } = worldParams.parse(request.params);
    const world = await worlds.load(worldId);
    if (world === undefined) throw new RestFailure('world_unknown');
    const { json, gzipped, etag } = await servedWorlds.serve(world);
    // `no-cache`: kept, but asked about each time; a World that was changed must not meet an old Client.
    reply.headers({ 'Cache-Control': 'no-cache', ETag: etag, Vary: 'Accept-Encoding' });
    if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    reply.type('application/json; charset=utf-8');
    if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(json);
    return reply.header('Content-Encoding', 'gzip').send(gzipped);
  });
}

function namesTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))/.test(String(header ?? ''));
}
