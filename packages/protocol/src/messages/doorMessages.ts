import * as z from 'zod';
import { avatarLookSchema } from '../avatarLook.ts';
import { idString, requestId, someoneSchema } from './fields.ts';
import { okOf } from './okOf.ts';

const hold = z.enum(['open', 'closed']).nullable();

/** Asks those behind a Door to be let in. */
const knock = z.strictObject({ type: z.literal('knock'), id: requestId, doorId: idString });
const knockWithdraw = z.strictObject({ type: z.literal('knock.withdraw'), id: requestId });
/** From somebody inside. The first answer counts. */
const knockAnswer = z.strictObject({
  type: z.literal('knock.answer'),
  id: requestId,
  knockId: idString,
  allow: z.boolean(),
});
/** From a person inside: holds a Door open for everybody, or closed to all who do not knock; null: neither. */
const doorHold = z.strictObject({
  type: z.literal('door.hold'),
  id: requestId,
  doorId: idString,
  held: hold,
});
/** From an Admin. */
const doorLock = z.strictObject({
  type: z.literal('door.lock'),
  id: requestId,
  doorId: idString,
  locked: z.boolean(),
});
/** Asks somebody in the same room to leave it; whether they do is up to them. */
const roomAskToLeave = z.strictObject({
  type: z.literal('room.askToLeave'),
  id: requestId,
  personId: idString,
});

export const doorClientMessages = [
  knock,
  knockWithdraw,
  knockAnswer,
  doorHold,
  doorLock,
  roomAskToLeave,
] as const;

const doorState = z.object({
  locked: z.boolean(),
  held: hold,
  /** Whether somebody is in the doorway. */
  inUse: z.boolean(),
});
/** How a Door is, as everybody in the World may know it. */
export type DoorShown = z.output<typeof doorState>;

/** Doors that are not as the World file says, or are so again. On entry: every one that is not. To all in the World. */
const doorStates = z.object({ type: z.literal('door.states'), doors: z.record(idString, doorState) });

const knockOk = z.object({
  type: z.literal('knock.ok'),
  id: requestId,
  /** `open`: the Door admits this person anyhow. `nobody`: there is nobody inside to answer. */
  outcome: z.enum(['waiting', 'nobody', 'open']),
});

export const knockStates = [
  'waiting',
  'allowed',
  'declined',
  'nobody',
  'unanswered',
  'withdrawn',
  'locked',
] as const;
export type KnockStatus = (typeof knockStates)[number];

/** To the one outside: what has become of their knock. */
const knockState = z.object({
  type: z.literal('knock.state'),
  doorId: idString,
  status: z.enum(knockStates),
});
/** A Door that is closed to this person lets them through, once, for so many ms: they were let in, or have just stepped out. */
const doorPass = z.object({
  type: z.literal('door.pass'),
  doorId: idString,
  passMs: z.number().positive(),
});

/** To those inside: somebody knocks. */
const knockAsked = z.object({
  type: z.literal('knock.asked'),
  knockId: idString,
  doorId: idString,
  person: someoneSchema.extend({ look: avatarLookSchema }),
});
/** To those inside: nothing is left to answer. */
const knockOver = z.object({
  type: z.literal('knock.over'),
  knockId: idString,
  status: z.enum(knockStates),
  /** Who has answered. */
  by: someoneSchema.nullable(),
});
const roomAskedToLeave = z.object({
  type: z.literal('room.askedToLeave'),
  zoneId: idString,
  by: someoneSchema,
});

export const doorServerMessages = [
  doorStates,
  knockOk,
  okOf('knock.withdraw'),
  okOf('knock.answer'),
  okOf('door.hold'),
  okOf('door.lock'),
  okOf('room.askToLeave'),
  knockState,
  doorPass,
  knockAsked,
  knockOver,
  roomAskedToLeave,
] as const;
