import type { Role } from '../role.ts';

/** Who may enter through a Door, as the World file says it. */
export interface DoorAccess {
  readonly type: 'open' | 'role' | 'knock';
  readonly allowedRoles?: readonly Role[] | undefined;
}

/** How people inside hold a Door: open for everybody, or closed unless you knock; `null`: as the World file says. */
export type DoorHold = 'open' | 'closed' | null;

/** What people have done to a Door; nothing of it is in the World file. */
export interface DoorState {
  /** By an Admin, until an Admin unlocks it. */
  readonly locked: boolean;
  /** Counts while somebody is inside, and ends with the last of them. */
  readonly held: DoorHold;
}

export const doorAtRest: DoorState = { locked: false, held: null };

/**
 * Whether a Door lets a Role enter the Zone it leads to. Going out is always free and is not asked here.
 *
 * @param insideCount people in the Zone that the Door leads to, those in Zones within it included
 */
export function doorAdmits(
  access: DoorAccess,
  role: Role,
  insideCount: number,
  { locked, held }: DoorState = doorAtRest,
): boolean {
  if (locked && role !== 'Admin') return false;
  if (insideCount > 0 && held !== null) return held === 'open';
  switch (access.type) {
    case 'open':
      return true;
    case 'role':
      return access.allowedRoles?.includes(role) ?? false;
    case 'knock':
      // Somebody inside has to answer; an empty room opens for the Roles that are listed.
      return insideCount === 0 && (access.allowedRoles?.includes(role) ?? false);
  }
}

/** Whether a knock of this Role can be answered with yes: a lock and a list of Roles are not for those inside to lift. */
export function mayKnock(access: DoorAccess, role: Role, { locked }: DoorState = doorAtRest): boolean {
  if (locked && role !== 'Admin') return false;
  return access.type !== 'role' || (access.allowedRoles?.includes(role) ?? false);
}

/** Whether people inside may hold a Door so: one to knock at can be held open, the others can be held closed. */
export function canHoldDoor(access: DoorAccess, held: DoorHold): boolean {
  return held === null || (held === 'open') === (access.type === 'knock');
}
