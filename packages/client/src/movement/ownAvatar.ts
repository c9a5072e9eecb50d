import type { Place, ServerMessageOf } from '@atrium/protocol';
import {
  distance,
  facingTowards,
  judgeMovement,
  stepWalker,
  unitsPerTile,
  walkSpeedTilesPerSecond,
} from '@atrium/world';
import type { AvatarState, Blocker, Door, Facing, Position, Seat, WorldSpace } from '@atrium/world';
import { facingFrom, middleOf } from './closedDoor.ts';
import { Course } from './course.ts';
import { outcomeOf, type CourseOutcome } from './courseOutcome.ts';
import { zoneOfGoal } from './planCourse.ts';
import type { CourseGoal } from './planCourse.ts';
import { gridRest } from './gridRest.ts';
import { IntentSender } from './intentSender.ts';
import { refusalReason } from './movementRefused.ts';
import type { OwnAvatarEvents } from './ownAvatarEvents.ts';
import type { OwnPlace } from './ownPlace.ts';
import { OwnRestrictions } from './ownRestrictions.ts';
import { correctionBlendMs, longestBlendTiles, PictureBlend } from './pictureBlend.ts';
import { canSitOn, choosePlaceToStand, nearestReachableSeat } from './seating.ts';
import { StepClock, stepTiles } from './stepClock.ts';

type Intention =
  | { readonly kind: 'none' }
  | { readonly kind: 'input'; readonly direction: Position }
  | { readonly kind: 'course'; readonly course: Course };

const none: Intention = { kind: 'none' };
const nowhere = { x: 0, y: 0 };
/** Who gets nowhere goes on walking on the spot for so long: sliding slowly is walking, too. */
const walkOnMs = 100;
/** Who was away for longer does not set off by themselves for where they were going. */
const forgottenAfterMs = 5_000;

/** The own Avatar: walks at once by the rules of the World, tells the Signaling Server, and takes its corrections. */
export class OwnAvatar {
  readonly restrictions: OwnRestrictions;
  readonly #space: WorldSpace;
  readonly #events: OwnAvatarEvents;
  readonly #intents: IntentSender;
  readonly #clock = new StepClock();
  readonly #blend = new PictureBlend();
  #place: OwnPlace;
  /** Where the Avatar was one step ago; the picture is on the way from there. */
  #before: Position;
  #sampledAtMs = 0;
  #intention: Intention = none;
  /** Input that led to a correction nobody can explain; it has to change before it counts again. */
  #ignoredInput: Position | undefined;
  /** What the grid of 1/64 tile did not hold of the last step. */
  #rest: Position = nowhere;
  #heading: Position = nowhere;
  #movedAtMs = Number.NEGATIVE_INFINITY;
  #busyUntilMs = 0;
  #cameToSeatFrom: Position | undefined;
  #hasTriedToLeaveGate = false;

  /** @param place where the Avatar is until the server says otherwise */
  constructor(
    space: WorldSpace,
    zoneCounts: ReadonlyMap<string, number>,
    place: OwnPlace,
    events: OwnAvatarEvents,
  ) {
    this.#space = space;
    this.#events = events;
    this.restrictions = new OwnRestrictions(space, zoneCounts);
    this.#place = place;
    this.#before = place.position;
    this.#intents = new IntentSender(space, this.restrictions, (bytes) => this.#events.send(bytes), place);
  }

  get place(): OwnPlace {
    return this.#place;
  }

  // What the person wants

