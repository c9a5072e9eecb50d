import type { CloseReason, ErrorCode, Hello } from '@atrium/protocol';
import { protocolVersion } from '@atrium/protocol';
import type { Identity, Person } from '../ports/identity.ts';
import type { Problems } from '../ports/problems.ts';
import type { TicketClaims, Tickets } from '../ports/tickets.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { LiveWorlds } from '../worlds/liveWorlds.ts';

/** Why somebody is not let in: what they are told, and how their connection ends. */
interface Refusal {
  readonly code: ErrorCode;
  readonly closeReason: CloseReason;
}

/** Whoever is admitted holds the World, and has to release it. */
export type Admission =
  | {
      readonly ok: true;
      readonly person: Person;
      readonly world: LiveWorld;
      /** Of the ticket in the hello, where it holds and is this person's for this World. */
      readonly ticket: TicketClaims | undefined;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** How the connection of somebody ends whom a World does not let in. */
export const closeReasonOfEntry = {
  rate_limited: 'flood',
  world_full: 'worldFull',
  spawn_point_unknown: 'badMessage',
} as const;

export interface AdmissionPorts {
  readonly identity: Identity;
  readonly tickets: Tickets;
  readonly problems: Problems;
}

const refuse = (code: ErrorCode, closeReason: CloseReason): Admission => ({
  ok: false,
  refusal: { code, closeReason },
});

/** Checks a hello: version, token, World, ticket. Whether there is room is decided on entering. Never rejects. */
export async function decideAdmission(
  ports: AdmissionPorts,
  liveWorlds: LiveWorlds,
  worldId: string,
  hello: Hello,
): Promise<Admission> {
  if (hello.protocolVersion !== protocolVersion) return refuse('version_mismatch', 'versionMismatch');
  try {
    const person = await ports.identity.verify(hello.token);
    if (person === undefined) return refuse('token_invalid', 'notAuthenticated');
    const claims = hello.ticket === undefined ? undefined : await ports.tickets.verify(hello.ticket);
    const ticket = claims?.personId === person.personId && claims.worldId === worldId ? claims : undefined;
    const world = await liveWorlds.acquire(worldId);
    if (world === undefined) return refuse('world_unknown', 'worldUnknown');
    return { ok: true, person, world, ticket };
  } catch (cause) {
    ports.problems.report('checking a hello', cause);
    return refuse('internal', 'internalError');
  }
}
