import { embedOriginSchema } from '@atrium/protocol';
import type { WorkspaceServices } from '@atrium/workspace';

/**
 * Origins that Admins allow to be shown beside their Worlds, of all Workspaces: what the pages of this server may frame.
 * Which of them a World shows, its own Workspace says. Known from the first page on, and right after a change.
 */
export async function readEmbedOriginsInUse({
  workspaces,
}: WorkspaceServices): Promise<() => readonly string[]> {
  await workspaces.list();
  // Values for a header are checked again, wherever they come from.
  return () => workspaces.embedOrigins().filter((origin) => embedOriginSchema.safeParse(origin).success);
}
