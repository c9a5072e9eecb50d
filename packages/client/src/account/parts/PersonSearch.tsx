import { X } from 'lucide-react';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Member } from '@atrium/protocol';
import { Button } from '../../ui/controls/Button.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { matching } from '../admin/findPeople.ts';
import { Field } from './Field.tsx';

/** Most people offered at once; typing more of the name narrows the list. */
const mostOffered = 6;

interface PersonSearchProps {
  readonly label: string;
  /** Where nobody is chosen. */
  readonly everybody: string;
  readonly people: readonly Member[];
  readonly chosenId: string | undefined;
  readonly onChoose: (personId: string | undefined) => void;
}

/** One person of many, found by typing a part of their name. */
export function PersonSearch({ label, everybody, people, chosenId, onChoose }: PersonSearchProps) {
  const { people: words } = useAccountStrings();
  const [search, setSearch] = useState('');
  const [wasCleared, setCleared] = useState(false);
  const id = useId();
  const chosen = people.find(({ personId }) => personId === chosenId);
  if (chosen !== undefined) {
    const clear = () => {
      setCleared(true);
      onChoose(undefined);
    };
    return (
      <div className="flex min-w-0 flex-col gap-0.5">
        <span className="text-body font-semibold">{label}</span>
        <Button look="secondary" autoFocus onClick={clear} aria-label={words.clear(chosen.name)}>
          <bdi className="min-w-0 truncate">{chosen.name}</bdi>
          <X aria-hidden className="size-2 shrink-0" />
        </Button>
      </div>
    );
  }
  return (
    <div
      className="relative min-w-0 flex-[0_1_16rem]"
      onKeyDown={walkThroughOffers}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setSearch('');
      }}
    >
      <Field
        label={label}
        type="search"
        placeholder={everybody}
        value={search}
        maxLength={80}
        autoComplete="off"
        autoFocus={wasCleared}
        aria-controls={id}
        onChange={setSearch}
      />
      <div role="status" id={id}>
        {search.trim() !== '' && (
          <Offers
            found={matching(people, search)}
            onChoose={(personId) => {
              setSearch('');
              onChoose(personId);
            }}
          />
        )}
      </div>
    </div>
  );
}

interface OffersProps {
  readonly found: readonly Member[];
  readonly onChoose: (personId: string) => void;
}

function Offers({ found, onChoose }: OffersProps) {
  const { people: words } = useAccountStrings();
  return (
    <ul className="float-card absolute z-20 mt-0.5 w-full p-0.5">
      {found.slice(0, mostOffered).map((person) => (
        <li key={person.personId}>
          <button
            type="button"
            className="min-h-5.5 w-full rounded-control px-1 text-left text-body wrap-anywhere hover:bg-raised-hover"
            // What is typed keeps the focus until the choice is made: Safari gives it to nothing.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(person.personId)}
          >
            <bdi>{person.name}</bdi>
            <span className="block text-caption text-secondary">{person.email}</span>
          </button>
        </li>
      ))}
      {found.length === 0 && <li className="p-1 text-body text-secondary">{words.nobodyFound}</li>}
      {found.length > mostOffered && (
        <li className="p-1 text-caption text-secondary">{words.more(found.length - mostOffered)}</li>
      )}
    </ul>
  );
}

/** Arrow keys lead from what is typed to those who are offered, and back. */
function walkThroughOffers(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const places = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('input, button'));
  const now = places.findIndex((place) => place === document.activeElement);
  event.preventDefault();
  places[now + step]?.focus();
}
