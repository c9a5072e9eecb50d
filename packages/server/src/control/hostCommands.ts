import * as z from 'zod';
import { WorkspaceFailure, makePasswordLink, writeBackup } from '@atrium/workspace';
import type { BlobStore, Database, WorkspaceServices } from '@atrium/workspace';

/** What the host can do by the command line. */
export const hostCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('backup'), file: z.string() }),
  z.strictObject({ command: z.literal('check') }),
  z.strictObject({ command: z.literal('workspace-link') }),
  z.strictObject({ command: z.literal('password-link'), email: z.string() }),
]);
export type HostCommand = z.output<typeof hostCommandSchema>;

export interface HostCommandParts {
  readonly services: WorkspaceServices;
  readonly database: Database;
  readonly blobs: BlobStore;
  /** Where people reach this server, as far as it knows. */
  readonly url: string;
}

/**
 * Does it.
 *
 * @returns what is printed
 * @throws WorkspaceFailure; Error
 */
export async function runHostCommand(parts: HostCommandParts, order: HostCommand): Promise<string> {
  const { services, database, blobs, url } = parts;
  switch (order.command) {
    case 'backup': {
      const { rows, blobs: count, missingImages } = await writeBackup(database.sql, blobs, order.file);
      const written = [
        `${order.file} holds ${rows} rows and ${count} files.`,
        'It does not hold the secret (ATRIUM_SECRET, or the file "secret" in the data folder), settings, certificates or logs:',
        'after a restore, everyone signs in again and guests open their link again. See docs/host/backups.md.',
      ];
      if (missingImages.length > 0) {
        written.push(`These images are missing here, and so in the backup: ${missingImages.join(', ')}`);
      }
      return written.join('\n');
    }
    case 'check': {
      const askedAtMs = performance.now();
      await database.sql.execute('select 1');
      return `It answers within ${Math.ceil(performance.now() - askedAtMs)} ms.`;
    }
    case 'workspace-link':
      return `Make the Workspace, once, at ${url}/setup#${await services.setup.makeLink()}`;
    case 'password-link': {
      const userId = await services.accounts.findByEmail(order.email);
      if (userId === undefined)
        throw new WorkspaceFailure('person_unknown', 'Nobody has an account with this address.');
      const token = await makePasswordLink(services.ports, userId);
      return `A new password is chosen, once, within 24 hours, at ${url}/password#${token}`;
    }
  }
}
