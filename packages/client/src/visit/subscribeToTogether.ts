import type { Services } from '../app/services.ts';
import { currentStrings } from '../app/services.ts';
import type { Log } from '../log/log.ts';
import type { PendingKnock } from '../session/roomSignals.ts';
import type { CallAnswer, ChatMessage, IncomingCall } from '../session/togetherSignals.ts';
import { notifyIfHidden } from './desktopNotifications.ts';
import { goThrough, roomBehind } from './roomActions.ts';
import { tell } from './tell.ts';
import type { Visit } from './visit.ts';

/** Carries what people do at Doors and say to each other to the surface, the eyes and the ears. Gives back what ends that. */
export function subscribeToTogether(visit: Visit, services: Services): () => void {
  const { session, surface } = visit;
  const { rooms, objects, together } = session;
  const stops = [
    rooms.on('doors', (doors) => surface.setState({ doors: new Map(doors) })),
    rooms.on('pending', (pendingKnocks) => surface.setState({ pendingKnocks })),
    rooms.on('knocked', (pending) => tellKnock(visit, services, pending)),
    rooms.on('ownKnock', (ownKnock) => {
      surface.setState({ ownKnock: ownKnock?.status === 'waiting' ? ownKnock : undefined });
      if (ownKnock !== undefined) followOwnKnock(visit, services, ownKnock);
    }),
    rooms.on('knockOver', ({ by, name, status }) => {
      if (status === 'withdrawn') return tell(visit, services, 'door', ({ doors }) => doors.gone(name));
      if (by === null || by.personId === session.self.personId) return;
      tell(visit, services, 'door', ({ doors }) =>
        status === 'allowed' ? doors.letInBy(by.name, name) : doors.declinedBy(by.name, name),
      );
    }),
    rooms.on('askedToLeave', (askedToLeave) => {
      surface.setState({ askedToLeave });
      ring(visit, services, 'called', (words) =>
        words.doors.askedToLeave(askedToLeave.by.name, zoneName(visit, askedToLeave.zoneId)),
      );
    }),
    together.on('chat', (message) => receiveChat(visit, services, message)),
    together.on('calls', (calls) => surface.setState({ calls })),
    together.on('called', (call) => tellCall(visit, services, call)),
    together.on('callAnswered', (answer) => tellCallAnswer(visit, services, answer)),
    objects.on('holders', () => followUse(visit)),
    session.on('peers', () => followSigns(visit, services)),
    session.on('zone', ({ zone, isConfirmed }) => isConfirmed && closeWhatIsElsewhere(visit, zone.id)),
    session.on('state', ({ kind }) => {
      if (kind === 'ended')
        surface.setState({ pendingKnocks: [], calls: [], askedToLeave: undefined, wavedBy: undefined });
    }),
    services.blocked.subscribe((blocked) => {
      session.together
        .setBlocked(blocked.map(({ personId }) => personId))
        .catch((cause: unknown) =>
          services.log.swallowed('Whom one blocks was not told: the next hello says it', cause),
        );
    }),
    followModeration(visit, services),
    followStatus(visit, services.log),
    visit.ticker.subscribe(() => visit.following.step()),
    session.on('peerLeft', ({ personId, reason, zoneId }) => visit.following.left(personId, reason, zoneId)),
  ];
  followSigns(visit, services);
  return () => stops.forEach((stop) => stop());
}

function tellCallAnswer(visit: Visit, services: Services, { callId, status }: CallAnswer): void {
  const name = visit.calledNames.get(callId);
  visit.calledNames.delete(callId);
  if (name === undefined) return;
  tell(visit, services, 'person', ({ people }) =>
    ({
      accepted: people.callAccepted,
      declined: people.callDeclined,
      unanswered: people.callUnanswered,
    })[status](name),
  );
}

/** What a moderator does to oneself is told; the card that ends a visit says it of itself. */
function followModeration(visit: Visit, services: Services): () => void {
  return visit.session.moderation.on('told', (told) => {
    visit.surface.setState({ told });
    const { by, action, reason } = told;
    if (action === 'kick' || action === 'ban') return;
    tell(visit, services, 'info', ({ people }) => people.told[action](by, reason ?? ''));
  });
}

/** Tells others your status. With Do not disturb you neither hear nor send. */
function followStatus({ session, media, status }: Visit, log: Log): () => void {
  const share = () => {
    session.together
      .setStatus(status.shown)
      .catch((cause: unknown) => log.swallowed('The status was not told: the next hello says it', cause));
  };
  let shown = status.shown;
  const stopStatus = status.store.subscribe(({ chosen }) => {
    media.setDoNotDisturb(chosen === 'doNotDisturb');
    if (shown === status.shown) return;
    shown = status.shown;
    share();
  });
  const stopMedia = media.state.subscribe(({ doNotDisturb }, before) => {
    if (doNotDisturb === before.doNotDisturb) return;
    if (doNotDisturb) status.choose('doNotDisturb');
    else if (status.store.getState().chosen === 'doNotDisturb') status.choose('available');
  });
  const listening = new AbortController();
  const follow = () => status.tabHidden(document.hidden);
  document.addEventListener('visibilitychange', follow, { signal: listening.signal });
  follow();
  return () => {
    listening.abort();
    stopStatus();
    stopMedia();
    status.stop();
  };
}

