import type { SignalingLimits } from './limits.ts';
import { defaultSignalingLimits } from './limits.ts';
import type { Clock } from './ports/clock.ts';
import type { Connection, ConnectionEvents } from './ports/connection.ts';
import type { Framing } from './ports/framing.ts';
import type { Identity } from './ports/identity.ts';
import type { Ids } from './ports/ids.ts';
import type { Problems } from './ports/problems.ts';
import type { Tickets } from './ports/tickets.ts';
import type { WorldSource } from './ports/worldSource.ts';

/** Everything the Signaling Server needs from outside. */
export interface SignalingPorts {
  readonly framing: Framing;
  readonly identity: Identity;
  readonly tickets: Tickets;
  readonly worlds: WorldSource;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly problems: Problems;
}

/** What the server holds at this moment. */
export interface SignalingStats {
  /** Open connections, those before hello included. */
  readonly connections: number;
  /** People in all Worlds, those whose connection was lost a moment ago included. */
  readonly people: number;
  readonly detached: number;
  /** Worlds held in memory. */
  readonly worlds: number;
  /** Presence frames made, each for all of a Zone, since the start. */
  readonly presenceFrames: number;
  readonly moveIntents: number;
  readonly positionCorrections: number;
}

export interface SignalingServer {
  /** Takes a socket in; the host calls the events that this returns. */
  accept(connection: Connection): ConnectionEvents;
  /** People in a World, those whose connection was lost a moment ago included. */
  peopleIn(worldId: string): number;
  /**
   * Tells every Client when to come back, each at a moment of its own, and closes all connections. Resolves when they
   * are closed, or dropped after `closeGraceMs`.
   *
   * @param options `reconnectAfterMs`: the earliest moment to come back, in ms from now; 0 where it is left out
   */
  close(options?: { readonly reconnectAfterMs?: number }): Promise<void>;
  stats(): SignalingStats;
}

export function createSignalingServer(
  _ports: SignalingPorts,
  _limits: SignalingLimits = defaultSignalingLimits,
): SignalingServer {
  throw new Error('The Signaling Server is being built.');
}
