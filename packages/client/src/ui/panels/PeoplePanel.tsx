import { Search, UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { statuses } from '@atrium/protocol';
import { useStrings } from '../../app/useServices.ts';
import { otherPlaces } from '../peopleGroups.ts';
import type { ListedPerson } from '../peopleGroups.ts';
import { Button } from '../controls/Button.tsx';
import { Select } from '../controls/Select.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useSurface, useVisit } from '../VisitContext.ts';
import { OtherPlaces, PeopleGroups } from './PeopleGroupList.tsx';
import { usePeople, usePeopleGroups } from './usePeople.ts';
import { useShownNames } from './useShownNames.ts';

/** Who is in the World, and where; a way to walk to them. */
export function PeoplePanel() {
  const { people: words } = useStrings();
  const [search, setSearch] = useState('');
  const answer = usePeople();
  return (
    <>
      <OwnStatus />
      <div className="relative p-1">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2 size-2 -translate-y-1/2 text-secondary"
        />
        <input
          data-autofocus
          dir="auto"
          type="text"
          inputMode="search"
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="h-5.5 w-full rounded-control border border-edge bg-background pr-5.5 pl-4 text-emphasis placeholder:text-secondary"
        />
        {search !== '' && (
          <IconButton
            icon={X}
            label={words.clearSearch}
            hintSide="left"
            onClick={() => setSearch('')}
            className="absolute! top-1 right-1"
          />
        )}
      </div>
      <div className="scroll-slim min-h-0 flex-1 overflow-y-auto overscroll-contain px-1 pb-1">
        {answer.kind === 'loading' && (
          <div className="p-1">
            <Spinner label={words.loading} />
          </div>
        )}
        {answer.kind === 'failed' && <p className="p-1 text-secondary">{words.failed}</p>}
        {answer.kind === 'listed' && <PeopleList people={answer.people} search={search} />}
      </div>
    </>
  );
}

/** What one says of oneself to the others. */
function OwnStatus() {
  const { together } = useStrings();
  const { status } = useVisit();
  const chosen = useStore(status.store, (kept) => kept.chosen);
  return (
    <label className="flex items-center justify-between gap-1 px-2 pt-1">
      {together.status.title}
      <Select
        value={chosen}
        onChange={(value) => status.choose(value)}
        options={statuses.map((value) => ({ value, label: together.status.name[value] }))}
      />
    </label>
  );
}

function OnlyYou() {
  const { people: words, toolbar } = useStrings();
  const { surface } = useVisit();
  return (
    <div className="flex flex-wrap items-center justify-between gap-1 p-1 text-secondary">
      {words.onlyYou}
      <Button look="secondary" onClick={() => surface.setState({ panel: 'invite' })}>
        <UserPlus aria-hidden className="size-2" />
        {toolbar.invite}
      </Button>
    </div>
  );
}

interface PeopleListProps {
  readonly people: readonly ListedPerson[];
  readonly search: string;
}

function PeopleList({ people, search }: PeopleListProps) {
  const { people: words } = useStrings();
  const { space } = useVisit();
  const zone = useSurface((state) => state.zone);
  const counts = useSurface((state) => state.counts);
  const groups = usePeopleGroups(people, search);
  const found = search.trim() === '' ? [] : groups.flatMap((group) => group.people);
  useShownNames(found.map(({ personId }) => personId));

  if (groups.length === 0) return <p className="p-1 text-secondary">{words.nobodyFound(search.trim())}</p>;
  return (
    <>
      <PeopleGroups groups={groups} />
      {people.length === 1 && search === '' && <OnlyYou />}
      {search === '' && (
        <OtherPlaces zones={otherPlaces(space.zones.all, counts, zone?.id ?? '')} counts={counts} />
      )}
    </>
  );
}
