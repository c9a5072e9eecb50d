import type { Role } from '@atrium/world';
import type { Strings } from './en.ts';

/**
 * Somebody's name in the language of the page. Guests choose theirs freely, so theirs carries a mark.
 *
 * @param person with the Role `null` where it is not known: in records from before it was kept, and of what is no person
 */
export function personName(
  { name, role }: { readonly name: string; readonly role: Role | null },
  { people }: Pick<Strings, 'people'>,
): string {
  return role === 'Guest' ? people.guestNamed(name) : name;
}
