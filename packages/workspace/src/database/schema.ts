import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { AvatarLook, ChatLine, WorkspaceSettings } from '@atrium/protocol';
import { roles } from '@atrium/world';
import type { News } from '../news.ts';

/** The number of a transaction, which never repeats. */
const transactionId = customType<{ data: bigint; driverData: string }>({
  dataType: () => 'xid8',
  fromDriver: BigInt,
  toDriver: String,
});
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
/** Somebody's when it was written down, for Guests are marked; `null` in rows from before it was kept. */
const roleThen = (name: string) => text(name, { enum: [...roles] });
const createdAt = () => moment('created_at').notNull().defaultNow();
const workspaceId = () =>
  text('workspace_id')
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' });

/** An organisation. Everything else belongs to one, people excepted. */
export const workspaces = pgTable('workspaces', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  settings: jsonb('settings').$type<WorkspaceSettings>().notNull(),
  createdAt: createdAt(),
});

/** People with an account; which Workspaces they belong to say their memberships. */
export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** Of argon2id, in its own text form; `null` for those who sign in elsewhere. */
    passwordHash: text('password_hash'),
    /** `null` until they have chosen. */
    look: jsonb('look').$type<AvatarLook>(),
    /** File name of an image among the assets. */
    picture: text('picture'),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('users_email').on(sql`lower(${table.email})`)],
);

/** Who somebody is where they sign in with OpenID Connect. */
export const identities = pgTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] })],
);

export const memberships = pgTable(
  'memberships',
  {
    workspaceId: workspaceId(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['Admin', 'Editor', 'Member'] }).notNull(),
    /** Whether the Role is that of their groups at the OpenID provider. */
    isRoleOfGroups: boolean('is_role_of_groups').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    index('memberships_user').on(table.userId),
  ],
);

/** For rows that end with somebody's membership. */
function ofMember(workspaceId: AnyPgColumn, userId: AnyPgColumn) {
  return foreignKey({
    columns: [workspaceId, userId],
    foreignColumns: [memberships.workspaceId, memberships.userId],
  }).onDelete('cascade');
}

/** Signed-in browsers: each holds a refresh token, `<id>.<secret>`, whose secret changes with every use. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    /** SHA-256 of the secret that counts. */
    secretHash: text('secret_hash').notNull(),
    /** Of the one before, which counts for a moment more: two tabs may ask at once. */
    previousSecretHash: text('previous_secret_hash'),
    rotatedAt: moment('rotated_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [ofMember(table.workspaceId, table.userId), index('sessions_user').on(table.userId)],
);

/** One-time links: to the first Workspace of a server or a further one, or to a new password. */
export const oneTimeLinks = pgTable(
  'one_time_links',
  {
    tokenHash: text('token_hash').primaryKey(),
    purpose: text('purpose', { enum: ['setup', 'password'] }).notNull(),
    /** Whose password. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    /** Of the Admin who made it, with `makerId`; both `null` where the host did. */
    workspaceId: text('workspace_id'),
    /** The link ends with the Role of its maker. */
    makerId: text('maker_id'),
    /** `null`: until it is used. */
    expiresAt: moment('expires_at'),
    createdAt: createdAt(),
  },
  (table) => [ofMember(table.workspaceId, table.makerId)],
);

/** Links that let people in: with an account of their own, or as a Guest of one World. */
export const invitations = pgTable(
  'invitations',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    tokenHash: text('token_hash').notNull(),
    role: text('role', { enum: ['Admin', 'Editor', 'Member', 'Guest'] }).notNull(),
    /** Of a guest link. */
    worldId: text('world_id').references(() => worlds.id, { onDelete: 'cascade' }),
    /** How long a Guest may stay, counted from when they first come. */
    visitMinutes: integer('visit_minutes'),
    /** For the Admins, to tell links apart. */
    note: text('note').notNull(),
    usesLeft: integer('uses_left').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** The link ends with the Role of its maker. */
    makerId: text('maker_id').notNull(),
    /** What the maker was called then. */
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofMember(table.workspaceId, table.makerId),
    uniqueIndex('invitations_token').on(table.tokenHash),
    index('invitations_workspace').on(table.workspaceId),
    check('invitations_uses', sql`${table.usesLeft} >= 0`),
    check('invitations_world', sql`(${table.role} = 'Guest') = (${table.worldId} is not null)`),
  ],
);

export const worlds = pgTable(
  'worlds',
  {
    /** Of the World file too; no two Worlds of a server have the same. */
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    isDefault: boolean('is_default').notNull().default(false),
    /** Whether Guests may enter. */
    guests: boolean('guests').notNull().default(true),
    archivedAt: moment('archived_at'),
    /** The number of the version that people are in. */
    currentVersion: integer('current_version').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('worlds_workspace').on(table.workspaceId),
    uniqueIndex('worlds_default')
      .on(table.workspaceId)
      .where(sql`${table.isDefault}`),
  ],
);

