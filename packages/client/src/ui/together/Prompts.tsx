import { useEffect } from 'react';
import { useServices, useStrings } from '../../app/useServices.ts';
import { answerKnock, leaveRoom, roomBehind, withdrawKnock } from '../../visit/roomActions.ts';
import { answerCall, stopFollowing, waveAt } from '../../visit/togetherActions.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { Prompt } from './Prompt.tsx';

/** Everything that waits for an answer: who knocks, who calls, and what one waits for oneself. */
export function Prompts() {
  return (
    <ul className="contents">
      <PendingKnocks />
      <Calls />
      <AskedToLeave />
      <OwnKnock />
      <Followed />
      <WavedBy />
    </ul>
  );
}

function PendingKnocks() {
  const { together } = useStrings();
  const visit = useVisit();
  const services = useServices();
  const pending = useSurface((state) => state.pendingKnocks);
  return pending.map(({ knockId, doorId, person }) => (
    <Prompt
      key={knockId}
      look={person.look}
      text={together.doors.asks(person.name, roomBehind(visit, doorId))}
      yes={{ text: together.doors.allow, act: () => void answerKnock(visit, services, knockId, true) }}
      no={{ text: together.doors.decline, act: () => void answerKnock(visit, services, knockId, false) }}
    />
  ));
}

function Calls() {
  const { together } = useStrings();
  const visit = useVisit();
  const services = useServices();
  const calls = useSurface((state) => state.calls);
  return calls.map((call) => {
    const place = visit.space.zones.get(call.zoneId)?.name ?? '';
    return (
      <Prompt
        key={call.callId}
        look={call.from.look}
        text={together.people.calls(call.from.name, place)}
        yes={{ text: together.people.come, act: () => void answerCall(visit, services, call, true) }}
        no={{ text: together.people.notNow, act: () => void answerCall(visit, services, call, false) }}
      />
    );
  });
}

function AskedToLeave() {
  const { together } = useStrings();
  const visit = useVisit();
  const asked = useSurface((state) => state.askedToLeave);
  const zoneId = useSurface((state) => state.zone?.id);
  if (asked === undefined || asked.zoneId !== zoneId) return null;
  const room = visit.space.zones.get(asked.zoneId)?.name ?? '';
  return (
    <Prompt
      text={together.doors.askedToLeave(asked.by.name, room)}
      yes={{ text: together.doors.leaveRoom, act: () => leaveRoom(visit) }}
      no={{ text: together.doors.stay, act: () => visit.surface.setState({ askedToLeave: undefined }) }}
    />
  );
}

function OwnKnock() {
  const { together } = useStrings();
  const visit = useVisit();
  const services = useServices();
  const knock = useSurface((state) => state.ownKnock);
  if (knock === undefined) return null;
  return (
    <Prompt
      isWaiting
      text={together.doors.knocking(roomBehind(visit, knock.doorId))}
      no={{ text: together.doors.withdraw, act: () => void withdrawKnock(visit, services) }}
    />
  );
}

function Followed() {
  const { together } = useStrings();
  const visit = useVisit();
  const services = useServices();
  const followed = useSurface((state) => state.followed);
  if (followed === undefined) return null;
  return (
    <Prompt
      text={together.people.following(followed.name)}
      no={{ text: together.people.stopFollowing, act: () => stopFollowing(visit, services) }}
    />
  );
}

/** A wave that is answered within so long becomes a high five of two who stand side by side, in ms. */
const waveMs = 10_000;

function WavedBy() {
  const { reactions, people } = useStrings().together;
  const visit = useVisit();
  const services = useServices();
  const wavedBy = useSurface((state) => state.wavedBy);
  useEffect(() => {
    if (wavedBy === undefined) return;
    const timer = setTimeout(() => visit.surface.setState({ wavedBy: undefined }), waveMs);
    return () => clearTimeout(timer);
  }, [visit, wavedBy]);
  if (wavedBy === undefined) return null;
  const dismiss = () => visit.surface.setState({ wavedBy: undefined });
  return (
    <Prompt
      text={reactions.wavesAtYou(wavedBy.name)}
      yes={{
        text: reactions.waveBack,
        act: () => {
          dismiss();
          void waveAt(visit, services, wavedBy);
        },
      }}
      no={{ text: people.notNow, act: dismiss }}
    />
  );
}
