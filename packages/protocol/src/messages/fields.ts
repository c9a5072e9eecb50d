import * as z from 'zod';
import { avatarStates, facings, roles } from '@atrium/world';
import { avatarLookSchema } from '../avatarLook.ts';
import { wireLimits } from '../limits.ts';

/** Chosen by the Client; the one reply to a request carries the same. */
export const requestId = z.int().min(0).max(0xffff_ffff);
export const idString = z.string().min(1).max(wireLimits.idLength);
/** The number of a version of a World: on a server with accounts 1, 2, 3 and so on. */
export const worldVersion = z.int().min(1).max(0x7fff_ffff);
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

/** Letters of scripts that are written joined, where a joiner changes what is seen. */
const joining =
  '\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Nkoo}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Tibt}';
const endsJoining = new RegExp(`[${joining}]\\p{M}*$`, 'u');
const beginsJoining = new RegExp(`^[${joining}]`, 'u');
const endsWithEmoji = /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*$/u;
/** Longer texts are no names, whatever is taken out of them. */
const longestText = 10 * wireLimits.nameLength;

/** Whether what only joins, or says how the character before it is drawn, changes anything where it is. */
function isSeenAt(text: string, at: number): boolean {
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  const isJoiner = text[at] === '\u200c' || text[at] === '\u200d';
  if (!isJoiner) return /\p{Extended_Pictographic}$/u.test(before) || after.startsWith('\u20e3');
  if (endsJoining.test(before) && beginsJoining.test(after)) return true;
  return text[at] === '\u200d' && endsWithEmoji.test(before) && /^\p{Extended_Pictographic}/u.test(after);
}

/** Two names that look the same are the same. */
function withoutUnseen(text: string): string {
  if (text.length > longestText) return text;
  return text.replace(/[\u200c\u200d\ufe0e\ufe0f]/g, (mark, at: number) => (isSeenAt(text, at) ? mark : ''));
}

/** What a person is called: one line that looks the same to everybody, and like nothing that it is not. */
export const nameSchema = z
  .string()
  .overwrite((text) =>
    withoutUnseen(text)
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

/**
 * Somebody as others are told of them. The Role belongs to the name: Guests choose theirs freely, an Admin's as well, and
 * the page that shows it marks them.
 */
export const someoneSchema = z.object({ personId: idString, name: nameSchema, role: z.enum(roles) });
export type Someone = z.output<typeof someoneSchema>;

/** Left out of those who do not dance. */
export const dancingField = z.literal(true).optional();
/** What somebody has in hand; left out where it is nothing. */
export const carriesField = z.enum(['cup']).optional();

/** Someone in the same Zone. Travels once: with the snapshot, or when they come. */
export const peerSchema = z.object({
  networkId,
  ...someoneSchema.shape,
  look: avatarLookSchema,
  status: statusSchema,
  /** Rises with each raised hand, so the smallest number was first; null: not raised. */
  hand: z.int().min(0).nullable(),
  dancing: dancingField,
  carries: carriesField,
  place: placeSchema,
});
export type Peer = z.output<typeof peerSchema>;

/** The secret part of a link: 32 random bytes as base64url. */
export const linkTokenSchema = z.string().regex(/^[\w-]{43}$/);
