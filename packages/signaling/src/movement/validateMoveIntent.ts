import type { CorrectionReason, MoveIntent } from '@atrium/protocol';
import { isLaterSequence } from '@atrium/protocol';
import type { Blocker, Seat } from '@atrium/world';
import { distance, judgeMovement, moveBudgetTiles } from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';
import { noSequence } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';

/** What the Signaling Server makes of a MoveIntent. */
export type MoveIntentVerdict =
  /** From before a correction, or overtaken by a later one: nothing happens. */
  | { readonly kind: 'stale' }
  /** Of an epoch that was never issued: no honest Client sends this. */
  | { readonly kind: 'forged' }
  | { readonly kind: 'accepted'; readonly zone: ZonePresence; readonly seat: Seat | undefined }
  | { readonly kind: 'refused'; readonly reason: CorrectionReason; readonly blocker: Blocker | undefined };

const stale: MoveIntentVerdict = { kind: 'stale' };
const forged: MoveIntentVerdict = { kind: 'forged' };
const tooFar: MoveIntentVerdict = { kind: 'refused', reason: 'too-far', blocker: undefined };

/** Decides on a MoveIntent. Changes nothing but the budget of distance, which an accepted movement uses up. */
export function validateMoveIntent(
  world: LiveWorld,
  avatar: Avatar,
  intent: MoveIntent,
  nowMs: number,
): MoveIntentVerdict {
  const isUnderWay = intent.moveEpoch === avatar.underWay?.moveEpoch && nowMs <= avatar.underWay.untilMs;
  if (intent.moveEpoch !== avatar.moveEpoch && !isUnderWay) {
    return isLaterSequence(intent.moveEpoch, avatar.moveEpoch) ? forged : stale;
  }
  if (avatar.lastSequence !== noSequence && !isLaterSequence(intent.sequence, avatar.lastSequence))
    return stale;
  // More than any budget holds; asked first because looking along a long way takes time.
  const travelled = distance(avatar.position, intent);
  if (travelled > moveBudgetTiles) return tooFar;

  const restrictions = world.restrictions.of(avatar, nowMs);
  const movement = judgeMovement(world.space, restrictions, avatar, {
    position: intent,
    state: intent.state,
  });
  // Who has yet to hear of the change goes nowhere that it may have changed, and is not told off for it.
  if (isUnderWay && !(movement.ok && movement.zoneId === avatar.zoneId && movement.seat === undefined))
    return stale;
  if (!movement.ok) return { kind: 'refused', reason: movement.reason, blocker: movement.blocker };
  if (
    movement.seat !== undefined &&
    world.hooks.isSeatHeldAgainst(avatar.person.personId, movement.seat, nowMs)
  ) {
    return { kind: 'refused', reason: 'occupied', blocker: { kind: 'seat', id: movement.seat.id } };
  }
  const zone = movement.zoneId === avatar.zoneId ? world.zoneOf(avatar) : world.zone(movement.zoneId);
  if (zone === undefined) throw new RangeError('A movement ended in no Zone of its World.');
  if (hopsZones(world, avatar, zone, nowMs)) {
    return { kind: 'refused', reason: 'zone-hopping', blocker: { kind: 'zone', id: zone.info.id } };
  }
  return avatar.moveBudget.take(travelled, nowMs) ? { kind: 'accepted', zone, seat: movement.seat } : tooFar;
}

/** Whether somebody has changed Zone too often to go into this one; each time costs everyone there. Going out is free. */
function hopsZones(world: LiveWorld, avatar: Avatar, zone: ZonePresence, nowMs: number): boolean {
  const current = world.zoneOf(avatar);
  const goesIn = zone !== current && zone.number !== 0 && !current.chain.includes(zone);
  return goesIn && !avatar.zoneChanges.has(nowMs);
}
