import * as z from 'zod';
import { guestReplySchema, guestRequestSchema, wireLimits, worldListSchema } from '@atrium/protocol';
import type { GuestReply, GuestRequest, WorldList } from '@atrium/protocol';
import type { Credentials } from '../visits/visits.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { visitorEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { JsonDocument, WorldDocuments } from './worldDocuments.ts';

/** A World file goes out as bytes that are kept. */
const documentSchema = z.instanceof(JsonDocument);

/** Who may see and enter which World; a server without accounts has another answer than one with Workspaces. */
export interface Entrance {
  /**
   * The Worlds that somebody may enter, the one to enter by default first.
   *
   * @param worldId the one whose address they have
   */
  list(
    credentials: Credentials,
    worldId: string | undefined,
  ): Promise<Omit<WorldList, 'worlds'> & { readonly worlds: readonly ListedWorld[] }>;
  /** A World as JSON, the same bytes until it changes; `undefined` for whoever may not enter it. */
  read(credentials: Credentials, worldId: string): Promise<Uint8Array | undefined>;
  /** Makes a Guest of somebody, or lets one come back. @throws WorkspaceFailure */
  admitGuest(request: GuestRequest): Promise<GuestReply>;
}

interface ListedWorld {
  readonly worldId: string;
  readonly name: string;
}

export interface EntranceParts {
  readonly entrance: Entrance;
  /** Guest tokens that one address may ask for. */
  readonly guestsPerMinute: number;
  readonly peopleIn: (worldId: string) => number;
}

/** What is asked before entering a World; docs/SIGNALING_PROTOCOL.md says how. */
export function entranceEndpoints(parts: EntranceParts): readonly Endpoint[] {
  const documents = new WorldDocuments();
  return [
    visitorEndpoint({
      method: 'GET',
      path: '/api/v1/worlds',
      summary: 'The Worlds that one may enter, the one to enter by default first.',
      // The World whose address somebody has.
      query: z.object({ world: z.string().max(wireLimits.idLength).optional() }),
      reply: worldListSchema,
      handle: async ({ query }, credentials) => {
        const { worlds, ...rest } = await parts.entrance.list(credentials, query.world);
        const counted = worlds.map(({ worldId, name }) => ({
          worldId,
          name,
          people: parts.peopleIn(worldId),
        }));
        return { worlds: counted, ...rest };
      },
    }),
    visitorEndpoint({
      method: 'GET',
      path: '/api/v1/worlds/:worldId',
      summary: 'The World file, for whoever may enter the World.',
      params: z.object({ worldId: z.string() }),
      reply: documentSchema,
      handle: async ({ params }, credentials) => {
        const file = await parts.entrance.read(credentials, params.worldId);
        if (file === undefined) throw new WorkspaceFailure('world_unknown');
        return documents.of(file);
      },
    }),
    visitorEndpoint({
      method: 'POST',
      path: '/api/v1/guests',
      summary:
        'A guest token, by a guest link or where everybody may enter. Whoever brings one stays the same person.',
      perMinute: parts.guestsPerMinute,
      body: guestRequestSchema,
      reply: guestReplySchema,
      handle: ({ body }) => parts.entrance.admitGuest(body),
    }),
  ];
}
