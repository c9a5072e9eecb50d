import type { Role } from '../role.ts';

/** Who may enter through a Door, as the World file says it. */
export interface DoorAccess {
  readonly type: 'open' | 'role' | 'knock';
  readonly allowedRoles?: readonly Role[] | undefined;
}

/**
 * Whether a Door lets a Role enter the Zone it leads to. Going out is always free and is not asked here.
 *
 * @param insideCount people in the Zone that the Door leads to, those in Zones within it included
 */
export function doorAdmits(access: DoorAccess, role: Role, insideCount: number): boolean {
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
