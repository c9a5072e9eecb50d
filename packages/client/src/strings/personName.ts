import type { Role } from '@atrium/world';
import type { Strings } from './en.ts';

/** Somebody's name in the language of the page. Guests choose theirs freely, so theirs carries a mark. */
export function personName(
  { name, role }: { readonly name: string; readonly role: Role },
  { people }: Pick<Strings, 'people'>,
): string {
  return role === 'Guest' ? people.guestNamed(name) : name;
}
