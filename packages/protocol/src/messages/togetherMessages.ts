import * as z from 'zod';
import { avatarLookSchema } from '../avatarLook.ts';
import { wireLimits } from '../limits.ts';
import {
  carriesField,
  dancingField,
  idString,
  networkId,
  requestId,
  someoneSchema,
  statusSchema,
} from './fields.ts';
import { okOf } from './okOf.ts';
import { chatTextSchema } from './chatText.ts';

export const reactionKinds = ['wave', 'like', 'love', 'laugh', 'celebrate', 'coffee'] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/** Emoji for a moment over the head: as many as a picker shows at a glance, and nothing that means harm. */
export const quickEmoji = [
  ...['😀', '😄', '😂', '🙂', '😉', '😍', '🤩', '😎'],
  ...['🤔', '🙄', '😮', '😢', '😭', '😅', '🥳', '😴'],
  ...['👏', '🙌', '👌', '✌️', '🤞', '🤝', '🙏', '💪'],
  ...['❤️', '💡', '🔥', '⭐', '✨', '🎉', '🎂', '🚀'],
  ...['✅', '❌', '❓', '❗', '⏰', '🎵', '🐛', '🧠'],
  ...['🍕', '🍎', '🍪', '🍵', '🌈', '🌱', '🐶', '🐱'],
] as const;
type QuickEmoji = (typeof quickEmoji)[number];
/** What is shown over a head for a moment. */
export type Reaction = ReactionKind | QuickEmoji;
const reactionSchema = z.enum([...reactionKinds, ...quickEmoji]);

/** To the Zone, or, with `to`, to one person anywhere in the World. */
const chatSend = z.strictObject({
  type: z.literal('chat.send'),
  id: requestId,
  text: chatTextSchema,
  to: idString.optional(),
});
const reaction = z.strictObject({ type: z.literal('reaction'), reaction: reactionSchema });
/** Waves at somebody in the Zone. */
const wave = z.strictObject({ type: z.literal('wave'), id: requestId, personId: idString });
/** Begins to dance, or stops. */
const dance = z.strictObject({ type: z.literal('dance'), dancing: z.boolean() });
const statusSet = z.strictObject({ type: z.literal('status.set'), id: requestId, status: statusSchema });
/** In MeetingRooms. */
const handRaise = z.strictObject({ type: z.literal('hand.raise'), id: requestId, raised: z.boolean() });
/** Asks somebody to come. */
const call = z.strictObject({ type: z.literal('call'), id: requestId, personId: idString });
const callAnswer = z.strictObject({
  type: z.literal('call.answer'),
  id: requestId,
  callId: idString,
  accept: z.boolean(),
});
/** Everybody whom this person has blocked for themselves; replaces the list of before. */
const blocksSet = z.strictObject({
  type: z.literal('blocks.set'),
  id: requestId,
  personIds: z.array(idString).max(wireLimits.blockedPeople),
});

export const togetherClientMessages = [
  chatSend,
  reaction,
  wave,
  dance,
  statusSet,
  handRaise,
  call,
  callAnswer,
  blocksSet,
] as const;

const chatMessage = z.object({
  type: z.literal('chat.message'),
  from: someoneSchema,
  /** `direct`: to oneself alone. */
  scope: z.enum(['zone', 'direct']),
  text: chatTextSchema,
});
const reacted = z.object({
  type: z.literal('reaction'),
  personId: idString,
  reaction: reactionSchema,
});
/** Somebody in the Zone, oneself included, waves at somebody. */
const waved = z.object({ type: z.literal('waved'), personId: idString, to: idString });
/** Two people in the Zone who stand near each other have waved at each other. */
const highFive = z.object({ type: z.literal('highFive'), personIds: z.tuple([idString, idString]) });
/** Somebody in the Zone, oneself included, has another status, or has raised or lowered their hand. */
const peerChanged = z.object({
  type: z.literal('peer.changed'),
  networkId,
  status: statusSchema,
  /** Rises with each raised hand, so the smallest number was first; null: not raised. */
  hand: z.int().min(0).nullable(),
  dancing: dancingField,
  carries: carriesField,
});
const callOk = z.object({ type: z.literal('call.ok'), id: requestId, callId: idString });
const callAsked = z.object({
  type: z.literal('call.asked'),
  callId: idString,
  from: someoneSchema.extend({ look: avatarLookSchema }),
  /** Where the caller is: they say so by calling. */
  zoneId: idString,
});
/** To the caller. */
const callAnswered = z.object({
  type: z.literal('call.answered'),
  callId: idString,
  status: z.enum(['accepted', 'declined', 'unanswered']),
});
/** To the one who was called: it is too late to answer. */
const callOver = z.object({ type: z.literal('call.over'), callId: idString });

export const togetherServerMessages = [
  okOf('chat.send'),
  chatMessage,
  reacted,
  okOf('wave'),
  waved,
  highFive,
  okOf('status.set'),
  okOf('hand.raise'),
  peerChanged,
  callOk,
  okOf('call.answer'),
  callAsked,
  callAnswered,
  callOver,
  okOf('blocks.set'),
] as const;
