import * as z from 'zod';
import { roles } from '@atrium/world';
import { topologyReasons } from '../media/mediaPlan.ts';
import { idString, nameSchema, plainText, worldVersion } from '../fields.ts';
import { accountRoleSchema, titleSchema } from './accountBodies.ts';
import { chatLineSchema } from '../messages/chatLine.ts';
import { workspaceSettingsSchema } from './workspaceSettings.ts';

/** Milliseconds since 1970. */
const moment = z.number();
const days = (most: number) => z.int().min(1).max(most);

// People

export const memberSchema = z.object({
  personId: idString,
  name: z.string(),
  email: z.string(),
  role: accountRoleSchema,
  since: moment,
});
export type Member = z.output<typeof memberSchema>;
export const memberListSchema = z.object({ people: z.array(memberSchema) });
export const roleChangeSchema = z.strictObject({ role: accountRoleSchema });
/** A link that is shown once: the server keeps only a hash of its secret. */
export const linkReplySchema = z.object({
  /**
   * As in `https://office.example.com/join#...`. Where the server was not told its public address, path and fragment
   * alone: resolve them against the address you reached it by.
   */
  link: z.string(),
  expiresAt: moment,
});
export type LinkReply = z.output<typeof linkReplySchema>;

// Invitations and guest links

export const invitationRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('account'),
    role: accountRoleSchema,
    note: plainText(80).default(''),
    uses: z.int().min(1).max(1_000),
    days: days(90),
  }),
  z.strictObject({
    kind: z.literal('guest'),
    worldId: idString,
    note: plainText(80).default(''),
    uses: z.int().min(1).max(10_000),
    days: days(366),
    /** How long each Guest may stay, counted from when they first come. */
    visitMinutes: z
      .int()
      .min(5)
      .max(7 * 24 * 60),
  }),
]);
export type InvitationRequest = z.output<typeof invitationRequestSchema>;
export const invitationSchema = z.object({
  invitationId: idString,
  role: z.enum(roles),
  world: z.object({ worldId: idString, name: z.string() }).nullable(),
  visitMinutes: z.int().nullable(),
  note: z.string(),
  usesLeft: z.int(),
  expiresAt: moment,
  createdBy: z.string(),
  createdAt: moment,
});
export type Invitation = z.output<typeof invitationSchema>;
export const invitationListSchema = z.object({ invitations: z.array(invitationSchema) });

// Worlds

export const worldTemplateListSchema = z.object({
  templates: z.array(z.object({ templateId: idString, name: z.string() })),
});
export const managedWorldSchema = z.object({
  worldId: idString,
  name: z.string(),
  isDefault: z.boolean(),
  guests: z.boolean(),
  isArchived: z.boolean(),
  /** What the World file says of its own version, as in `1.4.0`. */
  version: z.string(),
  /** The number of the version that people are in. */
  currentVersion: worldVersion,
  versions: z.int(),
  people: z.int(),
  createdAt: moment,
});
export type ManagedWorld = z.output<typeof managedWorldSchema>;
export const managedWorldListSchema = z.object({ worlds: z.array(managedWorldSchema) });
/** Exactly one of `templateId`, `copyOf` and `file` says what the World begins with. */
export const worldCreationSchema = z.strictObject({
  name: titleSchema,
  templateId: idString.optional(),
  /** A World of the same Workspace; the current version of it where `version` is left out. */
  copyOf: z.strictObject({ worldId: idString, version: worldVersion.optional() }).optional(),
  file: z.record(z.string(), z.unknown()).optional(),
});
export type WorldCreation = z.output<typeof worldCreationSchema>;
export const worldChangeSchema = z.strictObject({
  name: titleSchema.optional(),
  isDefault: z.literal(true).optional(),
  guests: z.boolean().optional(),
  isArchived: z.boolean().optional(),
});
export type WorldChange = z.output<typeof worldChangeSchema>;

