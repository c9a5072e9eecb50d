import type { Logger } from 'pino';
import { embedOriginSchema } from '@atrium/protocol';
import type { WorkspaceServices } from '@atrium/workspace';
import { withoutValues } from './withoutValues.ts';

const askAgainMs = 5_000;

/**
 * Origins that Admins allow to be shown beside their Worlds, of all Workspaces: what the pages of this server may frame.
 * Which of them a World shows, its own Workspace says. Known a few seconds after a change.
 */
export function createEmbedOriginsInUse(
  { workspaces }: WorkspaceServices,
  log: Logger,
): () => readonly string[] {
  let origins: readonly string[] = [];
  let askedAtMs = Number.NEGATIVE_INFINITY;
  const ask = async () => {
    const all = await workspaces.list();
    const named = all.flatMap(({ settings }) => settings.embedOrigins);
    // What stands in a header is looked at again, wherever it comes from.
    origins = [...new Set(named)].filter((origin) => embedOriginSchema.safeParse(origin).success);
  };
  return () => {
    const nowMs = performance.now();
    if (nowMs - askedAtMs > askAgainMs) {
      askedAtMs = nowMs;
      ask().catch((cause: unknown) =>
        log.error({ err: withoutValues(cause) }, 'reading settings of Workspaces'),
      );
    }
    return origins;
  };
}
