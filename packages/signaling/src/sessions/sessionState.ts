import type { Avatar } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { TicketRenewal } from './ticketRenewal.ts';

/** The life of one connection. Times are on the server's clock, in ms. */
export type SessionState =
  | { readonly kind: 'awaiting-hello'; readonly deadlineMs: number }
  /** A hello is being checked; nothing else may come meanwhile. */
  | { readonly kind: 'verifying' }
  | Presence
  /** The connection is lost, and others do not know it yet. */
  | {
      readonly kind: 'detached';
      readonly world: LiveWorld;
      readonly avatar: Avatar;
      readonly lostAtMs: number;
      readonly untilMs: number;
    }
  | { readonly kind: 'closed' };

/** Somebody is in a World. */
export interface Presence {
  readonly kind: 'present';
  readonly sessionId: string;
  readonly world: LiveWorld;
  readonly avatar: Avatar;
  readonly ticketRenewal: TicketRenewal;
}
