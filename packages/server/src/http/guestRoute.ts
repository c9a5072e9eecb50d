import type { FastifyInstance } from 'fastify';
import { guestRequestSchema } from '@atrium/protocol';
import type { GuestReply } from '@atrium/protocol';
import type { WorldAccess } from '../access/worldAccess.ts';
import { RestFailure } from './restFailure.ts';

export interface GuestRouteOptions {
  readonly access: WorldAccess;
  /** Of one address. */
  readonly guestsPerMinute: number;
}

/** `POST /api/v1/guests`: a name becomes a token. Whoever brings a token that holds stays the same person. */
export function addGuestRoute(http: FastifyInstance, { access, guestsPerMinute }: GuestRouteOptions): void {
  const config = { rateLimit: { max: guestsPerMinute } };
  http.post('/api/v1/guests', { config }, async (request, reply): Promise<GuestReply> => {
    const parsed = guestRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const isName = parsed.error.issues.every((issue) => issue.path[0] === 'name');
      throw new RestFailure(isName ? 'name_invalid' : 'bad_message');
    }
    reply.header('Cache-Control', 'no-store');
    return access.admitGuest(parsed.data);
  });
}