  /**
   * Whether the person walks by hand or is on the way somewhere, also when no step has been made yet: what the page does
   * by itself must not take the place of that.
   *
   * @param zoneId on the way into this Zone is not meant
   */
  isBoundElsewhere(zoneId?: string): boolean {
    switch (this.#intention.kind) {
      case 'none':
        return false;
      case 'input':
        return true;
      case 'course': {
        const { goal } = this.#intention.course;
        return (
          goal.kind !== 'out-of-gate' && (zoneId === undefined || zoneOfGoal(this.#space, goal) !== zoneId)
        );
      }
    }
  }

  /** Walks in a direction on the Map until told otherwise; `undefined` stops. */
  walk(direction: Position | undefined, nowMs: number): void {
    this.#resume(nowMs);
    const isStill = direction === undefined || (direction.x === 0 && direction.y === 0);
    if (isStill) {
      this.#ignoredInput = undefined;
      if (this.#intention.kind === 'input') this.#intend(none);
      return;
    }
    const ignored = this.#ignoredInput;
    if (ignored?.x === direction.x && ignored.y === direction.y) return;
    this.#ignoredInput = undefined;
    this.#intend({ kind: 'input', direction });
  }

  /** Walks somewhere by itself. @returns whether there is a way */
  goTo(goal: CourseGoal, nowMs: number): boolean {
    this.#resume(nowMs);
    const course = new Course(this.#space, this.restrictions, this.#place, goal);
    if (!course.isPossible) return false;
    this.#intend({ kind: 'course', course });
    return true;
  }

  /** Sits down, or walks to the seat first. @returns whether there is a way */
  sitOn(seat: Seat, nowMs: number): boolean {
    this.#resume(nowMs);
    const { position, state } = this.#place;
    if (state === 'sitting' && this.#space.seatAt(position)?.id === seat.id) return true;
    if (this.restrictions.refusesSeat(seat.id)) {
      this.#events.refused({ reason: 'occupied', blocker: { kind: 'seat', id: seat.id } });
      return false;
    }
    if (!canSitOn(this.#space, this.restrictions, this.#place, seat)) {
      return this.goTo({ kind: 'seat', seatId: seat.id }, nowMs);
    }
    this.#intend(none);
    this.#sitDown(seat, nowMs);
    return true;
  }

  /** @param towards where to stand up to, if one can. @returns whether there was room to stand */
  standUp(nowMs: number, towards?: Position): boolean {
    if (this.#place.state !== 'sitting') return true;
    this.#resume(nowMs);
    const place = choosePlaceToStand(
      this.#space,
      this.restrictions,
      this.#place,
      towards,
      this.#cameToSeatFrom,
    );
    if (place === undefined) return false;
    const facing = facingFrom(this.#place.position, place) ?? this.#place.facing;
    this.#leap(place, 'idle', facing, nowMs);
    return true;
  }

  /** The nearest seat within reach that does not refuse. */
  reachableSeat(nowMs: number, isTaken: (seat: Seat) => boolean): Seat | undefined {
    this.restrictions.nowMs = nowMs;
    const isFree = (seat: Seat) => !isTaken(seat) && !this.restrictions.refusesSeat(seat.id);
    return nearestReachableSeat(this.#space, this.restrictions, this.#place, isFree);
  }

  // What the server says

  /** The server has let the Avatar in, or back in: its place wins. @param zoneId the Zone of that place */
  enter(place: Place, zoneId: string, moveEpoch: number, nowMs: number, isFirst: boolean): void {
    const isForgotten = nowMs - this.#sampledAtMs > forgottenAfterMs;
    this.#resume(nowMs);
    this.#takePlace(place, zoneId, moveEpoch, nowMs, isFirst ? 0 : correctionBlendMs);
    if (this.#intention.kind !== 'course') return;
    if (isForgotten) this.#intend(none);
    else this.#intention.course.replan(this.#place);
  }

  /**
   * The World is another version.
   *
   * @param place where the server has the Avatar in it
   * @param hasStayed whether it has not been moved there: the steps since count where the new World has room for them
   */
  worldChanged(place: Place, zoneId: string, moveEpoch: number, nowMs: number, hasStayed: boolean): void {
    this.#resume(nowMs);
    this.#cameToSeatFrom = undefined;
    this.#ignoredInput = undefined;
    const { x, y, facing, state } = place;
    const known: OwnPlace = { position: { x, y }, zoneId, facing, state };
    // What the server does not know yet, it is told at once.
    if (hasStayed && this.#canHaveGoneFrom(known)) this.#intents.beginEpoch(known, moveEpoch);
    else this.#takePlace(place, zoneId, moveEpoch, nowMs, correctionBlendMs);
    if (this.#intention.kind === 'course') this.#intention.course.startOver(this.#place);
  }

  #canHaveGoneFrom(known: OwnPlace): boolean {
    const { position, state, zoneId } = this.#place;
    if (zoneId !== known.zoneId || state === 'sitting' || known.state === 'sitting') return false;
    if (distance(known.position, position) > longestBlendTiles) return false;
    const movement = judgeMovement(this.#space, this.restrictions, known, { position, state });
    return movement.ok && movement.zoneId === zoneId;
  }

  /** The server has confirmed the Zone right after entry. */
  confirmZone(zoneId: string, moveEpoch: number): void {
    if (this.#place.zoneId === zoneId) return;
    this.#place = { ...this.#place, zoneId };
    this.#intents.beginEpoch(this.#place, moveEpoch);
    this.#events.zoneChanged(zoneId);
  }

  /** @param zoneId the Zone that the server has the Avatar in */
  correct(correction: ServerMessageOf<'position.correction'>, zoneId: string, nowMs: number): void {
    this.#resume(nowMs);
    const { reason, blocker } = correction;
    this.#takePlace(correction.place, zoneId, correction.moveEpoch, nowMs, correctionBlendMs);
    this.#events.refused({ reason, blocker });
    const isKnown = this.restrictions.block(reason, blocker);
    const isGate = blocker?.kind === 'door' || blocker?.kind === 'passage';
    if (this.#intention.kind === 'course') {
      if (reason === 'occupied' && isGate) this.#intention.course.waitFor(blocker.id, this.#place, nowMs);
      else this.#intend(none);
    } else if (this.#intention.kind === 'input' && !isKnown) {
      this.#ignoredInput = this.#intention.direction;
      this.#intend(none);
    }
  }

  // Time

  /** The connection is lost: stays where it is, whatever the person wants, until the server says otherwise. */
  pause(): void {
    this.#before = this.#place.position;
    this.#standStill();
  }

  /** Makes the steps that are due. @param nowMs on the clock of `Timers` */
  advance(nowMs: number): void {
    for (const sampledAtMs of this.#clock.due(nowMs)) {
      this.restrictions.nowMs = sampledAtMs;
      this.#before = this.#place.position;
      if (sampledAtMs >= this.#busyUntilMs) this.#step(sampledAtMs, nowMs);
      this.#sampledAtMs = sampledAtMs;
      this.#intents.afterStep(this.#place, sampledAtMs, nowMs);
    }
  }

  /** Whether the Avatar moves, or something about it is still to be told. */
  isActive(nowMs: number): boolean {
    return (
      this.#intention.kind !== 'none' ||
      this.#place.state === 'walking' ||
      this.#blend.isActive(nowMs) ||
      this.#before.x !== this.#place.position.x ||
      this.#before.y !== this.#place.position.y ||
      !this.#intents.isTold(this.#place) ||
      this.#isToLeaveGate
    );
  }

  /** Where the Avatar is drawn. @param nowMs of the last `advance` or soon after */
  pictureAt(nowMs: number): Place {
    const { position, facing, state } = this.#place;
    const offset = this.#blend.offsetAt(nowMs);
    const part = this.#clock.fraction;
    return {
      x: this.#before.x + (position.x - this.#before.x) * part + offset.x,
      y: this.#before.y + (position.y - this.#before.y) * part + offset.y,
      facing,
      state: nowMs < this.#busyUntilMs ? 'walking' : state,
    };
  }

  #step(sampledAtMs: number, nowMs: number): void {
    if (this.#isToLeaveGate) this.#leaveGate();
    switch (this.#intention.kind) {
      case 'none':
        return this.#standStill();
      case 'input': {
        const { direction } = this.#intention;
        if (this.#place.state === 'sitting') return void this.standUp(sampledAtMs, direction);
        this.#move(direction, stepTiles, sampledAtMs, nowMs);
        return this.#restIfStuck(sampledAtMs);
      }
      case 'course':
        this.#stepCourse(this.#intention.course, sampledAtMs, nowMs);
        return this.#restIfStuck(sampledAtMs);
    }
  }

  #stepCourse(course: Course, sampledAtMs: number, nowMs: number): void {
    let tiles = stepTiles;
    for (let legs = 0; legs < 3 && tiles > 1 / unitsPerTile; legs++) {
      const next = course.next(this.#place.position, sampledAtMs);
      if (next.kind === 'wait') return;
      if (next.kind !== 'walk') return this.#endCourse(course, next.kind === 'arrived', sampledAtMs);
      const from = this.#place.position;
      const way = { x: next.to.x - from.x, y: next.to.y - from.y };
      if (this.#place.state === 'sitting') return void this.standUp(sampledAtMs, way);
      const away = distance(from, next.to);
      if (away <= tiles) this.#rest = nowhere;
      const blocker = this.#move(way, Math.min(tiles, away), sampledAtMs, nowMs);
      course.stepped(from, this.#place, next.to, blocker, sampledAtMs);
      if (blocker !== undefined) return;
      tiles -= away;
    }
  }

  #endCourse(course: Course, hasArrived: boolean, nowMs: number): void {
    const door = hasArrived ? course.closedDoor(this.#place) : undefined;
    this.#intend(none, outcomeOf(hasArrived, door));
    this.#hasTriedToLeaveGate = course.goal.kind === 'out-of-gate';
    this.#standStill();
    if (!hasArrived) return;
    if (door !== undefined) return this.#stopBefore(door);
    const seat = course.goal.kind === 'seat' ? this.#space.seat(course.goal.seatId) : undefined;
    if (seat === undefined) return;
    if (canSitOn(this.#space, this.restrictions, this.#place, seat)) this.#sitDown(seat, nowMs);
    else this.#events.refused({ reason: 'no-seat', blocker: { kind: 'seat', id: seat.id } });
  }

  #stopBefore({ id, bounds }: Door): void {
    const facing = facingFrom(this.#place.position, middleOf(bounds)) ?? this.#place.facing;
    this.#become({ ...this.#place, facing });
    this.#events.refused({ reason: 'door-closed', blocker: { kind: 'door', id } });
  }

  /** @returns what was in the way */
  #move(direction: Position, tiles: number, sampledAtMs: number, nowMs: number): Blocker | undefined {
    const from = this.#place;
    const length = Math.hypot(direction.x, direction.y);
    const wish = {
      x: (direction.x / length) * tiles + this.#rest.x,
      y: (direction.y / length) * tiles + this.#rest.y,
    };
    const seconds = Math.hypot(wish.x, wish.y) / walkSpeedTilesPerSecond;
    const step = stepWalker(this.#space, this.restrictions, from, wish, seconds);
    const moved = { x: step.position.x - from.position.x, y: step.position.y - from.position.y };
    this.#rest = gridRest(wish, moved);
    this.#heading = direction;
    const facing =
      (tiles < stepTiles / 2 ? undefined : facingTowards(direction.x, direction.y)) ?? from.facing;
    const hasMoved = moved.x !== 0 || moved.y !== 0;
    if (hasMoved) {
      this.#intents.beforeStep(from, step, this.#sampledAtMs, nowMs);
      this.#movedAtMs = sampledAtMs;
      this.#hasTriedToLeaveGate = false;
    }
    this.#become({
      position: step.position,
      zoneId: step.zoneId,
      facing,
      state: hasMoved ? 'walking' : from.state,
    });
    this.#reportRefusal(step.blocker);
    return step.blocker;
  }

  #reportRefusal(blocker: Blocker | undefined): void {
    const reason = blocker === undefined ? undefined : refusalReason(this.#space, this.restrictions, blocker);
    if (reason !== undefined) this.#events.refused({ reason, blocker });
  }

  #restIfStuck(sampledAtMs: number): void {
    if (sampledAtMs - this.#movedAtMs >= walkOnMs) this.#standStill();
  }

  #standStill(): void {
    this.#rest = nowhere;
    if (this.#place.state === 'walking') this.#become({ ...this.#place, state: 'idle' });
  }

  /** Nobody stops in a Door or passage. */
  get #isToLeaveGate(): boolean {
    return (
      this.#intention.kind === 'none' &&
      !this.#hasTriedToLeaveGate &&
      this.#place.state !== 'sitting' &&
      this.#space.gateAt(this.#place.position) !== undefined
    );
  }

  #leaveGate(): void {
    this.#hasTriedToLeaveGate = true;
    const goal: CourseGoal = { kind: 'out-of-gate', direction: this.#heading };
    const course = new Course(this.#space, this.restrictions, this.#place, goal);
    if (course.isPossible) this.#intend({ kind: 'course', course });
  }

  // Seats

  #sitDown(seat: Seat, nowMs: number): void {
    this.#cameToSeatFrom = this.#place.position;
    this.#leap(seat.position, 'sitting', seat.facing, nowMs);
  }

  /** Onto a seat or off it: there at once, and drawn on the way for as long as walking would take. */
  #leap(position: Position, state: AvatarState, facing: Facing, nowMs: number): void {
    const from = this.#place;
    if (!this.#intents.isTold(from)) this.#intents.tell(from, this.#sampledAtMs, nowMs);
    const durationMs = (distance(from.position, position) / walkSpeedTilesPerSecond) * 1000;
    const offset = { x: from.position.x - position.x, y: from.position.y - position.y };
    const zoneId = this.#space.zones.next(from.zoneId, position).id;
    this.#before = position;
    this.#rest = nowhere;
    this.#busyUntilMs = nowMs + durationMs;
    this.#blend.start(offset, nowMs, durationMs);
    this.#become({ position, zoneId, facing, state });
    this.#intents.tell(this.#place, nowMs, nowMs);
  }

  // State

  #takePlace(place: Place, zoneId: string, moveEpoch: number, nowMs: number, blendMs: number): void {
    const drawn = this.pictureAt(nowMs);
    const { x, y, facing, state } = place;
    const offset = { x: drawn.x - x, y: drawn.y - y };
    this.#before = { x, y };
    this.#rest = nowhere;
    this.#busyUntilMs = 0;
    this.#become({ position: { x, y }, zoneId, facing, state });
    this.#intents.beginEpoch(this.#place, moveEpoch);
    const away = Math.hypot(offset.x, offset.y);
    const glides = blendMs > 0 && away <= longestBlendTiles;
    this.#blend.start(offset, nowMs, glides ? blendMs : 0);
    if (!glides && blendMs > 0) this.#events.jumped();
  }

  /** Time counts from now on, if it has not counted while nothing moved. */
  #resume(nowMs: number): void {
    this.restrictions.nowMs = nowMs;
    if (!this.isActive(nowMs)) {
      this.#clock.restart(nowMs);
      this.#sampledAtMs = nowMs;
    }
  }

  /** @param outcome of the course that ends with this, if there is one */
  #intend(intention: Intention, outcome: CourseOutcome = { kind: 'interrupted' }): void {
    const ended = this.#intention.kind === 'course' && this.#intention !== intention;
    this.#intention = intention;
    this.#hasTriedToLeaveGate = false;
    if (ended) this.#events.courseEnded(outcome);
  }

  #become(place: OwnPlace): void {
    const hasChangedZone = place.zoneId !== this.#place.zoneId;
    this.#place = place;
    if (hasChangedZone) this.#events.zoneChanged(place.zoneId);
  }
}
