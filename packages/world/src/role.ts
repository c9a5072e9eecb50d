/** What a person is in a Workspace, from the most rights to the fewest. */
export const roles = ['Admin', 'Editor', 'Member', 'Guest'] as const;
export type Role = (typeof roles)[number];
