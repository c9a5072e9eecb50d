import { DoorClosed, DoorOpen, Lock } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { DoorShown } from '@atrium/protocol';
import type { Door } from '@atrium/world';
import { useStrings } from '../app/useServices.ts';
import { countIn } from '../rendering/signs/headCount.ts';
import type { Strings } from '../strings/en.ts';
import { LockButton } from './RoomDoors.tsx';
import { useSurface, useVisit } from './VisitContext.ts';
import { ZoneRules } from './ZoneCard.tsx';

/** What awaits one behind the Door that one stands before: who may enter, and what the room allows. */
export function DoorCard({ door }: { readonly door: Door }) {
  const strings = useStrings();
  const { zoneTypes, together, zone: words } = strings;
  const { space, session } = useVisit();
  const state = useSurface(({ doors }) => doors.get(door.id));
  const count = useSurface(({ counts }) => countIn(counts, door.leadsToZone));
  const zone = space.zones.get(door.leadsToZone);
  if (zone === undefined) return null;
  const { icon: Icon, text } = describeDoor(door, state, strings);
  return (
    <section
      aria-label={together.doors.behind(zone.name)}
      className="float-card pointer-events-auto w-full animate-drop p-2 text-body sm:w-[18rem]"
    >
      <p className="text-emphasis font-semibold">{together.doors.behind(zone.name)}</p>
      <p className="text-secondary">
        {zoneTypes[zone.type]} · {words.people(count)}
      </p>
      <p className="mt-1 flex items-start gap-1">
        <Icon aria-hidden className="mt-[2px] size-2 shrink-0 text-accent" />
        {text}
      </p>
      <ZoneRules zone={zone} />
      {session.self.role === 'Admin' && (
        <div className="mt-1 border-t border-hairline pt-1">
          <LockButton doorId={door.id} isLocked={state?.locked === true} />
        </div>
      )}
    </section>
  );
}

function describeDoor(
  { access }: Door,
  state: DoorShown | undefined,
  { together: { doors: words }, zone }: Strings,
): { readonly icon: LucideIcon; readonly text: string } {
  if (state?.locked === true) return { icon: Lock, text: words.isLocked };
  if (state?.held === 'open') return { icon: DoorOpen, text: words.isHeldOpen };
  if (state?.held === 'closed') return { icon: DoorClosed, text: words.isHeldClosed };
  switch (access.type) {
    case 'open':
      return { icon: DoorOpen, text: words.isOpen };
    case 'role':
      return { icon: DoorClosed, text: zone.forRoles(access.allowedRoles ?? []) };
    case 'knock':
      return { icon: DoorClosed, text: words.isToKnockAt };
  }
}
