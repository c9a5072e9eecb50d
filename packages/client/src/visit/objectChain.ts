import type { Seat, WorldObject, DrawnWorldSpace } from '@atrium/world';
import { seatsToUse } from '@atrium/world';
import type { CourseOutcome } from '../movement/courseOutcome.ts';
import type { CourseGoal } from '../movement/planCourse.ts';
import type { InteractionAnswer } from '../session/objectSignals.ts';

/** Why an Object is not in use in the end. */
export type ChainFailure =
  | { readonly kind: 'no-way' }
  | { readonly kind: 'no-chair' }
  | { readonly kind: 'denied'; readonly answer: Extract<InteractionAnswer, { granted: false }> }
  /** The person wanted something else, or a Door was in the way, which is told elsewhere. */
  | { readonly kind: 'interrupted' };
export type ChainOutcome = { readonly ok: true } | { readonly ok: false; readonly failure: ChainFailure };

/** What the steps of a chain are made with. */
export interface ChainParts {
  readonly space: DrawnWorldSpace;
  /** The seat one sits on. */
  readonly ownSeatId: () => string | undefined;
  readonly isSeatTaken: (seat: Seat) => boolean;
  readonly goTo: (goal: CourseGoal) => Promise<CourseOutcome | undefined>;
  /** @returns whether one sits now */
  readonly sitOn: (seatId: string) => boolean;
  /** Asks the Signaling Server for an Object or a seat. Rejects where it does not answer. */
  readonly interact: (id: string) => Promise<InteractionAnswer>;
}

const failed = (failure: ChainFailure): ChainOutcome => ({ ok: false, failure });

/**
 * Everything that it takes to use an Object: going there, and where one has to sit for it, finding a free Chair, getting
 * it, and sitting down. Each step can fail, and says why. @throws SessionError where the server does not answer
 */
export async function runInteractionChain(parts: ChainParts, object: WorldObject): Promise<ChainOutcome> {
  const seats = seatsToUse(parts.space, object);
  const failure = seats === undefined ? await reach(parts, object.id) : await takeSeat(parts, seats);
  if (failure !== undefined) return failed(failure);
  const answer = await parts.interact(object.id);
  return answer.granted ? { ok: true } : failed({ kind: 'denied', answer });
}

async function reach(parts: ChainParts, objectId: string): Promise<ChainFailure | undefined> {
  const outcome = await parts.goTo({ kind: 'object', objectId });
  if (outcome?.kind === 'arrived') return undefined;
  return outcome === undefined || outcome.kind === 'given-up' ? { kind: 'no-way' } : { kind: 'interrupted' };
}

/** The first seat that can be taken; if somebody was faster, the next one. */
async function takeSeat(parts: ChainParts, seats: readonly Seat[]): Promise<ChainFailure | undefined> {
  if (seats.some(({ id }) => id === parts.ownSeatId())) return undefined;
  let failure: ChainFailure = { kind: 'no-chair' };
  for (const seat of seats) {
    if (parts.isSeatTaken(seat)) continue;
    const outcome = await parts.goTo({ kind: 'beside-seat', seatId: seat.id });
    if (outcome?.kind === 'interrupted' || outcome?.kind === 'at-closed-door') return { kind: 'interrupted' };
    if (outcome?.kind !== 'arrived') {
      failure = { kind: 'no-way' };
      continue;
    }
    const answer = await parts.interact(seat.id);
    if (answer.granted && parts.sitOn(seat.id)) return undefined;
    if (!answer.granted) failure = { kind: 'denied', answer };
  }
  return failure;
}
