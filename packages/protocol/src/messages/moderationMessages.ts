import * as z from 'zod';
import { chatLineSchema } from './chatLine.ts';
import { idString, nameSchema, okOf, plainText, requestId } from '../fields.ts';

/** Why something is done to somebody; they are told, and the audit log keeps it. */
const reason = plainText(300).min(1);
const target = { id: requestId, personId: idString };

const mute = z.strictObject({
  type: z.literal('moderation.mute'),
  ...target,
  muted: z.boolean(),
  reason: reason.optional(),
});
/** Out of the Zone they are in, and for some minutes not back into it. */
const removeFromZone = z.strictObject({ type: z.literal('moderation.removeFromZone'), ...target, reason });
/** Out of the World, and for some minutes not back. */
const kick = z.strictObject({ type: z.literal('moderation.kick'), ...target, reason });
/** Out of the Workspace. */
const ban = z.strictObject({
  type: z.literal('moderation.ban'),
  ...target,
  reason,
  /** For how long; null: for good. */
  hours: z
    .int()
    .min(1)
    .max(366 * 24)
    .nullable(),
  /** Whether their network address is kept out too. */
  withAddress: z.boolean(),
});
/** Tells the Admins about somebody. */
const report = z.strictObject({
  type: z.literal('report'),
  ...target,
  text: plainText(2_000).min(1),
  /** What the reporter chose to attach of what they received. */
  chat: z.array(chatLineSchema).max(20),
});
export const moderationClientMessages = [mute, removeFromZone, kick, ban, report] as const;

export const moderationActions = ['mute', 'unmute', 'removeFromZone', 'kick', 'ban'] as const;
export type ModerationAction = (typeof moderationActions)[number];
/** To the person concerned: what has been done, by whom, and why. */
const told = z.object({
  type: z.literal('moderation.told'),
  action: z.enum(moderationActions),
  by: nameSchema,
  reason: z.string().nullable(),
});
export const moderationServerMessages = [
  okOf('moderation.mute'),
  okOf('moderation.removeFromZone'),
  okOf('moderation.kick'),
  okOf('moderation.ban'),
  okOf('report'),
  told,
] as const;
