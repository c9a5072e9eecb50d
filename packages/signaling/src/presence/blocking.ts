import type { Avatar } from './avatar.ts';

/** Whether one of two people has blocked the other: then neither hears nor reads the other. */
export function isBlockedBetween(a: Avatar, b: Avatar): boolean {
  return a.blocked.has(b.person.personId) || b.blocked.has(a.person.personId);
}
