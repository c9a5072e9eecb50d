import type { IceServer } from '@atrium/protocol';

/** Servers that help two Clients to reach each other. */
export interface IceServers {
  /** Tell a Client how it looks from outside. */
  readonly stun: readonly IceServer[];
  /** Relay for a person, with credentials that hold for a while; nothing where no TURN server is configured. */
  turn(personId: string): readonly IceServer[];
}
