import type { GuestReply, GuestRequest, WorldList } from '@atrium/protocol';
import type { Identity, ModerationRecords, Sanctions, WorldSource } from '@atrium/signaling';
import type { Credentials } from '@atrium/workspace';

/** Who may be in which World: what HTTP and the Signaling Server ask before they let anybody in. */
export interface WorldAccess {
  readonly identity: Identity;
  /** As people are let into them. */
  readonly worlds: WorldSource;
  readonly moderation: ModerationRecords;
  readonly sanctions: Sanctions;
  /**
   * The Worlds that somebody may enter, the one to enter by default first.
   *
   * @param worldId the one whose address they have
   */
  list(
    credentials: Credentials,
    worldId: string | undefined,
  ): Promise<Pick<WorldList, 'embedOrigins' | 'accounts'> & { readonly worlds: readonly ListedWorld[] }>;
  /** A World as JSON, the same bytes until it changes; `undefined` for whoever may not enter it. */
  read(credentials: Credentials, worldId: string): Promise<Uint8Array | undefined>;
  /** Makes a Guest of somebody, or lets one come back. @throws RestFailure, WorkspaceFailure */
  admitGuest(request: GuestRequest): Promise<GuestReply>;
}

interface ListedWorld {
  readonly worldId: string;
  readonly name: string;
}
