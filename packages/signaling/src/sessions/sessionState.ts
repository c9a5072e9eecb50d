import type { Avatar } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Present } from './present.ts';
import type { TicketRenewal } from './ticketRenewal.ts';

/** The life of one connection. How long each may last is for the timer wheel to say. */
export type SessionState =
  | { readonly kind: 'awaiting-hello' }
  /** A hello is being checked; nothing else may come meanwhile. */
  | VerifyingState
  | PresentState
  /** The connection is lost, and others do not know it yet. */
  | {
      readonly kind: 'detached';
      readonly world: LiveWorld;
      readonly avatar: Avatar;
      /** On the server's clock. */
      readonly lostAtMs: number;
    }
  | { readonly kind: 'closed' };

export interface VerifyingState {
  readonly kind: 'verifying';
  /** Whose access has ended since the hello came, one question for each end. */
  readonly ended: ((present: Present) => boolean)[];
}

/** Somebody is in a World. */
export interface PresentState {
  readonly kind: 'present';
  readonly sessionId: string;
  readonly world: LiveWorld;
  readonly avatar: Avatar;
  readonly ticketRenewal: TicketRenewal;
  /** When the visit is over, in ms on the server's clock. */
  readonly endsAtMs: number;
}