/** What people write about a version. */
export const versionNote = plainText(200);
export const worldVersionSchema = z.object({
  number: worldVersion,
  /** What the World file says, as in `1.4.0`. */
  version: z.string(),
  createdAt: moment,
  createdBy: z.string(),
  /** Empty where nobody wrote one. */
  note: z.string(),
  /** The version that this one brought back; null: none. */
  restoredFrom: worldVersion.nullable(),
});
export type WorldVersion = z.output<typeof worldVersionSchema>;
/** The newest first. */
export const worldVersionListSchema = z.object({ versions: z.array(worldVersionSchema) });
/** Beside a World file that is to be published, in the query. */
export const worldPublicationSchema = z.strictObject({
  /** The version that was current when the changes began: another one since is not written over. */
  base: z.coerce.number().pipe(worldVersion),
  note: versionNote.default(''),
});
export const worldRestorationSchema = z.strictObject({ base: worldVersion, note: versionNote.default('') });

// Settings

export const workspaceSchema = z.object({
  workspaceId: idString,
  name: z.string(),
  settings: workspaceSettingsSchema,
});
export type WorkspaceShown = z.output<typeof workspaceSchema>;
export const workspaceChangeSchema = z.strictObject({
  name: titleSchema.optional(),
  settings: workspaceSettingsSchema.partial().optional(),
});

// Audit log

/** When it was written down; null: not known, or no person. */
const roleThen = z.enum(roles).nullable();
const namedSchema = z.object({ personId: z.string(), name: z.string(), role: roleThen });

/** What the `details` of an entry may say, by action. Values are JSON. */
export const auditDetailNames = [
  'auditLogDays',
  'before',
  'byGroups',
  'embedOrigins',
  'expiresAt',
  'guests',
  'invitationId',
  'isArchived',
  'isDefault',
  'issuer',
  'kind',
  'links',
  'linksEnded',
  'logo',
  'maxPeoplePerWorld',
  'name',
  'note',
  'number',
  'restoredFrom',
  'role',
  'tokensEnded',
  'until',
  'uses',
  'version',
  'withAddress',
  'worldId',
  'zoneId',
] as const;
export type AuditDetailName = (typeof auditDetailNames)[number];

export const auditEntrySchema = z.object({
  entryId: z.int(),
  at: moment,
  actor: namedSchema,
  action: z.string(),
  target: z.object({ id: z.string(), name: z.string(), role: roleThen }).nullable(),
  reason: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;
export const auditLogSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** For the query parameter `before` of the next page; null: that was all. */
  next: z.int().nullable(),
});
export type AuditLogPage = z.output<typeof auditLogSchema>;
export const auditLogQuerySchema = z.strictObject({
  before: z.coerce.number().pipe(z.int().min(1)).optional(),
  action: z.string().max(64).optional(),
  /** Someone's id: entries in which they acted, or something was done to them. */
  person: idString.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(100),
});

// Moderation

export const reportSchema = z.object({
  reportId: idString,
  at: moment,
  world: z.object({ worldId: idString, name: z.string() }),
  zoneId: z.string(),
  reporter: namedSchema,
  person: namedSchema,
  text: z.string(),
  chat: z.array(chatLineSchema),
  handled: z.object({ by: z.string(), at: moment }).nullable(),
});
export type Report = z.output<typeof reportSchema>;
export const reportListSchema = z.object({ reports: z.array(reportSchema) });
export const reportChangeSchema = z.strictObject({ handled: z.boolean() });
export const banSchema = z.object({
  banId: idString,
  ...namedSchema.shape,
  address: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  at: moment,
  expiresAt: moment.nullable(),
});
export type Ban = z.output<typeof banSchema>;
export const banListSchema = z.object({ bans: z.array(banSchema) });

// Automation

export const apiTokenRequestSchema = z.strictObject({
  name: nameSchema,
  role: accountRoleSchema,
  days: days(366),
});
export const apiTokenSchema = z.object({
  tokenId: idString,
  name: z.string(),
  role: accountRoleSchema,
  by: z.string(),
  createdAt: moment,
  expiresAt: moment,
});
export type ApiToken = z.output<typeof apiTokenSchema>;
export const apiTokenListSchema = z.object({ tokens: z.array(apiTokenSchema) });
/** The token itself is shown once. */
export const apiTokenReplySchema = apiTokenSchema.extend({ token: z.string() });

// Assets

