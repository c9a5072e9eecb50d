import * as z from 'zod';
import { roles } from '@atrium/world';
import { avatarLookSchema } from '../avatarLook.ts';
import { idString, linkTokenSchema, nameSchema } from '../messages/fields.ts';

/** Roles of people with an account. */
export const accountRoles = ['Admin', 'Editor', 'Member'] as const;
export const accountRoleSchema = z.enum(accountRoles);
export type AccountRole = z.output<typeof accountRoleSchema>;

export const emailSchema = z
  .string()
  .max(254)
  .overwrite((text) => text.trim())
  .pipe(z.email());

/** Characters of a password. Longer ones cost the server time and gain nobody anything. */
export const passwordLength = { least: 10, most: 200 } as const;
/** Of a password that is chosen; one that is only checked may be anything. */
export const newPasswordSchema = z.string().min(passwordLength.least).max(passwordLength.most);
const givenPasswordSchema = z.string().min(1).max(passwordLength.most);
/** Milliseconds since 1970. */
const momentSchema = z.number();

/** Someone signed in, in one of their Workspaces. */
export const accountSchema = z.object({
  personId: idString,
  email: z.string(),
  name: nameSchema,
  look: avatarLookSchema.nullable(),
  /** Path of an image on this server. */
  picture: z.string().nullable(),
  role: accountRoleSchema,
  /** Whether they have a password, or sign in elsewhere only. */
  hasPassword: z.boolean(),
  workspace: z.object({ workspaceId: idString, name: z.string(), logo: z.string().nullable() }),
  /** All that they belong to. */
  workspaces: z.array(z.object({ workspaceId: idString, name: z.string() })),
});
export type Account = z.output<typeof accountSchema>;

/** What every way of signing in gives; the refresh token is in a cookie that no script can read. */
export const signedInSchema = z.object({
  /** For the header `Authorization: Bearer ...`, and for hello. */
  accessToken: z.string(),
  expiresAt: momentSchema,
  account: accountSchema,
});
export type SignedIn = z.output<typeof signedInSchema>;

export const signInRequestSchema = z.strictObject({
  email: emailSchema,
  password: givenPasswordSchema,
  /** The World to enter; members of its Workspace are signed in to that Workspace. */
  worldId: idString.optional(),
});
export type SignInRequest = z.output<typeof signInRequestSchema>;
export const switchWorkspaceSchema = z.strictObject({ workspaceId: idString });

/** A name that a Workspace or a World may have. */
export const titleSchema = nameSchema;

export const setupRequestSchema = z.strictObject({
  token: linkTokenSchema,
  workspaceName: titleSchema,
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});
export type SetupRequest = z.output<typeof setupRequestSchema>;

export const linkRequestSchema = z.strictObject({ token: linkTokenSchema });
/** What a link leads to. */
export const invitationShownSchema = z.object({
  workspaceName: z.string(),
  role: z.enum(roles),
  /** Of a guest link. */
  world: z.object({ worldId: idString, name: z.string() }).nullable(),
  expiresAt: momentSchema,
});
export type InvitationShown = z.output<typeof invitationShownSchema>;

export const joinRequestSchema = z.strictObject({
  token: linkTokenSchema,
  name: nameSchema,
  email: emailSchema,
  /** The one of the account, where the address has one already. */
  password: givenPasswordSchema,
});
export type JoinRequest = z.output<typeof joinRequestSchema>;

export const newPasswordRequestSchema = z.strictObject({
  token: linkTokenSchema,
  password: newPasswordSchema,
});

/** `PATCH /api/v1/account`: what is left out stays. */
export const accountChangeSchema = z.strictObject({
  name: nameSchema.optional(),
  look: avatarLookSchema.optional(),
  /** File name of an image that was uploaded as a picture; null: none. */
  picture: z.string().max(80).nullable().optional(),
});
export type AccountChange = z.output<typeof accountChangeSchema>;
export const passwordChangeSchema = z.strictObject({
  current: givenPasswordSchema.optional(),
  password: newPasswordSchema,
});
export const accountDeletionSchema = z.strictObject({ password: givenPasswordSchema.optional() });

/** Everything that the server keeps of one person. */
export const accountExportSchema = z.object({
  account: accountSchema.omit({ workspace: true, role: true }),
  createdAt: z.string(),
  memberships: z.array(z.object({ workspaceId: idString, role: accountRoleSchema, since: z.string() })),
  sessions: z.array(z.object({ since: z.string(), lastUsed: z.string() })),
  reports: z.array(z.object({ at: z.string(), about: z.string(), text: z.string() })),
  problemReports: z.array(z.object({ at: z.string(), text: z.string(), log: z.string() })),
  auditLog: z.array(z.object({ at: z.string(), action: z.string(), target: z.string().nullable() })),
});
export type AccountExport = z.output<typeof accountExportSchema>;
