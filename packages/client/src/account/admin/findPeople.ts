import type { AccountRole, Member } from '@atrium/protocol';
import { searchable } from '../../ui/peopleGroups.ts';

export interface PeopleFilter {
  /** Part of a name or an email address; accents and case do not matter. */
  readonly search: string;
  /** `undefined`: every Role. */
  readonly role: AccountRole | undefined;
  /** Counted from 1. */
  readonly page: number;
}

/** One page of the people who were looked for. */
export interface FoundPeople {
  readonly shown: readonly Member[];
  /** On all pages together. */
  readonly count: number;
  readonly page: number;
  readonly pages: number;
}

export const peopleOnPage = 25;

/** The people who fit, page by page; a page that is not there any more is the last one. */
export function findPeople(people: readonly Member[], filter: PeopleFilter): FoundPeople {
  const found = matching(people, filter.search).filter(
    ({ role }) => filter.role === undefined || role === filter.role,
  );
  const pages = Math.max(1, Math.ceil(found.length / peopleOnPage));
  const page = Math.min(Math.max(1, filter.page), pages);
  return {
    shown: found.slice((page - 1) * peopleOnPage, page * peopleOnPage),
    count: found.length,
    page,
    pages,
  };
}

/** Those in whose name or email address each word of the search is. */
export function matching<Person extends Pick<Member, 'name' | 'email'>>(
  people: readonly Person[],
  search: string,
): readonly Person[] {
  const words = searchable(search).split(/\s+/).filter(Boolean);
  return people.filter(({ name, email }) => {
    const text = searchable(`${name} ${email}`);
    return words.every((word) => text.includes(word));
  });
}