export const assetKinds = ['object', 'sprite-sheet', 'picture', 'logo'] as const;
export const assetSchema = z.object({
  /** `<SHA-256 of the bytes>.<ending>`. */
  file: z.string(),
  /** Where it is delivered from: a path of this server, or an address of its CDN. */
  url: z.string(),
  name: z.string(),
  kind: z.enum(assetKinds),
  contentType: z.string(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  createdAt: moment,
  /** How many versions of Worlds use it. */
  uses: z.int(),
});
export type Asset = z.output<typeof assetSchema>;
export const assetListSchema = z.object({ assets: z.array(assetSchema), next: z.string().nullable() });

// Live state

/** Over what people talk. */
const mediaStateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sfu'),
    workers: z.int().min(1),
    /** Of as many ports as there are workers; 0: the system gives them. */
    firstPort: z.int().min(0),
    /** Where Clients look for it. */
    addresses: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('direct'),
    /** Why there is no SFU, in English; null: its host has switched it off. */
    why: z.string().nullable(),
    /** People in one Zone who can talk, and who can have cameras too. */
    mostPeople: z.int().min(0),
    mostPeopleWithVideo: z.int().min(0),
  }),
]);
export type MediaState = z.output<typeof mediaStateSchema>;

/** How the certificate of the server is, for Admins. */
const certificateNewsSchema = z.object({
  /** Milliseconds since 1970; null: there is none yet. */
  endsAt: z.number().nullable(),
  /**
   * `none`: the authority gives none; `not-renewed`: it has given no new one for a day; `ends-soon`: in the last fifth of its
   * life; `ended`; null: all is well.
   */
  trouble: z.enum(['none', 'not-renewed', 'ends-soon', 'ended']).nullable(),
  /** What the authority, or the way to it, has against a new one. */
  reason: z.string().nullable(),
});
export type CertificateNews = z.output<typeof certificateNewsSchema>;

/** Why two people are not connected directly. */
const whyNotDirectSchema = z.enum([
  ...topologyReasons,
  /** A relay carries it. */
  'no-direct-path',
  /** Not yet. */
  'connecting',
  /** The first, the second, or both of them say that no path comes about. */
  'fails-here',
  'fails-there',
  'fails',
]);
export type WhyNotDirect = z.output<typeof whyNotDirectSchema>;

/** Two people who are to hear each other, and what carries it. */
const connectionStateSchema = z.object({
  personIds: z.tuple([idString, idString]),
  route: z.enum(['direct', 'relayed', 'sfu', 'none']),
  /** null: they are connected directly. */
  why: whyNotDirectSchema.nullable(),
  /** There and back in ms. */
  rttMs: z.number().nullable(),
  /** Of the packets, the part that was lost: 0 to 1. */
  loss: z.number().nullable(),
});

/** More lines of figures than an hour has are of no use to a page. */
const mostMoments = 1_000;
const line = z.array(z.number().nullable()).max(mostMoments);

/** `GET /api/v1/live/history`: figures of the whole server over the last hour, each line with a value for each moment. */
export const liveHistorySchema = z.object({
  /** Between two moments, in seconds. */
  everySeconds: z.number().positive(),
  /** Milliseconds since 1970, the oldest first. */
  at: z.array(z.number()).max(mostMoments),
  people: line,
  connections: line,
  /** By how much the event loop was late in 99 of 100 cases, in ms. */
  loopDelayMs: line,
  /** Of one core, in per cent: of the server, and of the SFU's workers; null: there is none, or it did not answer. */
  cpuPercent: line,
  sfuCpuPercent: line,
  /** That the server's process has in memory, in MB (10^6 bytes). */
  memoryMb: line,
  /** Pairs of people by what connects them. */
  routes: z.object({ direct: line, relayed: line, sfu: line, none: line }),
});
export type LiveHistory = z.output<typeof liveHistorySchema>;

export const liveStateSchema = z.object({
  version: z.string(),
  /** Where people reach the server, as its host has set it; null: not set. */
  publicUrl: z.string().nullable(),
  uptimeSeconds: z.int().min(0),
  database: z.enum(['postgresql', 'embedded']),
  media: mediaStateSchema,
  turn: z.boolean(),
  /** null: the server speaks no HTTPS. */
  certificate: certificateNewsSchema.nullable(),
  worlds: z.array(
    z.object({
      worldId: idString,
      name: z.string(),
      people: z.array(
        z.object({
          personId: idString,
          name: z.string(),
          role: z.enum(roles),
          zoneName: z.string(),
          connected: z.boolean(),
        }),
      ),
      connections: z.array(connectionStateSchema),
    }),
  ),
});
export type LiveState = z.output<typeof liveStateSchema>;
