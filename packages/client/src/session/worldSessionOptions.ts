import type { Hello, Peer, ServerMessageOf, SilencingReason, Someone } from '@atrium/protocol';
import type { WorldSpace, ZoneInfo } from '@atrium/world';
import type { TicketStore } from '../connection/signalingConnection.ts';
import type { OpenSocket } from '../connection/socketLike.ts';
import type { ShownName } from '../connection/showNames.ts';
import type { Timers } from '../connection/timers.ts';
import type { Log } from '../log/log.ts';
import type { MovementRefused } from '../movement/movementRefused.ts';
import type { PrepareWorld } from './worldChanges.ts';
import type { SessionState } from './sessionState.ts';

export interface WorldSessionOptions {
  readonly space: WorldSpace;
  /** Who comes; read anew on each connection, so that a renewed token counts. */
  readonly hello: () => Pick<
    Hello,
    'token' | 'look' | 'spawnPointId' | 'status' | 'blocked' | 'worldVersion'
  >;
  /** Reads a version that takes the place of the present one, and lets `space` become it; without, one comes back anew. */
  readonly prepareWorld?: PrepareWorld;
  readonly openSocket: OpenSocket;
  readonly timers: Timers;
  readonly ticketStore: TicketStore;
  /** Bots say nothing. */
  readonly log?: Log;
  /** How somebody is named on this page; by their name alone where it is left out. */
  readonly shownName?: ShownName;
  /** 0 up to but not including 1; spreads reconnects. */
  readonly random?: () => number;
}

export interface WorldSessionEvents {
  state: SessionState;
  /** What the World is called, told with each hello and when it changes. */
  worldName: string;
  /** Who edits the World; `undefined`: nobody. */
  builder: Someone | undefined;
  /** The own Zone: first the Client's own guess, for labels, then confirmed by the server. */
  zone: { readonly zone: ZoneInfo; readonly isConfirmed: boolean };
  /** One is in; how long the visit may still last, in ms, where something limits it. */
  stays: number | undefined;
  /** A change of the World has switched off what one sends. */
  silenced: SilencingReason;
  /** The space is another version of the World now. */
  worldChanged: ServerMessageOf<'world.changed'>;
  counts: ReadonlyMap<string, number>;
  /** Who shares the Zone has changed. */
  peers: readonly Peer[];
  /** A person has left the own Zone. `zoneId`: where they went; `null` for a PrivateRoom, and out of the World. */
  peerLeft: { readonly personId: string; readonly reason: 'zone' | 'world'; readonly zoneId: string | null };
  refused: MovementRefused;
  /** Something moves, or may: time to draw again. */
  wake: undefined;
  /** This page and the server are of different versions: reload, once. */
  reload: undefined;
  /** Something arrived that cannot be read; for logs. */
  problem: string;
}
