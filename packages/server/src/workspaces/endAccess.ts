import type { CloseReason } from '@atrium/protocol';
import type { Present, SignalingServer } from '@atrium/signaling';
import type { AccessChange } from '@atrium/workspace';

const closeReasons: Readonly<Record<AccessChange['why'], CloseReason>> = {
  'signed-out': 'notAuthenticated',
  'access-changed': 'accessChanged',
  banned: 'banned',
  'world-closed': 'worldClosed',
};

/** Ends the connections of everybody whom a change concerns. */
export function endAccess(signaling: SignalingServer, change: AccessChange): void {
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
