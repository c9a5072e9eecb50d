import type { Facing, Position } from '@atrium/world';
import type { ShownSigns } from '../../presence/signBook.ts';
import type { AvatarView } from '../../session/avatarView.ts';
import type { AvatarPose } from '../art/index.ts';
import { walkingPose } from '../avatars/gait.ts';
import type { Gait } from '../avatars/gait.ts';
import type { LifeMoment } from './lifeScript.ts';

/** How somebody is drawn: how their body is turned, and what it does. */
export interface Bearing {
  readonly facing: Facing;
  readonly pose: AvatarPose;
}

/** Somebody who is drawn. */
export interface Drawn {
  readonly view: AvatarView;
  readonly gait: Gait;
  readonly inView: boolean;
}

/** Decides what people do with their bodies while they stay where they are. */
export interface Bodies {
  /** Without it people at rest stand still, and a gesture is one picture. */
  isLively: boolean;
  /** Where life at rest is since `begin`; undefined while nothing lives. */
  readonly moment: LifeMoment | undefined;
  /** To be called before people are asked for at a moment. @param speakers where those are who speak */
  begin(nowMs: number, speakers: readonly Position[]): void;
  /** In how many ms one of those in view may look different, if nobody walks or speaks. */
  readonly changesInMs: number;
  /** @param partner where the person is for whom they make a gesture */
  of(person: Drawn, signs: Pick<ShownSigns, 'gesture' | 'hasCup'>, partner: Position | undefined): Bearing;
}

const resting = {
  idle: { kind: 'idle', arms: 'rest' },
  sitting: { kind: 'sitting', arms: 'rest' },
} as const;

/** People who only walk, stand and sit: until what lets them live has arrived. */
export const plainBodies: Bodies = {
  isLively: false,
  moment: undefined,
  begin: () => undefined,
  changesInMs: Infinity,
  of({ view: { facing, state }, gait }, { hasCup }) {
    return { facing, pose: state === 'walking' ? walkingPose(gait, hasCup) : resting[state] };
  },
};
