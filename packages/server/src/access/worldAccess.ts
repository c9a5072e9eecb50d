import type { Identity, ModerationRecords, Sanctions, WorldEditors, WorldSource } from '@atrium/signaling';
import type { Entrance } from '@atrium/workspace';

/** Who may be in which World: what HTTP and the Signaling Server ask before they let anybody in. */
export interface WorldAccess extends Entrance {
  readonly identity: Identity;
  /** As people are let into them. */
  readonly worlds: WorldSource;
  readonly moderation: ModerationRecords;
  readonly sanctions: Sanctions;
  readonly editors: WorldEditors;
}
