import { and, eq } from 'drizzle-orm';
import type { Sql } from '../database/database.ts';
import { editorLeases } from '../database/schema.ts';
import type { Tell } from '../cluster/changeTold.ts';

/**
 * Ends the leases of a person who may no longer build.
 *
 * @returns the ids of the Worlds
 */
export async function endLeases(
  sql: Pick<Sql, 'delete'>,
  workspaceId: string,
  personId: string,
): Promise<readonly string[]> {
  const ended = await sql
    .delete(editorLeases)
    .where(and(eq(editorLeases.workspaceId, workspaceId), eq(editorLeases.holderId, personId)))
    .returning({ worldId: editorLeases.worldId });
  return ended.map(({ worldId }) => worldId);
}

/** Those in a World see that nobody edits it any more. */
export function tellEndOfLease(tell: Tell, worldId: string): void {
  tell.world({ worldId, what: 'editing-ended' });
}
