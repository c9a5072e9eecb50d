import type { Gate } from '../doors/gate.ts';

/** What is closed to one person at this moment. Walls and furniture are closed to everybody and not asked for here. */
export interface Restrictions {
  /** `door-closed` never applies to people who come from inside: the caller checks that. */
  refusesGate(gate: Gate): 'door-closed' | 'occupied' | undefined;
  /** Whether a Door does not admit the person, even if nobody is in it. */
  closesDoor(doorId: string): boolean;
  /** Asked only for Zones that a movement enters, never for the groundZone. */
  refusesZone(zoneId: string): boolean;
}

/** The Restrictions of somebody to whom every Door, passage and Zone is open. */
export const noRestrictions: Restrictions = {
  refusesGate: () => undefined,
  closesDoor: () => false,
  refusesZone: () => false,
};