/** Every version that a World has had; the files are blobs. */
export const worldVersions = pgTable(
  'world_versions',
  {
    worldId: text('world_id')
      .notNull()
      .references(() => worlds.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    /** What the World file says of its own version. */
    version: text('version').notNull(),
    blob: text('blob').notNull(),
    createdBy: text('created_by').notNull(),
    /** What its author wrote about it. */
    note: text('note').notNull().default(''),
    /** The number of the version that it brought back. */
    restoredFrom: integer('restored_from'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.worldId, table.number] })],
);

/** Images of a Workspace; the bytes are blobs named by their content. */
export const assets = pgTable(
  'assets',
  {
    workspaceId: workspaceId(),
    /** `<SHA-256>.<ending>`: the name under which it is delivered, and of the blob. */
    file: text('file').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['object', 'sprite-sheet', 'picture', 'logo'] }).notNull(),
    contentType: text('content_type').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    metadata: jsonb('metadata').$type<Readonly<Record<string, unknown>>>(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.file] }), index('assets_file').on(table.file)],
);

/** Which versions of Worlds use which assets: those stay. */
export const assetUses = pgTable(
  'asset_uses',
  {
    worldId: text('world_id').notNull(),
    number: integer('number').notNull(),
    file: text('file').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.worldId, table.number, table.file] }),
    foreignKey({
      columns: [table.worldId, table.number],
      foreignColumns: [worldVersions.worldId, worldVersions.number],
    }).onDelete('cascade'),
    index('asset_uses_file').on(table.file),
  ],
);

/** Which Doors of a World an Admin has locked. */
export const doorLocks = pgTable('door_locks', {
  worldId: text('world_id')
    .primaryKey()
    .references(() => worlds.id, { onDelete: 'cascade' }),
  /** Ids of the locked ones. */
  doors: jsonb('doors').$type<readonly string[]>().notNull(),
  /** Of the server that wrote it; `null`: of the only one. */
  fence: bigint('fence', { mode: 'bigint' }),
  /** Rises with every write under one fence: one that was held up on its way changes nothing after a later one. */
  turn: integer('turn').notNull(),
});

/** Which blob has what is on a Whiteboard now; blobs are never changed. */
export const boardFiles = pgTable(
  'board_files',
  {
    worldId: text('world_id')
      .notNull()
      .references(() => worlds.id, { onDelete: 'cascade' }),
    objectId: text('object_id').notNull(),
    blob: text('blob').notNull(),
  },
  (table) => [primaryKey({ columns: [table.worldId, table.objectId] })],
);

/** What editors have made of a World since its last version; a row stays for its revision when there is nothing left. */
export const worldDrafts = pgTable('world_drafts', {
  worldId: text('world_id')
    .primaryKey()
    .references(() => worlds.id, { onDelete: 'cascade' }),
  /** Rises with every save, and when the draft is published or discarded. */
  revision: integer('revision').notNull(),
  /** The file, packed with gzip; `null`: it was published or discarded. */
  blob: text('blob'),
  /** SHA-256 of the file: a save that is sent again is known by it. */
  hash: text('hash').notNull(),
  /** Of the file, unpacked. */
  bytes: integer('bytes').notNull(),
  /** The number of the version that it began with. */
  base: integer('base').notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: moment('saved_at').notNull(),
});

/** Which drafts use which assets: those stay. */
export const draftAssetUses = pgTable(
  'draft_asset_uses',
  {
    worldId: text('world_id')
      .notNull()
      .references(() => worldDrafts.worldId, { onDelete: 'cascade' }),
    file: text('file').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.worldId, table.file] }),
    index('draft_asset_uses_file').on(table.file),
  ],
);

/** Who may change the draft of a World. It ends with the Role of its holder. */
export const editorLeases = pgTable(
  'editor_leases',
  {
    worldId: text('world_id')
      .primaryKey()
      .references(() => worlds.id, { onDelete: 'cascade' }),
    workspaceId: text('workspace_id').notNull(),
    holderId: text('holder_id').notNull(),
    /** As they were called, and what they were, when they took it. */
    holderName: text('holder_name').notNull(),
    holderRole: text('holder_role', { enum: [...roles] }).notNull(),
    /** Another one each time that it is taken. */
    fence: text('fence').notNull(),
    takenAt: moment('taken_at').notNull(),
    /** When its holder last changed something. */
    activeAt: moment('active_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [ofMember(table.workspaceId, table.holderId)],
);

export const bans = pgTable(
  'bans',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    personRole: roleThen('person_role'),
    /** Network address that is kept out too. */
    address: text('address'),
    reason: text('reason').notNull(),
    createdBy: text('created_by').notNull(),
    /** `null`: for good. */
    expiresAt: moment('expires_at'),
    createdAt: createdAt(),
  },
  (table) => [index('bans_workspace').on(table.workspaceId)],
);

/** What moderators have ordered of people in a World, and lasts. */
export const sanctions = pgTable(
  'sanctions',
  {
    worldId: text('world_id')
      .notNull()
      .references(() => worlds.id, { onDelete: 'cascade' }),
    personId: text('person_id').notNull(),
    kind: text('kind', { enum: ['mute', 'exclusion'] }).notNull(),
    /** Empty: the whole World. */
    zoneId: text('zone_id').notNull(),
    /** Null: until it is taken back. */
    expiresAt: moment('expires_at'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.worldId, table.personId, table.kind, table.zoneId] })],
);

