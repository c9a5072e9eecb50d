import { ChevronDown, Lock, Presentation, Trees, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useStore } from 'zustand';
import type { ZoneType } from '@atrium/world';
import { useMediaQuery, useStrings } from '../app/useServices.ts';
import { countIn } from '../rendering/signs/headCount.ts';
import { ConnectionButton } from './media/ConnectionButton.tsx';
import { lazyPart, Part } from './Part.tsx';
import { useSurface, useVisit } from './VisitContext.ts';
import { ZoneCard } from './ZoneCard.tsx';

const DoorCard = lazyPart(async () => (await import('./DoorCard.tsx')).DoorCard);
const Builder = lazyPart(async () => (await import('./building/Builder.tsx')).Builder);
const VisitEnd = lazyPart(async () => (await import('./visitEnd/VisitEnd.tsx')).VisitEnd);

const icons: Readonly<Record<ZoneType, LucideIcon>> = {
  OpenArea: Trees,
  TeamArea: Users,
  MeetingRoom: Presentation,
  PrivateRoom: Lock,
};
const colours: Readonly<Record<ZoneType, string>> = {
  OpenArea: 'text-open-area',
  TeamArea: 'text-team-area',
  MeetingRoom: 'text-meeting-room',
  PrivateRoom: 'text-private-room',
};

/** Where one is, always to be seen; what is allowed there, on entry and on request, and behind the Door one stands before. */
export function ZoneCorner() {
  const strings = useStrings();
  const { space, surface, notices } = useVisit();
  const door = useSurface(({ doorAheadId }) =>
    doorAheadId === undefined ? undefined : space.door(doorAheadId),
  );
  const zone = useSurface((state) => state.zone);
  const isOpen = useSurface((state) => state.showsZoneCard);
  const count = useSurface((state) => (state.zone === undefined ? 0 : countIn(state.counts, state.zone.id)));
  // Where there is no room for both, the card makes way for what has just happened.
  const isNarrow = useMediaQuery('(max-width: 63.99rem)');
  // Tiles begin right beside the name there.
  const isShort = useMediaQuery('(max-height: 30rem)');
  const hasNotices = useStore(notices.store, (shown) => shown.length > 0);
  if (zone === undefined) return null;
  const Icon = icons[zone.type];
  return (
    <div className="pointer-events-none! absolute top-[max(0.5rem,env(safe-area-inset-top))] left-[max(0.5rem,env(safe-area-inset-left))] flex max-w-[calc(100%-1rem)] flex-col items-start gap-1 sm:max-w-[30rem]">
      <div className="pointer-events-none flex max-w-full gap-0.5">
        <button
          type="button"
          aria-expanded={isOpen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => surface.setState({ showsZoneCard: !isOpen })}
          className="float-card pointer-events-auto flex min-h-5.5 min-w-0 items-center gap-1 px-1.5 text-body transition-colors duration-150 hover:bg-raised"
        >
          <Icon aria-hidden className={`size-2.5 shrink-0 ${colours[zone.type]}`} />
          <bdi className="truncate font-semibold">{zone.name}</bdi>
          {count > 0 && <Count people={count} />}
          <span className="sr-only">{strings.zone.showRules}</span>
          <ChevronDown
            aria-hidden
            className={`size-2 shrink-0 text-secondary transition-transform duration-150 ${isOpen ? 'rotate-180' : ''}`}
          />
        </button>
        <ConnectionButton />
        {!isShort && <LimitedVisit />}
        {isNarrow && <Building />}
      </div>
      {isShort && <LimitedVisit />}
      {!isNarrow && <Building />}
      {(isOpen || door !== undefined) && !(isNarrow && hasNotices) && (
        <div className="max-xl:mt-[max(0px,var(--top-bars,0px)-4rem)]">
          {isOpen ? (
            <ZoneCard key={zone.id} zone={zone} />
          ) : (
            door !== undefined && (
              <Part>
                <DoorCard key={door.id} door={door} />
              </Part>
            )
          )}
        </div>
      )}
    </div>
  );
}

/** On a phone a number alone, so that the name has room. */
function Count({ people }: { readonly people: number }) {
  const strings = useStrings();
  return (
    <span className="flex shrink-0 items-center gap-0.5 text-secondary">
      <span aria-hidden>·</span>
      <span aria-hidden className="sm:hidden">
        {people}
      </span>
      <span className="max-sm:sr-only">{strings.zone.people(people)}</span>
    </span>
  );
}

/** Fetched once somebody else builds. */
function Building() {
  const isBuilding = useSurface(({ builder }) => builder !== undefined);
  if (!isBuilding) return null;
  return (
    <Part>
      <Builder />
    </Part>
  );
}

/** Only Guests whose visit has an end fetch what shows it. */
function LimitedVisit() {
  const isLimited = useSurface(({ visitEndsAtMs }) => visitEndsAtMs !== undefined);
  if (!isLimited) return null;
  return (
    <Part>
      <VisitEnd />
    </Part>
  );
}
