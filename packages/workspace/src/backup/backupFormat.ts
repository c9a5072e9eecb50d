import * as z from 'zod';

export const backupFormat = 1;
export const manifestName = 'atrium-backup.json';
/** The first file of a backup. */
export const manifestSchema = z.object({
  format: z.literal(backupFormat),
  createdAt: z.string(),
  /** How many migrations the tables have seen. */
  migrations: z.int().min(1),
});

/**
 * What is backed up, each table after those that it refers to. Sign-ins, one-time links and the leases of editors are not:
 * after a restore, everybody signs in anew.
 */
export const backedUpTables = [
  'workspaces',
  'users',
  'identities',
  'memberships',
  'worlds',
  'world_versions',
  'door_locks',
  'board_files',
  'assets',
  'asset_uses',
  'world_drafts',
  'draft_asset_uses',
  'invitations',
  'bans',
  'sanctions',
  'reports',
  'problem_reports',
  'api_tokens',
  'audit_log',
] as const;
/** Its rows never change and may be many: they are read in turns, between which others have the database. */
export const auditTable = 'audit_log';
export type BackedUpTable = (typeof backedUpTables)[number];

/** A backup that cannot be made or restored. The message is for the host. */
export class BackupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackupError';
  }
}
