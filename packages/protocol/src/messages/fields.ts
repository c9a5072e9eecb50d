import * as z from 'zod';
import { avatarStates, facings, roles } from '@atrium/world';
import { avatarLookSchema } from '../avatarLook.ts';
import { wireLimits } from '../limits.ts';

/** Chosen by the Client; the one reply to a request carries the same. */
export const requestId = z.int().min(0).max(0xffff_ffff);
export const idString = z.string().min(1).max(wireLimits.idLength);
export const networkId = z.int().min(0).max(0xffff);
export const moveEpoch = z.int().min(0).max(0xffff);
export const sequence = z.int().min(0).max(0xffff);

/** Hides, turns or breaks the text around it; what joins emoji and the letters of some scripts does not. */
const unseen =
  /(?![\u200c\u200d\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Braille without a dot looks like nothing, and counts as a symbol. */
const seen = /(?!\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;
/** So many accents on one letter reach into the lines above and below. */
const stacked = /\p{M}{5}/u;

/** What a person is called: one line that looks the same to everybody, and like nothing that it is not. */
export const nameSchema = z
  .string()
  .overwrite((text) =>
    text
      .normalize('NFC')
      .replace(/\p{Zs}+/gu, ' ')
      .trim(),
  )
  .min(1)
  .max(wireLimits.nameLength)
  .refine((text) => !unseen.test(text) && seen.test(text) && !stacked.test(text));

/** Where an Avatar is and what it does there; x and y in tiles. */
export const placeSchema = z.object({
  x: z.number().min(0),
  y: z.number().min(0),
  facing: z.enum(facings),
  state: z.enum(avatarStates),
});
export type Place = z.output<typeof placeSchema>;

/** What somebody says of themselves: whether they are to be talked to. */
export const statuses = ['available', 'busy', 'doNotDisturb', 'away'] as const;
export type Status = (typeof statuses)[number];
export const statusSchema = z.enum(statuses);

/** Someone in the same Zone. Travels once: with the snapshot, or when they come. */
export const peerSchema = z.object({
  networkId,
  personId: idString,
  name: nameSchema,
  role: z.enum(roles),
  look: avatarLookSchema,
  status: statusSchema,
  /** Rises with each hand raised: whoever has the smallest was first; null: not raised. */
  hand: z.int().min(0).nullable(),
  place: placeSchema,
});
export type Peer = z.output<typeof peerSchema>;

/** The secret part of a link: 32 random bytes as base64url. */
export const linkTokenSchema = z.string().regex(/^[\w-]{43}$/);
