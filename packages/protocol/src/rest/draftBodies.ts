import * as z from 'zod';
import { idString, worldVersion } from '../fields.ts';
import { versionNote } from './adminBodies.ts';

/** Limits and intervals of editing, the same on both sides. */
export const draftLimits = {
  /** Of the World file, unpacked. */
  fileBytes: 16 * 1024 * 1024,
  /** How long a lease lasts after it was taken, renewed, or used to save. */
  leaseMs: 90_000,
  /** How often its holder renews it. */
  renewMs: 30_000,
  /** After so long without activity, any editor may take the lease over. */
  idleMs: 10 * 60_000,
} as const;

/** Milliseconds since 1970. */
const moment = z.number();
/** Names one holding of a lease: who took it over has another one. */
const fence = idString;
/** Of a draft: it rises with every save, and when the draft is published or discarded; 0: there was none yet. */
const revision = z.int().min(0).max(0x7fff_ffff);
const revisionInQuery = z.coerce.number().pipe(revision);

/** The right to change the draft of a World, which one person has at a time. */
export const editorLeaseSchema = z.object({
  personId: idString,
  name: z.string(),
  since: moment,
  /** When they last changed something. */
  activeAt: moment,
  expiresAt: moment,
});
export type EditorLease = z.output<typeof editorLeaseSchema>;

export const draftStateSchema = z.object({
  /** The one that the next save replaces. */
  revision,
  /** null: nothing is saved that is not published. */
  draft: z
    .object({
      /** The version that it began with. */
      base: worldVersion,
      savedAt: moment,
      savedBy: z.string(),
      /** Of the file, unpacked. */
      bytes: z.int(),
    })
    .nullable(),
  /** null: nobody edits the World. */
  lease: editorLeaseSchema.nullable(),
  currentVersion: worldVersion,
  /** The server's clock, which the other moments are told by. */
  now: moment,
});
export type DraftState = z.output<typeof draftStateSchema>;

export const leaseRequestSchema = z.strictObject({
  /** Ends the present lease: your own, that of an idle editor or, for Admins, anybody's. */
  takeOver: z.boolean().default(false),
});
export const leaseReplySchema = draftStateSchema.extend({ fence });
export type LeaseReply = z.output<typeof leaseReplySchema>;
export const leaseRenewalSchema = z.strictObject({
  fence,
  /** Whether its holder has done something since the last renewal. */
  isActive: z.boolean(),
});
export const leaseEndSchema = z.strictObject({ fence });

/** Beside the file of a draft, in the query. */
export const draftSaveSchema = z.strictObject({
  fence,
  /** The revision that this one replaces. */
  revision: revisionInQuery,
  /** The version that the draft began with. */
  base: z.coerce.number().pipe(worldVersion),
});
export type DraftSave = z.output<typeof draftSaveSchema>;
export const draftSavedSchema = z.object({ revision, savedAt: moment });
export type DraftSaved = z.output<typeof draftSavedSchema>;
export const draftFileQuerySchema = z.strictObject({ revision: revisionInQuery });
export const draftEndSchema = z.strictObject({ fence, revision: revisionInQuery });
export type DraftEnd = z.output<typeof draftEndSchema>;

export const draftPublicationSchema = z.strictObject({
  fence,
  revision,
  /** The version that the draft began with: where another is current, nothing is published. */
  base: worldVersion,
  note: versionNote.default(''),
  /** Which number of the version in the file rises, as from `1.4.0` to `1.5.0` or `2.0.0`. */
  bump: z.enum(['minor', 'major']),
});
export type DraftPublication = z.output<typeof draftPublicationSchema>;
