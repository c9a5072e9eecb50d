import type { FastifyInstance } from 'fastify';
import { guestRequestSchema } from '@atrium/protocol';
import type { GuestReply } from '@atrium/protocol';
import type { GuestTokens } from '../identity/guestTokens.ts';
import { RestFailure } from './restFailure.ts';

export interface GuestRouteOptions {
  readonly guests: GuestTokens;
  readonly newId: () => string;
  /** Of one address. */
  readonly guestsPerMinute: number;
}

/** `POST /api/v1/guests`: a name becomes a token. Whoever brings a token that holds stays the same person. */
export function addGuestRoute(http: FastifyInstance, options: GuestRouteOptions): void {
  const { guests, newId, guestsPerMinute } = options;
  const config = { rateLimit: { max: guestsPerMinute } };
  http.post('/api/v1/guests', { config }, async (request, reply): Promise<GuestReply> => {
    const parsed = guestRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const isName = parsed.error.issues.every((issue) => issue.path[0] === 'name');
      throw new RestFailure(isName ? 'name_invalid' : 'bad_message');
    }
    const { name, token: earlier } = parsed.data;
    // One that does not hold any more (expired, or from before the secret was changed) is no reason to keep anybody out.
    const known = earlier === undefined ? undefined : await guests.verify(earlier);
    const personId = known?.personId ?? newId();
    const { token, expiresAtMs } = await guests.issue({ personId, name, role: known?.role ?? 'Guest' });
    reply.header('Cache-Control', 'no-store');
    return { token, personId, name, expiresAt: expiresAtMs };
  });
}
