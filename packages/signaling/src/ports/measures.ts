import type { ErrorCode } from '@atrium/protocol';

/** How a hello ended: in the World, back at one's place, sent on to another server, or refused with a code. */
export type HelloOutcome = 'entered' | 'resumed' | 'elsewhere' | ErrorCode;

/** What carries the sound of two people. */
export const mediaRoutes = ['direct', 'relayed', 'sfu'] as const;
export type MediaRoute = (typeof mediaRoutes)[number];

/** Why a connection between two people did not come about, broke, or was moved to the SFU. */
export const mediaFailures = ['not-connected', 'interrupted', 'blocked', 'packet-loss', 'sfu-lost'] as const;
export type MediaFailure = (typeof mediaFailures)[number];

/** Figures for the host. They are never told a World or a person. */
export interface Measures {
  /** A turn of the clock that moves everything began so much later than it should have, in ms. */
  turnBegan(lateMs: number): void;
  helloEnded(outcome: HelloOutcome): void;
  /** Sound from another person arrives (or they are muted, and connected), so long after the two were to be connected, in ms. */
  soundArrived(route: MediaRoute, afterMs: number): void;
  mediaFailed(reason: MediaFailure): void;
}

/** For those who want no figures. */
export const unmeasured: Measures = {
  turnBegan: () => undefined,
  helloEnded: () => undefined,
  soundArrived: () => undefined,
  mediaFailed: () => undefined,
};
