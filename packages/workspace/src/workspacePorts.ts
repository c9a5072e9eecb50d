import type { Role } from '@atrium/world';
import type { FileReaders } from './reading/fileReaders.ts';
import type { Sql } from './database/database.ts';

/** Whose right to be here has just ended, or changed. All that is named has to fit. */
export interface AccessChange {
  readonly workspaceId: string;
  readonly personId?: string;
  /** Of a sign-in, or of the guest link that somebody came by. */
  readonly accessId?: string;
  readonly worldId?: string;
  readonly address?: string;
  readonly role?: 'Guest';
  readonly why: 'signed-out' | 'access-changed' | 'banned' | 'world-closed';
}

/** What has just become of a World that people may be in. */
export type WorldNews =
  | { readonly worldId: string; readonly what: 'published'; readonly by: Actor }
  | { readonly worldId: string; readonly what: 'renamed'; readonly name: string }
  /** Somebody edits it, and if nothing else is said, for so long. */
  | { readonly worldId: string; readonly what: 'editing'; readonly by: Actor; readonly forMs: number }
  | { readonly worldId: string; readonly what: 'editing-ended' };

/** What accounts, Worlds and the rest are made with. */
export interface WorkspacePorts {
  readonly sql: Sql;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly readers: FileReaders;
  /** Reaches open sockets. */
  readonly accessChanged: (change: AccessChange) => void;
  /** Reaches the people in it. */
  readonly worldChanged: (news: WorldNews) => void;
}

/** Who does something, as the audit log has it. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
}
