import { isSeatToUse } from '@atrium/world';
import type { Position, Seat, WorldObject, WorldSpace } from '@atrium/world';
import type { ShownSigns } from '../../presence/signBook.ts';
import type { AvatarView } from '../../session/avatarView.ts';
import { numberOfPose } from '../art/index.ts';
import type { AvatarPose } from '../art/index.ts';
import { walkingPose } from '../avatars/gait.ts';
import type { Bearing, Bodies, Drawn } from './bearing.ts';
import { gestureAt } from './gestures.ts';
import {
  lifeMomentAt,
  nearestSpeaker,
  nextChangeMs,
  restingPoseAt,
  seedOf,
  turnTowards,
} from './lifeScript.ts';
import type { LifeMoment } from './lifeScript.ts';

type Signs = Pick<ShownSigns, 'gesture' | 'hasCup'>;

/** What people do with their bodies besides walking: they live at rest, make gestures and look at who speaks. */
export class BodyLanguage implements Bodies {
  isLively: boolean;
  private readonly space: WorldSpace;
  private readonly computers: readonly WorldObject[];
  /** Whether a seat is at a computer, of those that somebody sat on: a World has hundreds of either. */
  private readonly seatsAtComputers = new Map<string, boolean>();
  /** Poses by number: those that are alike are the same object. */
  private readonly poses = new Map<number, AvatarPose>();
  moment: LifeMoment | undefined;
  private speakers: readonly Position[] = [];
  private nowMs = 0;
  private changesAtMs = Infinity;

  constructor(space: WorldSpace, isLively: boolean) {
    this.space = space;
    this.isLively = isLively;
    this.computers = space.world.objects.filter(({ type }) => type === 'Computer');
  }

  begin(nowMs: number, speakers: readonly Position[]): void {
    this.nowMs = nowMs;
    this.speakers = speakers;
    this.moment = this.isLively ? lifeMomentAt(nowMs) : undefined;
    this.changesAtMs = Infinity;
  }

  get changesInMs(): number {
    return this.changesAtMs - this.nowMs;
  }

  of({ view, gait, inView }: Drawn, { gesture, hasCup }: Signs, partner: Position | undefined): Bearing {
    const { facing, state } = view;
    if (state === 'walking') return { facing, pose: walkingPose(gait, hasCup) };
    const kind = state === 'sitting' ? 'sitting' : 'idle';
    const bodyMayTurn = kind === 'idle' && !view.isSelf;
    const made = gesture && gestureAt(gesture, this.nowMs, !this.isLively);
    if (made !== undefined) {
      if (inView) this.changesAtMs = Math.min(this.changesAtMs, this.nowMs + made.changesInMs);
      const turned =
        partner === undefined
          ? ({ facing: kind === 'idle' ? (made.facing ?? facing) : facing, head: 0 } as const)
          : turnTowards(facing, view, partner, kind === 'idle');
      return { facing: turned.facing, pose: this.same({ kind, head: turned.head, arms: made.arms }) };
    }
    if (this.moment === undefined)
      return { facing, pose: this.same({ kind, arms: hasCup ? 'cup' : 'rest' }) };
    const isSitting = kind === 'sitting';
    const resting = { seed: seedOf(view.key), isSitting, types: this.types(view), hasCup };
    const pose = restingPoseAt(resting, this.moment);
    if (inView) this.changesAtMs = Math.min(this.changesAtMs, nextChangeMs(resting, this.moment));
    const speaker = nearestSpeaker(view, this.speakers);
    if (speaker === undefined) return { facing, pose: this.same(pose) };
    const turned = turnTowards(facing, view, speaker, bodyMayTurn);
    return { facing: turned.facing, pose: this.same({ ...pose, head: turned.head }) };
  }

  private types(view: AvatarView): boolean {
    if (view.state !== 'sitting') return false;
    const seat = this.space.seatAt(view);
    return seat !== undefined && this.isAtComputer(seat);
  }

  private isAtComputer(seat: Seat): boolean {
    const known = this.seatsAtComputers.get(seat.id);
    if (known !== undefined) return known;
    const isAt = this.computers.some((computer) => isSeatToUse(this.space, computer, seat));
    this.seatsAtComputers.set(seat.id, isAt);
    return isAt;
  }

  private same(pose: AvatarPose): AvatarPose {
    const number = numberOfPose(pose);
    const known = this.poses.get(number);
    if (known !== undefined) return known;
    this.poses.set(number, pose);
    return pose;
  }
}
