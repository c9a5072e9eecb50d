import type { Gate } from '../collision/gate.ts';
import type { Position } from '../geometry/units.ts';
import type { AvatarState } from './avatarState.ts';

/** The speed of everybody, whatever their Avatar looks like. */
export const walkSpeedTilesPerSecond = 4;
/** How often a Client moves its own Avatar. */
export const stepsPerSecond = 60;
/** Radius of the circle that a walker keeps clear of walls and furniture. */
export const walkerRadiusTiles = 0.3;
/** Radius of the circle that has to be clear along a movement. Smaller, so that small corners may be cut. */
export const sweepRadiusTiles = 0.25;
/** Two MoveIntents of a walker are so far apart at most. */
export const intentSpacingTiles = 0.35;
/** How far from its centre a seat can be taken. */
export const seatReachTiles = 1.6;

/** Where somebody stands, as far as movement cares. */
export interface Standing {
  readonly position: Position;
  readonly zoneId: string;
  readonly state: AvatarState;
}

/** What is closed to one person at this moment. Walls and furniture are closed to everybody and not asked for here. */
export interface Restrictions {
  /** `door-closed` never holds for someone who comes from inside: that is seen to by whoever asks. */
  refusesGate(gate: Gate): 'door-closed' | 'occupied' | undefined;
  /** Asked only for Zones that a movement enters, never for the groundZone. */
  refusesZone(zoneId: string): boolean;
}

/** The Restrictions of somebody to whom every Door, passage and Zone is open. */
export const noRestrictions: Restrictions = { refusesGate: () => undefined, refusesZone: () => false };
