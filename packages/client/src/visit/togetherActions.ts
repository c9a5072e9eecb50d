import type { Reaction } from '@atrium/protocol';
import { chatTextSchema, reactionKinds } from '@atrium/protocol';
import { distance } from '@atrium/world';
import type { Services } from '../app/services.ts';
import { block, unblock } from '../settings/blockedPeople.ts';
import { attempt, tell } from './tell.ts';
import type { Visit } from './visit.ts';
import { walkToPerson, walkToZone } from './walkingActions.ts';

interface Someone {
  readonly personId: string;
  readonly name: string;
}

/** Sends a message to all in the Zone or to one person. */
export async function sendChat(
  visit: Visit,
  services: Services,
  text: string,
  to: Someone | undefined,
): Promise<void> {
  const { session, space, chat, signs } = visit;
  // Nothing to be seen is nothing to send.
  if (!chatTextSchema.safeParse(text).success) return;
  const { personId, zoneId } = session.self;
  const zoneName = space.zones.get(zoneId)?.name ?? '';
  const entryId = chat.add(
    {
      from: undefined,
      text,
      to: to === undefined ? { kind: 'zone', zoneName } : { kind: 'person', ...to },
      atMs: Date.now(),
      state: 'sending',
    },
    true,
  );
  const isSent = await attempt(visit, services, () => session.together.sendChat(text, to?.personId));
  chat.settle(entryId, isSent ? 'there' : 'failed');
  if (!isSent || to !== undefined) return;
  signs.said(personId, text, performance.now());
  visit.picture.emit('redraw', undefined);
}

export function react(visit: Pick<Visit, 'session' | 'signs' | 'picture'>, reaction: Reaction): void {
  visit.session.together.react(reaction);
  visit.signs.reacted(visit.session.self.personId, reaction, performance.now());
  visit.picture.emit('redraw', undefined);
}

/** @param number 1 to 6, as the keys */
export function reactByNumber(visit: Visit, number: number): void {
  const reaction = reactionKinds[number - 1];
  if (reaction !== undefined) react(visit, reaction);
}

/** Waves at a person in the Zone. If they have just waved too and stand near, it becomes a high five. */
export async function waveAt(
  visit: Pick<Visit, 'session' | 'notices' | 'announcer'>,
  services: Pick<Services, 'strings'>,
  { personId }: Someone,
): Promise<void> {
  await attempt(visit, services, () => visit.session.together.wave(personId));
}

/** Waves at the nearest person in the Zone, other than those one has blocked; at all where nobody is there. */
export async function waveAtNearest(
  visit: Pick<Visit, 'session' | 'signs' | 'picture' | 'notices' | 'announcer'>,
  services: Pick<Services, 'strings' | 'blocked'>,
): Promise<void> {
  const { session } = visit;
  const own = session.self.place;
  const blockedIds = new Set(services.blocked.getState().map(({ personId }) => personId));
  const others = session
    .avatars(performance.now())
    .filter(({ key, isSelf, fade }) => !isSelf && fade !== 'leaving' && !blockedIds.has(key))
    .sort((a, b) => distance(a, own) - distance(b, own));
  const [nearest] = others;
  if (nearest === undefined) return react(visit, 'wave');
  await waveAt(visit, services, { personId: nearest.key, name: nearest.name });
}

/** Dances while a key or button is held down. */
export function dance(visit: Visit, isHeld: boolean): void {
  visit.session.together.dance(isHeld);
}

export async function toggleHand(visit: Visit, services: Services): Promise<void> {
  const { session, space, signs } = visit;
  const { hand, zoneId, personId } = session.self;
  if (hand === null && space.zones.get(zoneId)?.type !== 'MeetingRoom') {
    return tell(visit, services, 'info', ({ reactions }) => reactions.onlyInMeetings);
  }
  const isDone = await attempt(visit, services, () => session.together.raiseHand(hand === null));
  if (!isDone) return;
  tell(visit, services, 'hand', ({ reactions }) =>
    hand === null ? reactions.handRaised(signs.of(personId).hand ?? 1) : reactions.handLowered,
  );
}

// Calling somebody over

export async function callOver(visit: Visit, services: Services, { personId, name }: Someone): Promise<void> {
  await attempt(visit, services, async () => {
    const callId = await visit.session.together.call(personId);
    visit.calledNames.set(callId, name);
    tell(visit, services, 'person', ({ people }) => people.called(name));
  });
}

export async function answerCall(
  visit: Visit,
  services: Services,
  call: { readonly callId: string; readonly from: Someone; readonly zoneId: string },
  isAccepted: boolean,
): Promise<void> {
  const isAnswered = await attempt(visit, services, () =>
    visit.session.together.answerCall(call.callId, isAccepted),
  );
  if (!isAnswered || !isAccepted) return;
  if (call.zoneId === visit.session.self.zoneId) walkToPerson(visit, call.from.personId);
  else walkToZone(visit, call.zoneId);
}

// Following

export function toggleFollowing(visit: Visit, services: Services, { personId, name }: Someone): void {
  const { following, surface } = visit;
  if (following.personId === personId) return stopFollowing(visit, services);
  surface.setState({ followed: { personId, name } });
  following.follow(personId);
  tell(visit, services, 'person', ({ people }) => people.following(name));
}

export function stopFollowing(visit: Visit, services: Services): void {
  const { followed } = visit.surface.getState();
  visit.following.stop();
  visit.surface.setState({ followed: undefined });
  if (followed !== undefined)
    tell(visit, services, 'person', ({ people }) => people.followStopped(followed.name));
}

// Blocking

export function toggleBlocked(visit: Visit, services: Services, { personId, name }: Someone): void {
  const { blocked } = services;
  const isBlocked = blocked.getState().some((person) => person.personId === personId);
  if (isBlocked) unblock(blocked, personId);
  else block(blocked, personId, name);
  tell(visit, services, 'person', ({ people }) =>
    isBlocked ? people.unblocked(name) : people.blocked(name),
  );
}
