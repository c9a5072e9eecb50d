import type { CorrectionReason, MoveIntent } from '@atrium/protocol';
import { nextSequence } from '@atrium/protocol';
import type { Blocker, Seat } from '@atrium/world';
import { endUseOutOfReach } from '../objects/objectUsing.ts';
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
  if (avatar.seat !== accepted.seat) changeSeat(world, avatar, accepted.seat);

  const current = world.zoneOf(avatar);
  if (accepted.zone === current) current.markChanged(avatar);
  else {
    avatar.zoneChanges.take(nowMs);
    changeZone(world, avatar, accepted.zone, nowMs);
    world.media.zoneChanged(avatar, current, accepted.zone);
  }
  world.knocks.moved(avatar);
  endUseOutOfReach(world, avatar);
}

function changeSeat(world: LiveWorld, avatar: Avatar, seat: Seat | undefined): void {
  const { personId } = avatar.person;
  if (avatar.seat !== undefined) world.locks.release(personId, avatar.seat.id);
  if (seat !== undefined) world.locks.take(personId, seat.id);
  avatar.seat = seat;
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
