import { distance, unitsPerTile } from '@atrium/world';
import type { Blocker, Door, Position, Standing, WorldSpace } from '@atrium/world';
import { closedDoorBefore, planCourse } from './planCourse.ts';
import type { CourseGoal } from './planCourse.ts';
import type { OwnRestrictions } from './ownRestrictions.ts';

/** Steps without getting nearer after which another way is looked for. */
const stuckStepsLimit = 8;
/** Ways looked for on one course before it is given up. */
const plansLimit = 6;
/** How long to stand in front of a Door or passage that somebody is in. */
const longestGateWaitMs = 6_000;

/** What the next step on a course is. */
export type CourseStep =
  | { readonly kind: 'walk'; readonly to: Position }
  | { readonly kind: 'wait' }
  | { readonly kind: 'arrived' }
  | { readonly kind: 'given-up' };

/** A way that the own Avatar walks by itself, and looks for anew when it turns out to be blocked. */
export class Course {
  readonly goal: CourseGoal;
  readonly #space: WorldSpace;
  readonly #restrictions: OwnRestrictions;
  #wayPoints: readonly Position[] | undefined;
  #plans = 1;
  #stuckSteps = 0;
  #gateAheadId: string | undefined;
  #waitingSinceMs: number | undefined;

  constructor(space: WorldSpace, restrictions: OwnRestrictions, from: Standing, goal: CourseGoal) {
    this.#space = space;
    this.#restrictions = restrictions;
    this.goal = goal;
    this.#wayPoints = planCourse(space, restrictions.forPlanning, from, goal);
  }

  /** Whether a way was found. */
  get isPossible(): boolean {
    return this.#wayPoints !== undefined;
  }

  next(position: Position, nowMs: number): CourseStep {
    if (this.#waitingSinceMs !== undefined) {
      if (nowMs - this.#waitingSinceMs > longestGateWaitMs) return { kind: 'given-up' };
      if (this.#isGateAheadOccupied) return { kind: 'wait' };
    }
    while (this.#wayPoints?.[0] !== undefined && distance(this.#wayPoints[0], position) === 0) {
      this.#wayPoints = this.#wayPoints.slice(1);
    }
    if (this.#wayPoints === undefined) return { kind: 'given-up' };
    const to = this.#wayPoints[0];
    return to === undefined ? { kind: 'arrived' } : { kind: 'walk', to };
  }

  get #isGateAheadOccupied(): boolean {
    const gate = this.#gateAheadId === undefined ? undefined : this.#space.gate(this.#gateAheadId);
    return gate !== undefined && this.#restrictions.refusesGate(gate) === 'occupied';
  }

  /** A step was made towards a way-point. @param blocker what was in the way, if anything */
  stepped(from: Position, now: Standing, to: Position, blocker: Blocker | undefined, nowMs: number): void {
    if (blocker?.kind === 'door' || blocker?.kind === 'passage') {
      this.#gateAheadId = blocker.id;
      if (this.#isGateAheadOccupied) {
        this.#waitingSinceMs ??= nowMs;
        return;
      }
    }
    const cameNearer = distance(now.position, to) < distance(from, to) - 0.5 / unitsPerTile;
    this.#stuckSteps = cameNearer ? 0 : this.#stuckSteps + 1;
    if (cameNearer) this.#waitingSinceMs = undefined;
    const isRefused = blocker?.kind === 'door' || blocker?.kind === 'zone';
    if (this.#stuckSteps >= stuckStepsLimit || (isRefused && !cameNearer)) this.replan(now);
  }

  /** The closed Door that the course ends at, instead of where it was to lead. */
  closedDoor(from: Standing): Door | undefined {
    return closedDoorBefore(this.#space, this.#restrictions.forPlanning, from, this.goal);
  }

  /** The World is another one: looks for a way in it, as if the course had just begun. */
  startOver(from: Standing): void {
    this.#plans = 0;
    this.#gateAheadId = undefined;
    this.#waitingSinceMs = undefined;
    this.replan(from);
  }

  /** Looks for a way from somewhere else. */
  replan(from: Standing): void {
    this.#stuckSteps = 0;
    this.#plans++;
    this.#wayPoints =
      this.#plans > plansLimit
        ? undefined
        : planCourse(this.#space, this.#restrictions.forPlanning, from, this.goal);
  }

  /** The server says that somebody is in the Door or passage ahead. */
  waitFor(gateId: string, from: Standing, nowMs: number): void {
    this.replan(from);
    this.#gateAheadId = gateId;
    this.#waitingSinceMs ??= nowMs;
  }
}
