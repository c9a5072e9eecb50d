import type { AvatarLook, Status } from '@atrium/protocol';
import type { Role, ZoneInfo } from '@atrium/world';

/** Somebody in the World, as the People list gives them. */
export interface ListedPerson {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly status: Status;
  readonly look: AvatarLook;
  /** Address of an image, where they have one. */
  readonly picture?: string | undefined;
  /** `null`: in a private room, whichever it is. */
  readonly zoneId: string | null;
}

/** The people of one Zone; `zone` is `undefined` for those in private rooms. */
export interface PeopleGroup {
  readonly zone: ZoneInfo | undefined;
  readonly people: readonly ListedPerson[];
}

export interface PeopleQuery {
  readonly people: readonly ListedPerson[];
  readonly zones: readonly ZoneInfo[];
  readonly selfId: string;
  readonly selfZoneId: string;
  /** Everybody whom the person sees, themselves included: their Zone is no secret to them. */
  readonly visibleIds: ReadonlySet<string>;
  /** Part of a name; accents and case do not matter. */
  readonly search: string;
  readonly locale: string;
}

/** Groups people by Zone: yours first, then in World order, private rooms last. You come first in your group. */
export function groupPeople(query: PeopleQuery): readonly PeopleGroup[] {
  const { people, zones, selfId, selfZoneId, visibleIds, locale } = query;
  const wanted = searchable(query.search.trim());
  const found = people.filter(({ name }) => searchable(name).includes(wanted));
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const sorted = found.sort((a, b) => {
    if (a.personId === selfId) return -1;
    if (b.personId === selfId) return 1;
    return collator.compare(a.name, b.name);
  });
  const zoneOf = (person: ListedPerson) => (visibleIds.has(person.personId) ? selfZoneId : person.zoneId);
  const ownFirst = [...zones].sort((a, b) => Number(b.id === selfZoneId) - Number(a.id === selfZoneId));
  const groups: PeopleGroup[] = [...ownFirst, undefined].map((zone) => ({
    zone,
    people: sorted.filter((person) => zoneOf(person) === (zone?.id ?? null)),
  }));
  return groups.filter((group) => group.people.length > 0);
}

/**
 * Zones without a group, other than yours: empty ones, and private rooms, since nobody
 * is told who is in which.
 */
export function otherPlaces(
  zones: readonly ZoneInfo[],
  counts: ReadonlyMap<string, number>,
  selfZoneId: string,
): readonly ZoneInfo[] {
  return zones.filter(
    ({ id, type }) => id !== selfZoneId && (type === 'PrivateRoom' || (counts.get(id) ?? 0) === 0),
  );
}

/** A text as people search for it: accents and case do not matter. */
export function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
