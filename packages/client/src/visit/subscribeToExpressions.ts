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
  visit.surface.setState({ wavedBy: undefined });
  visit.picture.emit('redraw', undefined);
  const { reactions } = currentStrings(services).together;
  const names = personIds.map((personId) => nameHere(visit, personId));
  const [one, other] = names.filter((name) => name !== undefined);
  if (one === undefined) return;
  // Of the two, one's own name is not among those of the others.
  if (other === undefined) tell(visit, services, 'hand', () => reactions.ownHighFive(one));
  else visit.announcer.say(reactions.highFive(one, other));
}

function receiveWave(visit: Scene, services: Helpers, personId: string, to: string): void {
  visit.signs.waved(personId, to, performance.now());
  visit.picture.emit('redraw', undefined);
  const name = nameHere(visit, personId);
  if (name === undefined) return;
  const { reactions } = currentStrings(services).together;
  if (to === visit.session.self.personId) {
    visit.surface.setState({ wavedBy: { personId, name, atMs: performance.now() } });
    visit.announcer.say(reactions.wavesAtYou(name));
    const { sounds } = services;
    if (visit.status.store.getState().chosen !== 'doNotDisturb') sounds.play('message');
  } else visit.announcer.say(reactions.wavesAt(name, nameHere(visit, to) ?? ''));
}

/** A screen reader knows the names of emoji. */
function reactionName({ name }: Strings['together']['reactions'], reaction: Reaction): string {
  const kind = reactionKinds.find((one) => one === reaction);
  return kind === undefined ? reaction : name[kind];
}

function nameHere({ session }: Pick<Visit, 'session'>, personId: string): string | undefined {
  return session.peers.find((peer) => peer.personId === personId)?.name;
}
