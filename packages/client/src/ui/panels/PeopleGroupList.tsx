import { Footprints } from 'lucide-react';
import type { ZoneInfo } from '@atrium/world';
import { useMediaQuery, useStrings } from '../../app/services.ts';
import { walkToPerson, walkToZone } from '../../visit/visitActions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { initialsOf } from '../initials.ts';
import type { ListedPerson, PeopleGroup } from '../peopleGroups.ts';
import { useVisit } from '../VisitContext.ts';

interface PeopleGroupListProps {
  readonly group: PeopleGroup;
  readonly selfId: string;
  readonly ownZoneId: string | undefined;
}

/** The people of one Zone. Inside one's own, one walks up to them; elsewhere to the Door or border of theirs. */
export function PeopleGroupList({ group, selfId, ownZoneId }: PeopleGroupListProps) {
  const { people: words } = useStrings();
  const visit = useVisit();
  const { zone, people } = group;
  const isOwn = zone !== undefined && zone.id === ownZoneId;
  const makeWay = useMakeWay();
  const walk = (person: ListedPerson) => {
    if (isOwn) walkToPerson(visit, person.personId);
    else if (zone !== undefined) walkToZone(visit, zone.id);
    makeWay();
  };
  return (
    <section className="pt-1">
      <h3 className="px-1 pb-0.5 text-caption font-semibold text-secondary">
        {zone?.name ?? words.inPrivateRoom}
        {isOwn && <span className="text-accent"> · {words.here}</span>}
      </h3>
      <ul>
        {people.map((person) => (
          <li
            key={person.personId}
            className="flex min-h-6 items-center gap-1 rounded-control px-1 transition-colors duration-150 hover:bg-raised"
          >
            <span
              aria-hidden
              className="grid size-4 shrink-0 place-items-center rounded-full bg-raised text-caption font-semibold text-secondary"
            >
              {initialsOf(person.name)}
            </span>
            <span className="min-w-0 flex-1 truncate">
              {person.name}
              {person.personId === selfId && <span className="text-secondary"> ({words.you})</span>}
            </span>
            {person.personId !== selfId && zone !== undefined && (
              <IconButton
                icon={Footprints}
                label={words.walkToPerson(person.name)}
                hintSide="left"
                onClick={() => walk(person)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** On a phone the list covers the Avatar: it goes when one sets off. */
function useMakeWay(): () => void {
  const { surface } = useVisit();
  const isSheet = useMediaQuery('(max-width: 39.99rem)');
  return () => {
    if (isSheet) surface.setState({ panel: undefined });
  };
}

/** Zones with nobody in them: places to walk to without a pointer. */
export function EmptyPlaces({ zones }: { readonly zones: readonly ZoneInfo[] }) {
  const { people: words } = useStrings();
  const visit = useVisit();
  const makeWay = useMakeWay();
  if (zones.length === 0) return null;
  return (
    <section className="mt-1 border-t border-hairline pt-1">
      <h3 className="px-1 pb-0.5 text-caption font-semibold text-secondary">{words.emptyPlaces}</h3>
      <ul>
        {zones.map((zone) => (
          <li
            key={zone.id}
            className="flex min-h-5.5 items-center gap-1 rounded-control px-1 hover:bg-raised"
          >
            <span className="min-w-0 flex-1 truncate text-secondary">{zone.name}</span>
            <IconButton
              icon={Footprints}
              label={words.walkToZone(zone.name)}
              hintSide="left"
              onClick={() => {
                walkToZone(visit, zone.id);
                makeWay();
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
