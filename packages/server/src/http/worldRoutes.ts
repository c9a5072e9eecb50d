import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { wireLimits } from '@atrium/protocol';
import type { WorldList } from '@atrium/protocol';
import type { Credentials } from '@atrium/workspace';
import type { WorldAccess } from '../access/worldAccess.ts';
import { ServedWorlds } from '../worlds/servedWorlds.ts';
import { RestFailure } from './restFailure.ts';

const worldParams = z.object({ worldId: z.string() });
/** The World whose address somebody has. */
const listQuery = z.object({ world: z.string().max(wireLimits.idLength).optional() });

export interface WorldRoutesOptions {
  readonly access: WorldAccess;
  readonly peopleIn: (worldId: string) => number;
}

/** `GET /api/v1/worlds` and `GET /api/v1/worlds/:worldId`. */
export function addWorldRoutes(http: FastifyInstance, { access, peopleIn }: WorldRoutesOptions): void {
  const servedWorlds = new ServedWorlds();

  http.get('/api/v1/worlds', async (request, reply): Promise<WorldList> => {
    reply.header('Cache-Control', 'no-store');
    const { data: query } = listQuery.safeParse(request.query);
    if (query === undefined) throw new RestFailure('bad_message');
    const { worlds, embedOrigins, accounts } = await access.list(credentialsOf(request), query.world);
    const counted = worlds.map(({ worldId, name }) => ({ worldId, name, people: peopleIn(worldId) }));
    return { worlds: counted, embedOrigins, accounts };
  });

  http.get('/api/v1/worlds/:worldId', async (request, reply) => {
    const { worldId } = worldParams.parse(request.params);
    const file = await access.read(credentialsOf(request), worldId);
    if (file === undefined) throw new RestFailure('world_unknown');
    const { json, gzipped, etag } = await servedWorlds.serve(file);
    // `no-cache`: kept, but asked about each time; a World that was changed must not meet an old Client.
    reply.headers({
      'Cache-Control': 'private, no-cache',
      ETag: etag,
      Vary: 'Accept-Encoding, Authorization',
    });
    if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    reply.type('application/json; charset=utf-8');
    if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(json);
    return reply.header('Content-Encoding', 'gzip').send(gzipped);
  });
}

/** `Bearer` and a token, or `GuestLink` and the secret of one. */
function credentialsOf({ headers }: FastifyRequest): Credentials {
  const [, scheme, value] = /^(Bearer|GuestLink) ([\w.-]{1,2048})$/i.exec(headers.authorization ?? '') ?? [];
  return scheme?.toLowerCase() === 'guestlink' ? { guestLink: value } : { token: value };
}

function namesTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))/.test(String(header ?? ''));
}
