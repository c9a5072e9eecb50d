import { Ellipsis, Footprints } from 'lucide-react';
import type { ZoneInfo } from '@atrium/world';
import { useMediaQuery, useServices, useStrings } from '../../app/useServices.ts';
import { countIn } from '../../rendering/signs/headCount.ts';
import { stopFollowing } from '../../visit/togetherActions.ts';
import { walkToPerson, walkToZone } from '../../visit/walkingActions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { AvatarFace } from '../../lobby/AvatarThumbnail.tsx';
import type { ListedPerson, PeopleGroup } from '../peopleGroups.ts';
import { useMediaState } from '../media/useMedia.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { PersonActions } from './PersonActions.tsx';
import { PersonIcons } from './PersonIcons.tsx';
import { PersonSound } from './PersonSound.tsx';

/** People by Zone, with what one can do about each. */
export function PeopleGroups({ groups }: { readonly groups: readonly PeopleGroup[] }) {
  const { session } = useVisit();
  const ownZoneId = useSurface(({ zone }) => zone?.id);
  return groups.map((group) => (
    <PeopleGroupList
      key={group.zone?.id ?? ''}
      group={group}
      selfId={session.self.personId}
      ownZoneId={ownZoneId}
    />
  ));
}

interface PeopleGroupListProps {
  readonly group: PeopleGroup;
  readonly selfId: string;
  readonly ownZoneId: string | undefined;
}

/** The people of one Zone. In your Zone you walk up to a person; elsewhere to their Door or border. */
function PeopleGroupList({ group, selfId, ownZoneId }: PeopleGroupListProps) {
  const { people: words } = useStrings();
  const visit = useVisit();
  const { zone, people } = group;
  const isOwn = zone !== undefined && zone.id === ownZoneId;
  const makeWay = useMakeWay();
  const services = useServices();
  const walk = (person: ListedPerson) => {
    stopFollowing(visit, services);
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
          <PersonRow
            key={person.personId}
            person={person}
            isSelf={person.personId === selfId}
            isHere={isOwn}
            onWalk={zone === undefined ? undefined : () => walk(person)}
          />
        ))}
      </ul>
    </section>
  );
}

interface PersonRowProps {
  readonly person: ListedPerson;
  readonly isSelf: boolean;
  /** Whether they share the Zone: their media are known then. */
  readonly isHere: boolean;
  readonly onWalk: (() => void) | undefined;
}

function PersonRow({ person, isSelf, isHere, onWalk }: PersonRowProps) {
  const { people: words, together } = useStrings();
  const isOpen = useSurface(({ openPersonId }) => openPersonId === person.personId);
  const { surface } = useVisit();
  const { personId, name, status, picture, look } = person;
  const toggle = () => surface.setState({ openPersonId: isOpen ? undefined : personId });
  const hasSound = useMediaState(({ people }) => people.has(personId)) && isHere && !isSelf;
  return (
    <li className="rounded-control transition-colors duration-150 hover:bg-raised">
      <div className="flex min-h-6 items-center gap-1 px-1">
        {/* For the mouse: by keyboard, the last button of the row does the same. */}
        <span
          onClick={isSelf ? undefined : toggle}
          className={`flex min-h-6 min-w-0 flex-1 items-center gap-1 ${isSelf ? '' : 'cursor-pointer'}`}
        >
          <span aria-hidden className="size-4 shrink-0 overflow-clip rounded-full bg-raised">
            {picture === undefined ? (
              <AvatarFace look={look} sizePx={32} />
            ) : (
              <img src={picture} alt="" className="size-full object-cover" />
            )}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate">
              <bdi>{name}</bdi>
              {isSelf && <span className="text-secondary"> ({words.you})</span>}
            </span>
            {status !== 'available' && (
              <span className="block truncate text-caption text-secondary">
                {together.status.name[status]}
              </span>
            )}
          </span>
        </span>
        {isHere && <PersonIcons personId={personId} isSelf={isSelf} />}
        {!isSelf && onWalk !== undefined && (
          <IconButton icon={Footprints} label={words.walkToPerson(name)} hintSide="left" onClick={onWalk} />
        )}
        {!isSelf && (
          <IconButton
            icon={Ellipsis}
            label={together.people.actions(name)}
            hintSide="left"
            isActive={isOpen}
            aria-expanded={isOpen}
            onClick={toggle}
          />
        )}
      </div>
      {isOpen && <PersonActions personId={personId} name={name} isHere={isHere} />}
      {isOpen && hasSound && <PersonSound personId={personId} name={name} />}
    </li>
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

interface OtherPlacesProps {
  readonly zones: readonly ZoneInfo[];
  /** People in each Zone. */
  readonly counts: ReadonlyMap<string, number>;
}

/** More places to walk to without a pointer. */
export function OtherPlaces({ zones, counts }: OtherPlacesProps) {
  const { people: words, zone: zoneWords } = useStrings();
  const visit = useVisit();
  const services = useServices();
  const makeWay = useMakeWay();
  if (zones.length === 0) return null;
  const walk = (zoneId: string) => {
    stopFollowing(visit, services);
    walkToZone(visit, zoneId);
    makeWay();
  };
  return (
    <section className="mt-1 border-t border-hairline pt-1">
      <h3 className="px-1 pb-0.5 text-caption font-semibold text-secondary">{words.otherPlaces}</h3>
      <ul>
        {zones.map((zone) => (
          <li
            key={zone.id}
            className="flex min-h-5.5 items-center gap-1 rounded-control px-1 hover:bg-raised"
          >
            {/* For the mouse: by keyboard, the button does the same. */}
            <span
              onClick={() => walk(zone.id)}
              className="min-w-0 flex-1 cursor-pointer content-center self-stretch truncate text-secondary"
            >
              {zone.name}
              {countIn(counts, zone.id) > 0 && ` · ${zoneWords.people(countIn(counts, zone.id))}`}
            </span>
            <IconButton
              icon={Footprints}
              label={words.walkToZone(zone.name)}
              hintSide="left"
              onClick={() => walk(zone.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
