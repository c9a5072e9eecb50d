import * as z from 'zod';
import { errorCodes } from '../errorCodes.ts';
import { wireLimits } from '../limits.ts';
import { idString, linkTokenSchema, nameSchema, worldVersion } from '../fields.ts';
import { officeLinkSchema } from './officeLink.ts';

/** `POST /api/v1/guests`: asks for a guest token. With a token of before, the person stays the same. */
export const guestRequestSchema = z.strictObject({
  name: nameSchema,
  token: z.string().min(1).max(wireLimits.tokenLength).optional(),
  /** The World to be entered; it decides whether Guests are admitted. */
  worldId: idString.optional(),
  /** Secret of the guest link one came by. */
  link: linkTokenSchema.optional(),
});
export type GuestRequest = z.output<typeof guestRequestSchema>;

export const guestReplySchema = z.object({
  token: z.string(),
  personId: idString,
  name: nameSchema,
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});
export type GuestReply = z.output<typeof guestReplySchema>;

/** `GET /api/v1/worlds`: the Worlds of this server, the one to enter by default first. */
export const worldListSchema = z.object({
  worlds: z.array(
    z.object({
      worldId: idString,
      name: z.string(),
      people: z.int().min(0),
      /** Of the World file: hello says it again. */
      version: worldVersion,
      /** Where the World file is for the next minutes: a path of this server, which needs no token. */
      file: z.string(),
    }),
  ),
  /** Origins whose pages may be shown beside a World; others open in a tab of their own. */
  embedOrigins: z.array(z.string()),
  /** What Computers show on the start page of the office. */
  links: z.array(officeLinkSchema),
  /** How people sign in; null: nobody does, everybody is a Guest. */
  accounts: z
    .object({
      /** Whether there is a Workspace to sign in to. */
      isSetUp: z.boolean(),
      /** What the other way to sign in is called; null: there is none. */
      oidcName: z.string().nullable(),
    })
    .nullable(),
});
export type WorldList = z.output<typeof worldListSchema>;

/** The body of every answer of 400 and above. */
export const restErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  /** Where it is a fault of the server: what the host finds it by in the log. Every answer has it as `X-Request-Id`. */
  requestId: z.string().max(64).optional(),
});
export type RestError = z.output<typeof restErrorSchema>;
