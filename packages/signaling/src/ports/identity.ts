import type { ErrorCode } from '@atrium/protocol';
import type { Role } from '@atrium/world';

/** Who a token stands for. */
export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  /** Address of an image of them. */
  readonly picture?: string | undefined;
  /** What their right to be here hangs on: a sign-in, or the guest link they came by. */
  readonly accessId?: string | undefined;
  /** How long they may stay from now on, in ms; `undefined`: as long as they like. */
  readonly staysMs?: number | undefined;
}

/** Where somebody wants to be, and where they come from. */
export interface Whereabouts {
  readonly worldId: string;
  /** Network address of the Client. */
  readonly address: string;
}

export type Identification =
  | { readonly ok: true; readonly person: Person }
  | {
      readonly ok: false;
      readonly code: Extract<
        ErrorCode,
        'token_invalid' | 'world_unknown' | 'banned' | 'guests_not_admitted' | 'visit_over'
      >;
      /** What the person is told, where it is more than the code says. */
      readonly message?: string;
    };

export interface Identity {
  /** Who somebody is, and whether they may be in a World. Rejects only where the answer cannot be had. */
  identify(token: string, whereabouts: Whereabouts): Promise<Identification>;
}
