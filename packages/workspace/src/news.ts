import type { Role } from '@atrium/world';

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

/** What reaches people in Worlds. */
export type News =
  | { readonly about: 'access'; readonly change: AccessChange }
  | { readonly about: 'world'; readonly news: WorldNews };

/** Who does something, as the audit log has it. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
}
