import { DoorClosed, DoorOpen, Link, Lock, LockOpen } from 'lucide-react';
import type { Door, DoorHold } from '@atrium/world';
import { worldAddress } from '../app/route.ts';
import { useServices, useStrings } from '../app/useServices.ts';
import type { Strings } from '../strings/en.ts';
import { holdDoor, lockDoor } from '../visit/roomActions.ts';
import { tell } from '../visit/tell.ts';
import { Button } from './controls/Button.tsx';
import { useSurface, useVisit } from './VisitContext.ts';

/** The Doors of the room one is in, if it has any: how they are, and what one can do about them; a link that leads here. */
export function RoomDoors({ zoneId }: { readonly zoneId: string }) {
  const { space } = useVisit();
  const doors = space.doorsTo(zoneId);
  return (
    <div className="mt-1 flex flex-col items-start gap-0.5 border-t border-hairline pt-1">
      {doors.map((door) => (
        <DoorControls key={door.id} door={door} />
      ))}
      <RoomLink zoneId={zoneId} />
    </div>
  );
}

function DoorControls({ door }: { readonly door: Door }) {
  const { together } = useStrings();
  const visit = useVisit();
  const services = useServices();
  const state = useSurface(({ doors }) => doors.get(door.id));
  const words = together.doors;
  const held = state?.held ?? null;
  const isLocked = state?.locked === true;
  const { text, opens, next } = nextHold(door, held, words);
  const Icon = opens ? DoorOpen : DoorClosed;
  return (
    <>
      {held !== null && (
        <p className="text-secondary">{held === 'open' ? words.isHeldOpen : words.isHeldClosed}</p>
      )}
      {isLocked && <p className="text-accent">{words.isLocked}</p>}
      <span className="flex flex-wrap gap-0.5">
        <Button look="secondary" onClick={() => void holdDoor(visit, services, door.id, next)}>
          <Icon aria-hidden className="size-2" />
          {text}
        </Button>
        {visit.session.self.role === 'Admin' && <LockButton doorId={door.id} isLocked={isLocked} />}
      </span>
    </>
  );
}

/** What pressing the button does: a Door to knock at is held open, another one is held closed, and back again. */
function nextHold(
  { access }: Door,
  held: DoorHold,
  words: Strings['together']['doors'],
): { readonly text: string; readonly opens: boolean; readonly next: DoorHold } {
  const isHeld = held !== null;
  if (access.type === 'knock') {
    return { text: isHeld ? words.closeAgain : words.holdOpen, opens: !isHeld, next: isHeld ? null : 'open' };
  }
  return { text: isHeld ? words.openAgain : words.holdClosed, opens: isHeld, next: isHeld ? null : 'closed' };
}

/** For Admins: nobody else goes through a locked Door inwards. */
export function LockButton({ doorId, isLocked }: { readonly doorId: string; readonly isLocked: boolean }) {
  const { together } = useStrings();
  const visit = useVisit();
  const services = useServices();
  const Icon = isLocked ? LockOpen : Lock;
  return (
    <Button look="secondary" onClick={() => void lockDoor(visit, services, doorId, !isLocked)}>
      <Icon aria-hidden className="size-2" />
      {isLocked ? together.doors.unlock : together.doors.lock}
    </Button>
  );
}

function RoomLink({ zoneId }: { readonly zoneId: string }) {
  const { together } = useStrings();
  const visit = useVisit();
  const services = useServices();
  // Pages over plain HTTP have no clipboard.
  if (!window.isSecureContext) return null;
  const copy = async () => {
    const { worldId } = visit.space.world;
    const address = new URL(`${worldAddress(worldId)}#${encodeURIComponent(zoneId)}`, window.location.href);
    await navigator.clipboard.writeText(address.href);
    tell(visit, services, 'door', ({ doors }) => doors.linkCopied);
  };
  return (
    <Button look="secondary" onClick={() => void copy()}>
      <Link aria-hidden className="size-2" />
      {together.doors.copyLink}
    </Button>
  );
}
