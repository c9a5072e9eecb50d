import type { CloseReason, ErrorCode, Hello } from '@atrium/protocol';
import { protocolVersion } from '@atrium/protocol';
import type { Connection } from '../ports/connection.ts';
import type { Identity, Person } from '../ports/identity.ts';
import type { Problems } from '../ports/problems.ts';
import type { TicketClaims, Tickets } from '../ports/tickets.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { LiveWorlds } from '../worlds/liveWorlds.ts';
import { ServedElsewhereError } from '../worlds/servedElsewhere.ts';

/** Why somebody is not let in: what they are told, and how their connection ends. */
interface Refusal {
  readonly code: ErrorCode;
  readonly closeReason: CloseReason;
  /** What they are told, where it is more than the code says. */
  readonly message?: string | undefined;
}

/** An admitted session holds the World, and has to release it. */
export type Admission =
  | {
      readonly ok: true;
      readonly person: Person;
      readonly world: LiveWorld;
      /** Of the ticket in the hello, where it holds and is this person's for this World. */
      readonly ticket: TicketClaims | undefined;
    }
  | (Refusal & { readonly ok: false })
  /** Another server has taken the World: the Client reconnects at once, and is forwarded there. */
  | { readonly ok: false; readonly code: 'elsewhere' };

/** How the connection of somebody ends who is to try again in a moment: there is too much to do. */
export const closeReasonOfBusy = 'tooManyConnections';

/** How the connection of somebody ends whom a World does not let in. */
export const closeReasonOfEntry = {
  rate_limited: 'flood',
  world_full: 'worldFull',
  spawn_point_unknown: 'badMessage',
  kicked: 'kicked',
  banned: 'banned',
} as const;

/** How the connection of somebody ends who is nobody here, or may not be. */
const closeReasonOfIdentity = {
  token_invalid: 'notAuthenticated',
  world_unknown: 'worldUnknown',
  banned: 'banned',
  guests_not_admitted: 'notAuthenticated',
  visit_over: 'visitOver',
} as const;

export interface AdmissionPorts {
  readonly identity: Identity;
  readonly tickets: Tickets;
  readonly problems: Problems;
}

const refuse = (code: ErrorCode, closeReason: CloseReason, message?: string): Admission => ({
  ok: false,
  code,
  closeReason,
  message,
});

/** Checks a hello: version, token, World, ticket. Whether there is room is decided on entering. Never rejects. */
export async function decideAdmission(
  ports: AdmissionPorts,
  liveWorlds: LiveWorlds,
  { worldId, remoteAddress: address }: Pick<Connection, 'worldId' | 'remoteAddress'>,
  hello: Hello,
): Promise<Admission> {
  if (hello.protocolVersion !== protocolVersion) return refuse('version_mismatch', 'versionMismatch');
  try {
    const identified = await ports.identity.identify(hello.token, { worldId, address });
    if (!identified.ok) {
      return refuse(identified.code, closeReasonOfIdentity[identified.code], identified.message);
    }
    const { person } = identified;
    const claims = hello.ticket === undefined ? undefined : await ports.tickets.verify(hello.ticket);
    const ticket = claims?.personId === person.personId && claims.worldId === worldId ? claims : undefined;
    const world = await liveWorlds.acquire(worldId);
    if (world === undefined) return refuse('world_unknown', 'worldUnknown');
    return { ok: true, person, world, ticket };
  } catch (cause) {
    if (cause instanceof ServedElsewhereError) return { ok: false, code: 'elsewhere' };
    ports.problems.report('checking a hello', cause);
    return refuse('internal', 'internalError');
  }
}