/** What people tell the Admins about somebody. */
export const reports = pgTable(
  'reports',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    worldId: text('world_id').notNull(),
    zoneId: text('zone_id').notNull(),
    reporterId: text('reporter_id').notNull(),
    reporterName: text('reporter_name').notNull(),
    reporterRole: roleThen('reporter_role'),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    personRole: roleThen('person_role'),
    text: text('text').notNull(),
    /** Chat that the reporter chose to attach. */
    chat: jsonb('chat').$type<readonly ChatLine[]>().notNull(),
    handledBy: text('handled_by'),
    handledAt: moment('handled_at'),
    createdAt: createdAt(),
  },
  (table) => [index('reports_workspace').on(table.workspaceId, table.createdAt)],
);

/** What people tell the Admins about Atrium itself; kept for 30 days. */
export const problemReports = pgTable(
  'problem_reports',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    personRole: text('person_role', { enum: [...roles] }).notNull(),
    text: text('text').notNull(),
    /** The last lines of their Client's log. */
    log: text('log').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('problem_reports_workspace').on(table.workspaceId, table.createdAt)],
);

/** For programs that use the REST API. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull(),
    role: text('role', { enum: ['Admin', 'Editor', 'Member'] }).notNull(),
    /** Whose token it is; it ends with their Role. */
    ownerId: text('owner_id').notNull(),
    /** What the owner was called then. */
    createdBy: text('created_by').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofMember(table.workspaceId, table.ownerId),
    uniqueIndex('api_tokens_token').on(table.tokenHash),
  ],
);

/** Who did what, when, to whom, and why. Rows are added and, when they are old, removed; never changed. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    workspaceId: workspaceId(),
    at: moment('at').notNull().defaultNow(),
    actorId: text('actor_id').notNull(),
    /** As they were called then. */
    actorName: text('actor_name').notNull(),
    actorRole: roleThen('actor_role'),
    action: text('action').notNull(),
    targetId: text('target_id'),
    targetName: text('target_name'),
    /** `null`, too, where it is no person. */
    targetRole: roleThen('target_role'),
    reason: text('reason'),
    details: jsonb('details').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [index('audit_log_at').on(table.workspaceId, table.at)],
);

/** The servers that share this database, each as long as it renews its row. */
export const signalingServers = pgTable('signaling_servers', {
  /** Another one for each process. */
  id: text('id').primaryKey(),
  /** Where the others reach it, as in `10.0.0.5:7070`. */
  address: text('address').notNull(),
  version: text('version').notNull(),
  /** One that is draining takes no Worlds. */
  state: text('state', { enum: ['ready', 'draining'] }).notNull(),
  /** By the clock of the database. */
  expiresAt: moment('expires_at').notNull(),
});

/** Another number each time that a server takes a World. */
export const worldFence = pgSequence('world_fence');

/** Which server has which World. What is written for a World names its server and fence, exactly. */
export const worldPlaces = pgTable(
  'world_places',
  {
    worldId: text('world_id').primaryKey(),
    serverId: text('server_id')
      .notNull()
      .references(() => signalingServers.id, { onDelete: 'cascade' }),
    fence: bigint('fence', { mode: 'bigint' })
      .notNull()
      .default(sql`nextval('world_fence')`),
    /** How many are in it, a moment ago. */
    people: integer('people').notNull().default(0),
  },
  (table) => [index('world_places_server').on(table.serverId)],
);

/** What several servers tell each other: changes that reach people in Worlds, written with what they change. */
export const outbox = pgTable(
  'outbox',
  {
    /** Not a number that counts: after a failover, one may come again. */
    id: uuid('id').primaryKey().defaultRandom(),
    xid: transactionId('xid')
      .notNull()
      .default(sql`pg_current_xact_id()`),
    /** Which server has told it, and need not be told. */
    serverId: text('server_id').notNull(),
    news: jsonb('news').$type<readonly News[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('outbox_xid').on(table.xid)],
);

/** Attempts to guess something, where several servers count them together. */
export const attempts = pgTable('attempts', {
  /** Account and address. */
  key: text('key').primaryKey(),
  /** When the last of them were made. */
  madeAt: moment('made_at').array().notNull(),
});
