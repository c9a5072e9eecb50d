/** What a person is in a Workspace, from the most rights to the fewest. */
export const roles = ['Admin', 'Editor', 'Member', 'Guest'] as const;
export type Role = (typeof roles)[number];

/** Everything that not everybody may do, and the Roles that may. The one table that server and Client go by. */
export const rights = {
  /** Be in Worlds, talk, sit, use Objects; Guests where a World admits them, and for a limited time. */
  enterWorlds: ['Admin', 'Editor', 'Member', 'Guest'],
  report: ['Admin', 'Editor', 'Member', 'Guest'],
  block: ['Admin', 'Editor', 'Member', 'Guest'],
  /** See who belongs to the Workspace, and change one's own account. */
  belong: ['Admin', 'Editor', 'Member'],
  build: ['Admin', 'Editor'],
  /** Go on with the draft of somebody who is still building. */
  takeOverDrafts: ['Admin'],
  manageAssets: ['Admin', 'Editor'],
  mute: ['Admin', 'Editor'],
  removeFromZone: ['Admin'],
  kick: ['Admin'],
  ban: ['Admin'],
  lockDoors: ['Admin'],
  /** Create, rename, archive and delete Worlds, and say which comes first. */
  manageWorlds: ['Admin'],
  /** People, their Roles, invitations and guest links. */
  managePeople: ['Admin'],
  changeSettings: ['Admin'],
  readReports: ['Admin'],
  readAuditLog: ['Admin'],
  seeLiveState: ['Admin'],
  manageApiTokens: ['Admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Right = keyof typeof rights;

const forPeopleOnly: ReadonlySet<Right> = new Set<Right>(['managePeople', 'manageApiTokens']);

/**
 * Whether no program may use a right, whatever the Role of its API token: a token that could make tokens, invitations or
 * links for new passwords would outlive itself.
 */
export function isForPeopleOnly(right: Right): boolean {
  return forPeopleOnly.has(right);
}

export function hasRight(role: Role, right: Right): boolean {
  const allowed: readonly Role[] = rights[right];
  return allowed.includes(role);
}
