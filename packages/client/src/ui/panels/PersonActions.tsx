import {
  Ban,
  BellRing,
  DoorOpen,
  Flag,
  Gavel,
  Hand,
  MessageSquare,
  Route,
  UserRoundCheck,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useStore } from 'zustand';
import { hasRight } from '@atrium/world';
import { useServices, useStrings } from '../../app/useServices.ts';
import { askToLeave } from '../../visit/roomActions.ts';
import { callOver, toggleBlocked, toggleFollowing, waveAt } from '../../visit/togetherActions.ts';
import { isWith } from '../../visit/walkingActions.ts';
import { useSurface, useVisit } from '../VisitContext.ts';

interface PersonActionsProps {
  readonly personId: string;
  readonly name: string;
  /** Whether they share the Zone. */
  readonly isHere: boolean;
}

/** What one can do about somebody. */
export function PersonActions({ personId, name, isHere }: PersonActionsProps) {
  const { together } = useStrings();
  const { chat, doors, people, reactions } = together;
  const visit = useVisit();
  const services = useServices();
  const zone = useSurface((state) => state.zone);
  const isFollowed = useSurface((state) => state.followed?.personId === personId);
  const isBlocked = useStore(services.blocked, (all) => all.some((person) => person.personId === personId));
  const isBeside = isHere && isWith(visit, personId);
  const isInRoom = zone !== undefined && visit.space.doorsTo(zone.id).length > 0;
  const person = { personId, name };
  const write = () => {
    visit.chat.store.setState({ recipient: person });
    visit.surface.setState({ panel: 'chat' });
  };
  return (
    <ul className="flex flex-col pb-0.5 pl-5">
      <Action icon={MessageSquare} text={chat.write(name)} act={write} />
      {isHere && !isBlocked && (
        <Action icon={Hand} text={reactions.waveAt(name)} act={() => void waveAt(visit, services, person)} />
      )}
      {!isBlocked && !isBeside && (
        <Action icon={BellRing} text={people.call} act={() => void callOver(visit, services, person)} />
      )}
      {isHere && (
        <Action
          icon={Route}
          text={isFollowed ? people.stopFollowing : people.follow}
          act={() => toggleFollowing(visit, services, person)}
        />
      )}
      {isHere && isInRoom && (
        <Action
          icon={DoorOpen}
          text={doors.askToLeave(name)}
          act={() => void askToLeave(visit, services, person)}
        />
      )}
      <Action
        icon={isBlocked ? UserRoundCheck : Ban}
        text={isBlocked ? people.unblock : people.block}
        act={() => toggleBlocked(visit, services, person)}
      />
      <Action
        icon={hasRight(visit.session.self.role, 'mute') ? Gavel : Flag}
        text={hasRight(visit.session.self.role, 'mute') ? people.moderate : people.report}
        act={() => visit.surface.setState({ moderated: person })}
      />
    </ul>
  );
}

interface ActionProps {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly act: () => void;
}

function Action({ icon: Icon, text, act }: ActionProps) {
  return (
    <li>
      <button
        type="button"
        onClick={act}
        className="flex min-h-5.5 w-full items-center gap-1 rounded-control px-1 text-left hover:bg-raised-hover"
      >
        <Icon aria-hidden className="size-2 shrink-0 text-secondary" />
        <span className="min-w-0 break-words">{text}</span>
      </button>
    </li>
  );
}
