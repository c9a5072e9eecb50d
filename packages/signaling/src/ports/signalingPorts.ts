import type { BoardEngine } from './boardEngine.ts';
import type { BoardStore } from './boardStore.ts';
import type { Clock } from './clock.ts';
import type { DoorLocks } from './doorLocks.ts';
import type { Framing } from './framing.ts';
import type { IceServers } from './iceServers.ts';
import type { Identity } from './identity.ts';
import type { Ids } from './ids.ts';
import type { Machine } from './machine.ts';
import type { Measures } from './measures.ts';
import type { ModerationRecords } from './moderationRecords.ts';
import type { Problems } from './problems.ts';
import type { Sanctions } from './sanctions.ts';
import type { Sfu } from './sfu.ts';
import type { Tickets } from './tickets.ts';
import type { Turns } from './turns.ts';
import type { WorldEditors } from './worldEditors.ts';
import type { WorldPlaces } from './worldPlaces.ts';
import type { WorldSource } from './worldSource.ts';

/** Everything the Signaling Server needs from outside. */
export interface SignalingPorts {
  readonly framing: Framing;
  readonly identity: Identity;
  readonly tickets: Tickets;
  readonly worlds: WorldSource;
  readonly places: WorldPlaces;
  /** The signed address of a World file, for Clients. */
  readonly addressOfWorldFile: (version: {
    readonly worldId: string;
    readonly createdAtMs: number;
    readonly version: number;
  }) => string;
  readonly editors: WorldEditors;
  readonly doorLocks: DoorLocks;
  readonly boards: BoardStore;
  readonly boardEngine: BoardEngine;
  readonly clock: Clock;
  readonly turns: Turns;
  readonly ids: Ids;
  readonly moderation: ModerationRecords;
  readonly sanctions: Sanctions;
  readonly problems: Problems;
  readonly measures: Measures;
  readonly machine: Machine;
  readonly iceServers: IceServers;
  /** `undefined` where Atrium runs without one. */
  readonly sfu: Sfu | undefined;
}
