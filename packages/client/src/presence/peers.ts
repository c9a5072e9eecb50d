import type { Peer, PresenceFrame } from '@atrium/protocol';
import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';
import { PlayoutDelay } from './playoutDelay.ts';
import { RemoteAvatar, sampleOf } from './remoteAvatar.ts';
import { ServerClock } from './serverClock.ts';
import { longestGlideTiles } from './track.ts';
import type { Picture } from './track.ts';

/** Others who are missing after a reconnect are kept for so long: they come back, too. */
export const awaitedMs = 2_000;
const longAgoMs = Number.NEGATIVE_INFINITY;
/** Two people nearer than this hide each other, in tiles. */
const elbowRoomTiles = 0.6;
/** Someone known who is found elsewhere is drawn going there for so long. */
const glideMs = 50;

/** Why a snapshot has come. */
export type SnapshotOccasion = 'entered' | 'resumed' | 'changed-zone';

/** Everyone else whom one sees: those in the own Zone, and for a moment those who have left it. */
export class Peers {
  readonly #byPerson = new Map<string, RemoteAvatar>();
  readonly #byNetworkId = new Map<number, RemoteAvatar>();
  readonly #clock = new ServerClock();
  readonly #delay = new PlayoutDelay();
  #ownNetworkId: number | undefined;

  /** Said hello. @param serverTimeMs the server's clock */
  begin(hello: { ownNetworkId: number; serverTimeMs: number; tickMs: number }, nowMs: number): void {
    const pictures = new Map([...this.#byPerson].map(([id, avatar]) => [id, this.#pictureOf(avatar, nowMs)]));
    this.#ownNetworkId = hello.ownNetworkId;
    this.#clock.restart(hello.serverTimeMs, nowMs);
    this.#delay.restart(hello.tickMs);
    // What was known counts on a clock that may be another server's.
    for (const [personId, avatar] of this.#byPerson) {
      const picture = pictures.get(personId);
      if (picture === undefined || avatar.stay.kind === 'leaving') continue;
      const state = picture.state === 'walking' ? 'idle' : picture.state;
      avatar.track.restart({ ...picture, state, timeMs: this.#playedMs(nowMs) });
    }
  }

  /** Everyone in the Zone that one is in now. */
  snapshot(peers: readonly Peer[], occasion: SnapshotOccasion, nowMs: number): void {
    const present = new Set(peers.map((peer) => peer.personId));
    this.#byNetworkId.clear();
    for (const [personId, avatar] of this.#byPerson) {
      if (present.has(personId) || avatar.stay.kind === 'leaving') continue;
      if (occasion === 'resumed') {
        avatar.stay = { kind: 'awaited', sinceMs: longAgoMs, untilMs: nowMs + awaitedMs };
      } else avatar.leave(nowMs, this.#playedMs(nowMs));
    }
    for (const peer of peers) this.#put(peer, occasion === 'entered' ? longAgoMs : nowMs, nowMs);
  }

  joined(peer: Peer, nowMs: number): void {
    if (peer.networkId !== this.#ownNetworkId) this.#put(peer, nowMs, nowMs);
  }

  /** Says something else of themselves than before. */
  changed({
    networkId,
    ...signs
  }: Pick<Peer, 'networkId' | 'status' | 'hand' | 'dancing' | 'carries'>): void {
    const avatar = this.#byNetworkId.get(networkId);
    if (avatar !== undefined) avatar.peer = { ...avatar.peer, ...signs };
  }

  /** @returns who it was; `undefined` for a person who was not known */
  left(networkId: number, nowMs: number): Peer | undefined {
    const avatar = this.#byNetworkId.get(networkId);
    this.#byNetworkId.delete(networkId);
    avatar?.leave(nowMs, this.#playedMs(nowMs));
    return avatar?.peer;
  }

  apply(frame: PresenceFrame, nowMs: number): void {
    const frameMs = this.#clock.unwrap(frame.serverTimeMs);
    this.#delay.observe(this.#clock.observe(frameMs, nowMs), frameMs);
    const playedMs = this.#playedMs(nowMs);
    for (const { networkId, ageMs, discontinuity, x, y, facing, state } of frame.updates) {
      const avatar = this.#byNetworkId.get(networkId);
      if (avatar === undefined) continue;
      const sample = { timeMs: frameMs - ageMs, x, y, facing, state };
      if (discontinuity) avatar.track.restart(sample);
      else avatar.track.add(sample, playedMs);
    }
  }

  /** A message with the server's time has come. */
  observeTime(serverTimeMs: number, nowMs: number): void {
    this.#clock.observe(serverTimeMs, nowMs);
  }

  /** Lets go of those who are gone. To be called when time has passed. */
  advance(nowMs: number): void {
    for (const [personId, avatar] of this.#byPerson) {
      if (avatar.stay.kind === 'awaited' && nowMs >= avatar.stay.untilMs) {
        avatar.leave(nowMs, this.#playedMs(nowMs));
      }
      if (avatar.isGone(nowMs)) this.#byPerson.delete(personId);
    }
  }

  /** Those to draw, with where. */
  *pictures(nowMs: number): Generator<{ readonly avatar: RemoteAvatar; readonly picture: Picture }> {
    for (const avatar of this.#byPerson.values()) {
      if (!avatar.isGone(nowMs)) yield { avatar, picture: this.#pictureOf(avatar, nowMs) };
    }
  }

  /** Those who share the Zone. */
  get present(): readonly Peer[] {
    return [...this.#byPerson.values()]
      .filter((avatar) => avatar.stay.kind !== 'leaving')
      .map((avatar) => avatar.peer);
  }

  /** Whether somebody sits at a place, as far as is known. */
  isSeatTaken(seat: Position): boolean {
    return [...this.#byNetworkId.values()].some(({ track: { latest } }) => {
      return latest?.state === 'sitting' && distance(latest, seat) < 0.1;
    });
  }

  /** Whether somebody has stopped at a place, or so near to it that one would hide the other, as far as is known. */
  isTaken(place: Position): boolean {
    return [...this.#byNetworkId.values()].some(({ track: { latest } }) => {
      return latest !== undefined && latest.state !== 'walking' && distance(latest, place) < elbowRoomTiles;
    });
  }

  isActive(nowMs: number): boolean {
    const playedMs = this.#playedMs(nowMs);
    return [...this.#byPerson.values()].some((avatar) => avatar.isActive(nowMs, playedMs));
  }

  #put(peer: Peer, sinceMs: number, nowMs: number): void {
    const known = this.#byPerson.get(peer.personId);
    const playedMs = this.#playedMs(nowMs);
    if (known === undefined || known.stay.kind === 'leaving') {
      const avatar = new RemoteAvatar(peer, playedMs, sinceMs);
      this.#byPerson.set(peer.personId, avatar);
      this.#byNetworkId.set(peer.networkId, avatar);
      return;
    }
    this.#byNetworkId.delete(known.peer.networkId);
    this.#byNetworkId.set(peer.networkId, known);
    known.peer = peer;
    if (known.stay.kind === 'awaited') known.stay = { kind: 'here', sinceMs: longAgoMs };
    const sample = sampleOf(peer, playedMs + glideMs);
    const glides = distance(this.#pictureOf(known, nowMs), sample) <= longestGlideTiles;
    if (glides) known.track.add(sample, playedMs);
    else known.track.restart(sample);
  }

  #playedMs(nowMs: number): number {
    return this.#clock.at(nowMs) - this.#delay.at(nowMs);
  }

  #pictureOf(avatar: RemoteAvatar, nowMs: number): Picture {
    return avatar.pictureAt(nowMs, this.#playedMs(nowMs));
  }
}
