import type { Identity, ModerationRecords } from '@atrium/signaling';
import { Visits, WorkspaceFailure } from '@atrium/workspace';
import type { VisitTokens, WorkspaceServices } from '@atrium/workspace';
import type { WorldAccess } from './worldAccess.ts';

export interface WorkspaceAccessOptions {
  readonly services: WorkspaceServices;
  readonly tokens: VisitTokens;
  /** Of the whole server, besides those of each Workspace. */
  readonly embedOrigins: readonly string[];
  /** What the other way to sign in is called; `undefined`: there is none. */
  readonly oidcName: string | undefined;
}

/** A server with accounts: people enter the Worlds of their Workspace, Guests those that let them in. */
export function createWorkspaceAccess(options: WorkspaceAccessOptions): WorldAccess {
  const { services, tokens, embedOrigins, oidcName } = options;
  const { worlds, workspaces, setup } = services;
  const visits = new Visits(services, tokens);
  const identity: Identity = { identify: (token, whereabouts) => visits.identify(token, whereabouts) };
  return {
    identity,
    worlds: {
      async load(worldId) {
        const kept = await worlds.find(worldId);
        if (kept === undefined || kept.isArchived) return undefined;
        const { settings } = await workspaces.show(kept.workspaceId);
        const { world, layout } = await worlds.read(kept);
        const { name, createdAtMs, currentVersion: version } = kept;
        return { world, layout, name, createdAtMs, version, maxPeople: settings.maxPeoplePerWorld };
      },
    },
    moderation: recordModeration(services),
    sanctions: services.sanctions,
    editors: {
      async load(worldId) {
        const lease = await services.leases.find(worldId);
        return lease && { by: lease.holder, forMs: lease.expiresAtMs - services.ports.nowMs() };
      },
    },
    async list(credentials, worldId) {
      const list = await visits.listWorlds(credentials, worldId);
      const [first] = list;
      const settings = first && (await workspaces.show(first.workspaceId)).settings;
      return {
        worlds: list,
        embedOrigins: [...embedOrigins, ...(settings?.embedOrigins ?? [])],
        links: settings?.links ?? [],
        accounts: { isSetUp: list.length > 0 || (await setup.isDone()), oidcName: oidcName ?? null },
      };
    },
    personOf: (credentials) => visits.personOf(credentials),
    read: ({ version: currentVersion, ...world }) => worlds.readJson({ ...world, currentVersion }),
    async admitGuest({ name, token, worldId, link }, address) {
      if (worldId === undefined) throw new WorkspaceFailure('bad_message', 'Name the World to be entered.');
      const guest = await visits.admitGuest(name, worldId, { token, guestLink: link, address });
      return { token: guest.token, personId: guest.personId, name: guest.name, expiresAt: guest.expiresAtMs };
    },
  };
}

function recordModeration({ audit, bans, reports }: WorkspaceServices): ModerationRecords {
  return {
    record: ({ workspaceId, worldId, zoneId, actor, person, action, reason }) =>
      audit.record({
        workspaceId,
        actor,
        action: action === 'lockDoor' || action === 'unlockDoor' ? `door.${action}` : `person.${action}`,
        target: { id: person.personId, name: person.name, role: person.role },
        reason,
        details: { worldId, zoneId },
      }),
    ban: ({ workspaceId, actor, person, address, reason, forMs }) =>
      bans.make(workspaceId, actor, { person, address, reason, forMs }),
    report: (report) => reports.make(report),
  };
}
