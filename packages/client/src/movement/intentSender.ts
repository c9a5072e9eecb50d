import { encodeMoveIntent, nextSequence, wireLimits } from '@atrium/protocol';
import { mustTellBeforeStep } from '@atrium/world';
import type { Position, Restrictions, WorldSpace } from '@atrium/world';
import type { OwnPlace } from './ownAvatarEvents.ts';

const intentIntervalMs = 1000 / wireLimits.moveIntentsPerSecond;
/** Frames do not come exactly on time. */
const toleranceMs = 2;
/** Starts, stops and turns that may go out at once before the average counts. */
const burst = 4;

/**
 * Tells the Signaling Server where the own Avatar is: at once on starting, stopping and turning, 15 times a second while
 * it walks, and always before a step that the server could not join with what it knows.
 */
export class IntentSender {
  readonly #space: WorldSpace;
  readonly #restrictions: Restrictions;
  readonly #send: (bytes: Uint8Array<ArrayBuffer>) => void;
  #told: OwnPlace;
  #toldAtMs = 0;
  #moveEpoch = 0;
  #sequence = 0;
  #tokens = burst;
  #refilledAtMs = 0;

  constructor(
    space: WorldSpace,
    restrictions: Restrictions,
    send: (bytes: Uint8Array<ArrayBuffer>) => void,
    place: OwnPlace,
  ) {
    this.#space = space;
    this.#restrictions = restrictions;
    this.#send = send;
    this.#told = place;
  }

  /** Whether the server has been told everything there is. */
  isTold(place: OwnPlace): boolean {
    return (
      isSamePlace(place, this.#told) && place.facing === this.#told.facing && place.state === this.#told.state
    );
  }

  /** The server has said where the Avatar is: on entry, or by a PositionCorrection. */
  beginEpoch(place: OwnPlace, moveEpoch: number): void {
    this.#told = place;
    this.#moveEpoch = moveEpoch;
  }

  /**
   * To be called before each step. @param current where the Avatar has been since `sampledAtMs`
   * @param next where the step leads
   */
  beforeStep(
    current: OwnPlace,
    next: { readonly position: Position; readonly zoneId: string },
    sampledAtMs: number,
    nowMs: number,
  ): void {
    if (isSamePlace(current, this.#told)) return;
    if (mustTellBeforeStep(this.#space, this.#restrictions, this.#told, next))
      this.tell(current, sampledAtMs, nowMs);
  }

  /** To be called after each step, also of who stands still: sends what is due. All times in ms. */
  afterStep(current: OwnPlace, sampledAtMs: number, nowMs: number): void {
    if (this.isTold(current)) return;
    this.#refill(nowMs);
    const isUrgent = current.facing !== this.#told.facing || current.state !== this.#told.state;
    const isDue = isUrgent || sampledAtMs - this.#toldAtMs >= intentIntervalMs - toleranceMs;
    if (isDue && this.#tokens >= 1 - toleranceMs / intentIntervalMs) this.tell(current, sampledAtMs, nowMs);
  }

  /** Sends without looking at the rate. All times in ms. */
  tell(place: OwnPlace, sampledAtMs: number, nowMs: number): void {
    this.#refill(nowMs);
    this.#tokens = Math.max(-burst, this.#tokens - 1);
    this.#sequence = nextSequence(this.#sequence);
    this.#told = place;
    this.#toldAtMs = sampledAtMs;
    const { position, facing, state } = place;
    const ageMs = Math.max(0, nowMs - sampledAtMs);
    this.#send(
      encodeMoveIntent({
        moveEpoch: this.#moveEpoch,
        sequence: this.#sequence,
        x: position.x,
        y: position.y,
        facing,
        state,
        ageMs,
      }),
    );
  }

  #refill(nowMs: number): void {
    const passedMs = Math.max(0, nowMs - this.#refilledAtMs);
    this.#refilledAtMs = nowMs;
    this.#tokens = Math.min(burst, this.#tokens + passedMs / intentIntervalMs);
  }
}

function isSamePlace(a: OwnPlace, b: OwnPlace): boolean {
  return a.position.x === b.position.x && a.position.y === b.position.y && a.zoneId === b.zoneId;
}
