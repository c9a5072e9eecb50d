import type { Role } from '@atrium/world';

/** Who a token stands for. */
export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
}

export interface Identity {
  /** `undefined` where the token is forged, expired or none at all. Rejects only where the answer cannot be had. */
  verify(token: string): Promise<Person | undefined>;
}
