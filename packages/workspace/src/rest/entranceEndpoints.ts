import * as z from 'zod';
import {
  connectionTestSchema,
  guestReplySchema,
  guestRequestSchema,
  idString,
  wireLimits,
  worldListSchema,
  worldVersion,
} from '@atrium/protocol';
import type { ConnectionTest, GuestReply, GuestRequest, WorldList } from '@atrium/protocol';
import type { Credentials } from '../visits/visits.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor } from '../workspacePorts.ts';
import { openEndpoint, visitorEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { WorldDocuments, documentSchema } from './worldDocuments.ts';

/** How long the address of a World file holds at most, in s. */
const sealedSeconds = 600;
const sealSchema = z.strictObject({
  /** When the World was made. */
  made: z.coerce.number().pipe(z.int().min(0)),
  until: z.coerce.number().pipe(z.int().min(0)),
  signature: z.string().regex(/^[\w-]{43}$/),
});

/** A World file goes out as bytes that are kept. */

/** Somebody whose token holds. */
interface KnownVisitor extends Actor {
  /** `undefined` on a server without accounts. */
  readonly workspaceId: string | undefined;
}

/** Who may see and enter which World; a server without accounts has another answer than one with Workspaces. */
export interface Entrance {
  /**
   * The Worlds that somebody may enter, the one to enter by default first.
   *
   * @param worldId the one whose address they have
   * @throws WorkspaceFailure `banned`
   */
  list(
    credentials: Credentials,
    worldId: string | undefined,
  ): Promise<Omit<WorldList, 'worlds'> & { readonly worlds: readonly ListedWorld[] }>;
  /**
   * A version of a World as JSON, the same bytes each time. It is given to everybody who has its address.
   *
   * @throws WorkspaceFailure `version_unknown`
   */
  read(version: AddressedVersion): Promise<Uint8Array>;
  /**
   * Who brings a token: a member, or a Guest who was let in.
   *
   * @throws WorkspaceFailure `signed_out` where the token does not hold; `banned`
   */
  personOf(credentials: Credentials): Promise<KnownVisitor>;
  /** Makes a Guest of somebody, or lets one come back. @throws WorkspaceFailure */
  admitGuest(request: GuestRequest, address: string): Promise<GuestReply>;
}

/** A version of a World: of this one, not of another that had its id before. */
export interface AddressedVersion {
  readonly worldId: string;
  /** When the World was made, in milliseconds since 1970. */
  readonly createdAtMs: number;
  readonly version: number;
}

interface ListedWorld extends Omit<AddressedVersion, 'version'> {
  readonly name: string;
  /** The number of its current version. */
  readonly currentVersion: number;
}

/** What makes an address hold, for everybody who has it, until a moment. */
export interface Seal {
  /** Seconds since 1970. */
  readonly until: number;
  /** 43 characters of base64url. */
  readonly signature: string;
}

/** Seals addresses, so that what is behind them needs no other proof and no query. */
export interface Seals {
  /** The same for some minutes, so that browsers find again what they have. @param what all that the seal is for */
  make(what: string): Seal;
  holds(what: string, seal: Seal): boolean;
}

export interface EntranceParts {
  readonly entrance: Entrance;
  readonly seals: Seals;
  /** Guest tokens that one address may ask for. */
  readonly guestsPerMinute: number;
  readonly peopleIn: (worldId: string) => number;
  /** @throws WorkspaceFailure `rate_limited`, `server_busy` */
  readonly beginConnectionTest: (personId: string) => Promise<ConnectionTest>;
}

/** What is asked before entering a World; docs/extend/signaling-protocol.md says how. */
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
        const counted = worlds.map(({ worldId, name, createdAtMs, currentVersion: version }) => ({
          worldId,
          name,
          people: parts.peopleIn(worldId),
          version,
          file: addressOfWorldFile(parts.seals, { worldId, createdAtMs, version }),
        }));
        return { worlds: counted, ...rest };
      },
    }),
    openEndpoint({
      method: 'GET',
      path: '/api/v1/worlds/:worldId/versions/:version',
      summary: 'A World file, by an address from the list of Worlds. Addresses hold for 5 to 10 minutes.',
      keptSeconds: sealedSeconds,
      params: z.object({ worldId: idString, version: z.coerce.number().pipe(worldVersion) }),
      query: sealSchema,
      reply: documentSchema,
      handle: async ({ params, query: { made: createdAtMs, ...seal } }) => {
        const addressed = { ...params, createdAtMs };
        if (!parts.seals.holds(sealedName(addressed), seal)) throw new WorkspaceFailure('address_expired');
        return documents.of(await parts.entrance.read(addressed));
      },
    }),
    visitorEndpoint({
      method: 'POST',
      path: '/api/v1/guests',
      summary:
        'A guest token, by a guest link or where everybody may enter. With an earlier token you stay the same person.',
      perMinute: parts.guestsPerMinute,
      body: guestRequestSchema,
      reply: guestReplySchema,
      handle: ({ body, address }) => parts.entrance.admitGuest(body, address),
    }),
    visitorEndpoint({
      method: 'POST',
      path: '/api/v1/connection-tests',
      summary:
        'What a Client tries its network with: STUN, TURN with credentials for 60 s, and a transport of the SFU for as long. For members, and Guests with a token; five a minute for each.',
      reply: connectionTestSchema,
      handle: async (_call, credentials) => {
        const { personId } = await parts.entrance.personOf(credentials);
        return parts.beginConnectionTest(personId);
      },
    }),
  ];
}

/** The signed address of a World file, good for 5 to 10 minutes. */
export function addressOfWorldFile(seals: Seals, addressed: AddressedVersion): string {
  const { worldId, createdAtMs, version } = addressed;
  const { until, signature } = seals.make(sealedName(addressed));
  const query = new URLSearchParams({ made: String(createdAtMs), until: String(until), signature });
  return `/api/v1/worlds/${encodeURIComponent(worldId)}/versions/${version}?${query.toString()}`;
}

function sealedName({ worldId, createdAtMs, version }: AddressedVersion): string {
  return JSON.stringify(['world-file', worldId, createdAtMs, version]);
}
