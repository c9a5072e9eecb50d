import { reactionKinds } from '@atrium/protocol';
import type { Reaction } from '@atrium/protocol';
import type { Strings } from '../strings/en.ts';
import type { Services } from '../app/services.ts';
import { currentStrings } from '../app/services.ts';
import { tell } from './tell.ts';
import type { Visit } from './visit.ts';

type Scene = Pick<Visit, 'session' | 'signs' | 'surface' | 'picture' | 'announcer' | 'notices' | 'status'>;
type Helpers = Pick<Services, 'strings' | 'sounds'>;

/** Shows and tells how people in the Zone react, wave and high-five. Gives back what ends that. */
export function subscribeToExpressions(visit: Scene, services: Helpers): () => void {
  const { together } = visit.session;
  const stops = [
    together.on('reaction', ({ personId, reaction }) => {
      visit.signs.reacted(personId, reaction, performance.now());
      const name = nameHere(visit, personId);
      const { reactions } = currentStrings(services).together;
      if (name !== undefined) visit.announcer.say(reactions.said(name, reactionName(reactions, reaction)));
    }),
    together.on('waved', ({ personId, to }) => receiveWave(visit, services, personId, to)),
    together.on('highFive', (personIds) => receiveHighFive(visit, services, personIds)),
  ];
  return () => stops.forEach((stop) => stop());
}

function receiveHighFive(visit: Scene, services: Helpers, personIds: readonly [string, string]): void {
  visit.signs.highFived(personIds, performance.now());
  visit.picture.emit('redraw', undefined);
  const { reactions } = currentStrings(services).together;
  const selfId = visit.session.self.personId;
  const [one, other] = personIds.filter((personId) => personId !== selfId);
  const [name, otherName] = [one, other].map((personId) => personId && nameHere(visit, personId));
  if (other !== undefined) {
    if (name !== undefined && otherName !== undefined)
      visit.announcer.say(reactions.highFive(name, otherName));
    return;
  }
  if (visit.surface.getState().wavedBy?.personId === one) visit.surface.setState({ wavedBy: undefined });
  if (name !== undefined) tell(visit, services, 'hand', () => reactions.ownHighFive(name));
}

function receiveWave(visit: Scene, services: Helpers, personId: string, to: string): void {
  visit.signs.waved(personId, to, performance.now());
  visit.picture.emit('redraw', undefined);
  const { reactions } = currentStrings(services).together;
  const selfId = visit.session.self.personId;
  const [name, other] = [nameHere(visit, personId), nameHere(visit, to)];
  if (personId === selfId) {
    // People who do not see the World do not know who was nearest and got their wave.
    if (other !== undefined) visit.announcer.say(reactions.youWaveAt(other));
  } else if (name !== undefined && to === selfId) {
    visit.surface.setState({ wavedBy: { personId, name } });
    visit.announcer.say(reactions.wavesAtYou(name));
    if (visit.status.store.getState().chosen !== 'doNotDisturb') services.sounds.play('message');
  } else if (name !== undefined && other !== undefined) visit.announcer.say(reactions.wavesAt(name, other));
}

/** A screen reader knows the names of emoji. */
function reactionName({ name }: Strings['together']['reactions'], reaction: Reaction): string {
  const kind = reactionKinds.find((one) => one === reaction);
  return kind === undefined ? reaction : name[kind];
}

function nameHere({ session }: Pick<Visit, 'session'>, personId: string): string | undefined {
  return session.peers.find((peer) => peer.personId === personId)?.name;
}
