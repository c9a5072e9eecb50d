import type { CorrectionReason, MoveIntent } from '@atrium/protocol';
import { nextSequence } from '@atrium/protocol';
import type { Blocker, Seat } from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';
import { placeOf } from '../presence/avatar.ts';
import { changeZone } from './changeZone.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { MoveIntentVerdict } from './validateMoveIntent.ts';

/** Puts an accepted MoveIntent into effect: the Avatar is there, and its Zone will hear of it. */
export function acceptMovement(
  world: LiveWorld,
  avatar: Avatar,
  intent: MoveIntent,
  accepted: Extract<MoveIntentVerdict, { kind: 'accepted' }>,
  nowMs: number,
): void {
  const hasMoved = avatar.x !== intent.x || avatar.y !== intent.y;
  avatar.lastSequence = intent.sequence;
  avatar.position.x = intent.x;
  avatar.position.y = intent.y;
  avatar.facing = intent.facing;
  avatar.state = intent.state;
  // A later place is never told with an earlier time, whatever ages a Client claims.
  avatar.sampledAtMs = Math.max(avatar.sampledAtMs, nowMs - intent.ageMs);
  world.gates.update(avatar, nowMs, hasMoved);
  sitOn(world, avatar, accepted.seat);

  const current = world.zoneOf(avatar);
  if (accepted.zone === current) current.markChanged(avatar);
  else {
    avatar.zoneChanges.take(nowMs);
    changeZone(world, avatar, accepted.zone, nowMs);
  }
  world.hooks.moved(avatar, nowMs);
}

/** @param seat `undefined`: the person stands up */
export function sitOn(world: LiveWorld, avatar: Avatar, seat: Seat | undefined): void {
  const before = avatar.seat;
  if (before === seat) return;
  avatar.seat = seat;
  world.hooks.seatChanged(avatar, before);
}

/** Sends the PositionCorrection for a MoveIntent that was refused. What its Client sent meanwhile is void: one mistake, one correction. */
export function correctPosition(
  avatar: Avatar,
  intent: MoveIntent,
  refused: Extract<MoveIntentVerdict, { kind: 'refused' }>,
): void {
  avatar.lastSequence = intent.sequence;
  correctPlace(avatar, refused);
}

/** Tells a Client where its Avatar is. */
export function correctPlace(
  avatar: Avatar,
  { reason, blocker }: { readonly reason: CorrectionReason; readonly blocker: Blocker | undefined },
): void {
  avatar.underWay = undefined;
  avatar.moveEpoch = nextSequence(avatar.moveEpoch);
  avatar.recipient.send({
    type: 'position.correction',
    moveEpoch: avatar.moveEpoch,
    sequence: Math.max(avatar.lastSequence, 0),
    place: placeOf(avatar),
    reason,
    blocker,
  });
}
