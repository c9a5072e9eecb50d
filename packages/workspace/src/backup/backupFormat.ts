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
 * What is backed up, each table after those that it refers to. Sign-ins and one-time links are not: after a restore,
 * everybody signs in anew.
 */
export const backedUpTables = [
  'workspaces',
  'users',
  'identities',
  'memberships',
  'worlds',
  'world_versions',
  'assets',
  'asset_uses',
  'invitations',
  'bans',
  'reports',
  'api_tokens',
  'audit_log',
] as const;
export type BackedUpTable = (typeof backedUpTables)[number];

/** A file that is no backup, or one that cannot be restored here. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupError';
  }
}
