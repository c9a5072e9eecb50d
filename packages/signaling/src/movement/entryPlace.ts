import type { Place } from '@atrium/protocol';
import type { Seat } from '@atrium/world';
import type { ZonePresence } from '../presence/zonePresence.ts';

/** Where somebody comes into a World. */
export interface EntryPlace {
  readonly place: Place;
  readonly zone: ZonePresence;
  readonly seat: Seat | undefined;
}
