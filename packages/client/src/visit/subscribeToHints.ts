import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';
import type { Services } from '../app/services.ts';
import { hintFor, hintsDone } from './firstHints.ts';
import type { HintSituation } from './firstHints.ts';
import type { Visit } from './visit.ts';

/** Shows newcomers what they can do, once each, where it is of use. @returns what ends that */
export function subscribeToHints(visit: Visit, { settings }: Pick<Services, 'settings'>): () => void {
  const { surface, media, ticker } = visit;
  // Before the server has said where one is, one is nowhere.
  const { zone } = surface.getState();
  let enteredAt: Position | undefined = zone && { ...visit.session.self.place };
  const follow = () => {
    const { connection, firstHint } = surface.getState();
    if (connection.kind !== 'online' || enteredAt === undefined) return;
    const situation = situationOf(visit, enteredAt);
    const before = settings.getState().hintsDone;
    const done = hintsDone(before, situation, firstHint);
    if (done !== before) settings.setState({ hintsDone: [...done] });
    const hint = hintFor(done, situation);
    if (hint !== firstHint) surface.setState({ firstHint: hint });
  };
  const stops = [
    visit.session.on('zone', ({ isConfirmed }) => {
      if (!isConfirmed || enteredAt !== undefined) return;
      enteredAt = { ...visit.session.self.place };
      follow();
    }),
    surface.subscribe(follow),
    media.state.subscribe(follow),
    ticker.subscribe(follow),
    settings.subscribe(({ hintsDone: done }, before) => done !== before.hintsDone && follow()),
  ];
  follow();
  return () => stops.forEach((stop) => stop());
}

function situationOf({ session, surface, media }: Visit, enteredAt: Position): HintSituation {
  const { here, counts, interaction, ownKnock, panel, zone } = surface.getState();
  const {
    microphone,
    isPushedToTalk,
    isSending,
    heardBy,
    doNotDisturb,
    people: talkers,
  } = media.state.getState();
  const people = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    walkedTiles: distance(enteredAt, session.self.place),
    isAtDoor: interaction?.kind === 'knock',
    isKnocking: ownKnock !== undefined,
    canTalk:
      zone !== undefined && zone.rules.audio !== 'off' && microphone.problem === undefined && !doNotDisturb,
    isMicrophoneOn: microphone.isOn || isPushedToTalk,
    isSending,
    isHeard: heardBy.length > 0,
    isFarFromAll: [...talkers.values()].every(({ nearness }) => nearness === 'beyond'),
    peopleHere: here.length,
    peopleElsewhere: Math.max(0, people - here.length - 1),
    isPeopleListOpen: panel === 'people',
  };
}