/** A sound, unless one is not to be disturbed; outside of the page where nobody looks; and words for who does not see. */
function ring(
  visit: Visit,
  services: Services,
  sound: 'knock' | 'called' | 'message',
  text: (words: ReturnType<typeof currentStrings>['together']) => string,
): void {
  const said = text(currentStrings(services).together);
  visit.announcer.say(said);
  if (visit.status.store.getState().chosen === 'doNotDisturb') return;
  services.sounds.play(sound);
  notifyIfHidden(services, said, sound);
}

function tellKnock(visit: Visit, services: Services, { doorId, person }: PendingKnock): void {
  ring(visit, services, 'knock', ({ doors }) => doors.asks(person.name, roomBehind(visit, doorId)));
}

function tellCall(visit: Visit, services: Services, { from, zoneId }: IncomingCall): void {
  ring(visit, services, 'called', ({ people }) => people.calls(from.name, zoneName(visit, zoneId)));
}

function followOwnKnock(
  visit: Visit,
  services: Services,
  { doorId, status }: NonNullable<ReturnType<typeof visit.surface.getState>['ownKnock']>,
): void {
  const room = roomBehind(visit, doorId);
  // It stands at the top of the screen for as long as one waits.
  if (status === 'waiting') {
    return visit.announcer.say(currentStrings(services).together.doors.knocking(room));
  }
  tell(
    visit,
    services,
    'door',
    ({ doors }) =>
      ({
        allowed: doors.allowed(room),
        declined: doors.declined(room),
        nobody: doors.nobody(room),
        unanswered: doors.unanswered(room),
        withdrawn: doors.withdrawn,
        locked: doors.locked(room),
      })[status],
  );
  if (status !== 'allowed') return;
  services.sounds.play('joined');
  // Walk in only if you still wait at the Door and the page is in front.
  if (!document.hidden) goThrough(visit, doorId);
}

function receiveChat(visit: Visit, services: Services, { from, scope, text }: ChatMessage): void {
  if (services.blocked.getState().some(({ personId }) => personId === from.personId)) return;
  const { surface, chat, space, session } = visit;
  const isOpen = surface.getState().panel === 'chat' && !document.hidden;
  const to =
    scope === 'direct'
      ? ({ kind: 'self' } as const)
      : ({ kind: 'zone', zoneName: space.zones.get(session.self.zoneId)?.name ?? '' } as const);
  chat.add({ from, text, to, atMs: Date.now(), state: 'there' }, isOpen);
  if (scope === 'zone') visit.signs.said(from.personId, text, performance.now());
  const { newMessage } = currentStrings(services).together.chat;
  if (scope === 'direct') return ring(visit, services, 'message', () => newMessage(from.name, text));
  visit.announcer.say(newMessage(from.name, text));
  // Who looks at the page sees it; who works beside it hears that something was said.
  const isLookedAt = document.hasFocus() && !document.hidden;
  if (!isLookedAt && visit.status.store.getState().chosen !== 'doNotDisturb') services.sounds.play('message');
}

/** You lost an Object: it was out of reach, or the connection was lost for too long. */
function followUse({ session, surface }: Visit): void {
  const { usingId, opened } = surface.getState();
  if (usingId === undefined || session.objects.holderOf(usingId) === session.self.personId) return;
  surface.setState({ usingId: undefined, ...(opened?.objectId === usingId ? { opened: undefined } : {}) });
}

/** A Whiteboard belongs to the people of its Zone. */
function closeWhatIsElsewhere({ surface, space }: Visit, zoneId: string): void {
  const { opened } = surface.getState();
  if (opened?.kind !== 'board') return;
  const object = space.object(opened.objectId);
  const place = object && space.zones.at({ x: object.position.x + 0.5, y: object.position.y + 0.5 });
  if (place?.id !== zoneId) surface.setState({ opened: undefined });
}

function followSigns(visit: Visit, services: Services): void {
  const { session, signs, surface, announcer } = visit;
  const { self, peers } = session;
  const before = new Map(peers.map(({ personId }) => [personId, signs.of(personId).hand]));
  signs.update([...peers, self], performance.now());
  visit.picture.emit('redraw', undefined);
  surface.setState({ isHandRaised: self.hand !== null });
  const { reactions } = currentStrings(services).together;
  for (const { personId, name } of peers) {
    const turn = signs.of(personId).hand;
    if (turn !== undefined && before.get(personId) === undefined)
      announcer.say(reactions.raisedBy(name, turn));
  }
}

function zoneName({ space }: Visit, zoneId: string): string {
  return space.zones.get(zoneId)?.name ?? zoneId;
}
