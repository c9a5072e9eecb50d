import type { CloseReason } from '@atrium/protocol';
import type { Present, SignalingServer } from '@atrium/signaling';
import type { AccessChange } from '@atrium/workspace';
import type { OpenWorkspaces } from './openWorkspaces.ts';

const closeReasons: Readonly<Record<AccessChange['why'], CloseReason>> = {
  'signed-out': 'notAuthenticated',
  'access-changed': 'accessChanged',
  banned: 'banned',
  'world-closed': 'worldClosed',
};

/** Ends the connections of everybody whom a change concerns. */
function endAccess(signaling: SignalingServer, change: AccessChange): void {
  signaling.endAccess((present) => isConcerned(present, change), closeReasons[change.why]);
}

function isConcerned({ workspaceId, worldId, person, address }: Present, change: AccessChange): boolean {
  return (
    workspaceId === change.workspaceId &&
    fits(change.personId, person.personId) &&
    fits(change.accessId, person.accessId) &&
    fits(change.worldId, worldId) &&
    fits(change.address, address) &&
    fits(change.role, person.role)
  );
}

function fits(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted === found;
}

/** What changes in a Workspace reaches the people who are in its Worlds. */
export function tellOfChanges(workspaces: OpenWorkspaces, signaling: SignalingServer): void {
  workspaces.peopleIn = (worldId) => signaling.peopleIn(worldId);
  workspaces.onNews = (told) => {
    if (told.about === 'access') return endAccess(signaling, told.change);
    const { news } = told;
    if (news.what === 'renamed') return signaling.worldRenamed(news.worldId, news.name);
    if (news.what === 'editing-ended') return signaling.worldEdited(news.worldId, undefined);
    const { personId, name, role } = news.by;
    const by = { personId, name, role };
    if (news.what === 'editing') return signaling.worldEdited(news.worldId, { by, forMs: news.forMs });
    signaling.worldPublished(news.worldId, by);
  };
}
