import type { Peer, ServerMessage, ServerMessageOf } from '@atrium/protocol';
import type { Facing, Position, Seat, WorldSpace } from '@atrium/world';
import { silentLog } from '../log/log.ts';
import type { Log } from '../log/log.ts';
import { SignalingConnection } from '../connection/signalingConnection.ts';
import type { CourseOutcome } from '../movement/courseOutcome.ts';
import type { CourseGoal } from '../movement/planCourse.ts';
import type { MovementRefused } from '../movement/movementRefused.ts';
import { OwnAvatar } from '../movement/ownAvatar.ts';
import { awaitedMs, Peers } from '../presence/peers.ts';
import type { SnapshotOccasion } from '../presence/peers.ts';
import { arrivingMs } from '../presence/remoteAvatar.ts';
import { viewOfPeer, viewOfSelf, type AvatarView, type Identity } from './avatarView.ts';
import { EventEmitter } from './eventEmitter.ts';
import { isMediaMessage, MediaSignals } from './mediaSignals.ts';
import { ModerationSignals } from './moderationSignals.ts';
import { ObjectSignals } from './objectSignals.ts';
import { Refusals } from './refusals.ts';
import { RoomSignals } from './roomSignals.ts';
import { sessionStateOf } from './sessionState.ts';
import type { SessionState } from './sessionState.ts';
import { TogetherSignals } from './togetherSignals.ts';
import { UndrawnDrive } from './undrawnDrive.ts';
import { WorldChanges } from './worldChanges.ts';
import type { WorldSessionEvents, WorldSessionOptions } from './worldSessionOptions.ts';

export type { WorldSessionEvents, WorldSessionOptions } from './worldSessionOptions.ts';

/** How long leaving waits for the server to say goodbye, in ms. */
const farewellMs = 1_000;
/** The picture is drawn once more after the last change. */
const activeTailMs = 50;

/** Being in a World: the connection, the own Avatar and the others, joined. */
export class WorldSession {
  readonly space: WorldSpace;
  readonly media: MediaSignals;
  readonly rooms: RoomSignals;
  readonly objects: ObjectSignals;
  readonly moderation: ModerationSignals;
  readonly together: TogetherSignals;
  readonly #options: WorldSessionOptions;
  readonly #log: Log;
  readonly #events = new EventEmitter<WorldSessionEvents>();
  readonly #connection: SignalingConnection;
  readonly #own: OwnAvatar;
  readonly #peers = new Peers();
  readonly #zoneCounts = new Map<string, number>();
  readonly #refusals = new Refusals();
  #identity: Identity | undefined;
  #moveEpoch = 0;
  #confirmedZoneId: string;
  /** The snapshot that follows a hello is of another kind than those that follow a change of Zone. */
  #awaitedSnapshot: Exclude<SnapshotOccasion, 'changed-zone'> | undefined;
  #jumpedAtMs = Number.NEGATIVE_INFINITY;
  #activeAtMs = Number.NEGATIVE_INFINITY;
  readonly #drive: UndrawnDrive;
  readonly #changes: WorldChanges;
  #courseEnded: ((outcome: CourseOutcome) => void) | undefined;

  constructor(options: WorldSessionOptions) {
    const { space, timers } = options;
    this.space = space;
    this.#options = options;
    this.#log = options.log ?? silentLog;
    const zoneId = space.zones.ground.id;
    this.#confirmedZoneId = zoneId;
    const nowhere = { position: { x: 0, y: 0 }, zoneId, facing: 'S', state: 'idle' } as const;
    this.#own = new OwnAvatar(space, this.#zoneCounts, nowhere, {
      send: (moveIntent) => this.#connection.sendBinary(moveIntent),
      zoneChanged: (entered) => this.#tellZone(entered),
      refused: (refused) => this.#tellRefused(refused),
      courseEnded: (outcome) => this.#endCourse(outcome),
      jumped: () => (this.#jumpedAtMs = timers.now()),
    });
    this.#connection = new SignalingConnection({
      openSocket: options.openSocket,
      timers,
      random: options.random ?? Math.random,
      tickets: options.ticketStore,
      hello: options.hello,
      shownName: options.shownName ?? (({ name }) => name),
      log: this.#log.of('connection'),
      events: {
        stateChanged: () => this.#connectionChanged(),
        message: (message) => this.#receive(message),
        presence: (frame) => {
          this.#peers.apply(frame, timers.now());
          this.#wake();
        },
        unreadable: (problem) => this.#events.emit('problem', problem),
      },
    });
    this.#own.restrictions.takenBy = (place) => this.#peers.isTaken(place);
    this.media = new MediaSignals(this.#connection);
    this.rooms = new RoomSignals(this.#connection, space, this.#own.restrictions, () => timers.now());
    this.objects = new ObjectSignals(this.#connection);
    this.moderation = new ModerationSignals(this.#connection);
    this.together = new TogetherSignals(this.#connection);
    this.#changes = new WorldChanges({
      connection: this.#connection,
      prepare: options.prepareWorld ?? (() => Promise.resolve(undefined)),
      log: this.#log,
      begun: (message) => this.#beginChange(message),
      changed: (message) => this.#changeWorld(message),
      receive: (message) => this.#receive(message),
    });
    this.#drive = new UndrawnDrive(
      timers,
      () => this.#isOnline && this.#own.isActive(timers.now()),
      (nowMs) => this.advance(nowMs),
    );
  }

  /** Connects. To be called once, when the listeners are there. */
  start(): void {
    this.#connection.start();
  }

  get state(): SessionState {
    return sessionStateOf(this.#connection.state, this.#options.timers.now());
  }

  /** @returns stops listening */
  on<Name extends keyof WorldSessionEvents>(
    name: Name,
    listener: (payload: WorldSessionEvents[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  // Who and where

  /** Oneself; `personId` is empty until the first hello was accepted. */
  get self() {
    const { position, zoneId, ...pose } = this.#own.place;
    const {
      personId = '',
      name = '',
      role = 'Guest',
      status = 'available',
      hand = null,
      dancing,
      carries,
    } = this.#identity ?? {};
    return {
      personId,
      name,
      role,
      status,
      hand,
      dancing,
      carries,
      place: { ...position, ...pose },
      zoneId,
    } as const;
  }

  get selfFacing(): Facing {
    return this.#own.place.facing;
  }

  /** People in each Zone, by its id. */
  get zoneCounts(): ReadonlyMap<string, number> {
    return this.#zoneCounts;
  }

  /** Those who share the Zone. */
  get peers(): readonly Peer[] {
    return this.#peers.present;
  }

  /** Everyone in the World. @throws SessionError */
  async listPeople(): Promise<ServerMessageOf<'people.list.ok'>['people']> {
    return (await this.#connection.request({ type: 'people.list' })).people;
  }

  // What the person wants

  /** Walks in a direction on the Map until told otherwise; `undefined` stops. */
  walk(direction: Position | undefined): void {
    this.#own.walk(direction, this.#options.timers.now());
    this.#wake();
  }

  /**
   * Whether the person walks by hand or is on the way somewhere, also when no step has been made yet.
   *
   * @param zoneId on the way into this Zone is not meant
   */
  isBoundElsewhere(zoneId?: string): boolean {
    return this.#own.isBoundElsewhere(zoneId);
  }

  /** Walks to a place, or as near as one can get. @returns whether there is a way */
  walkTo(position: Position): boolean {
    return this.#goTo({ kind: 'place', position });
  }

  /** Walks just into a Zone, or to its Door or border where one may not enter. @returns whether there is a way */
  walkToZone(zoneId: string): boolean {
    return this.#goTo({ kind: 'zone', zoneId });
  }

  /** Walks somewhere, and says how that has ended; `undefined` where there is no way. */
  async goTo(goal: CourseGoal): Promise<CourseOutcome | undefined> {
    if (!this.#goTo(goal)) return undefined;
    return new Promise((resolve) => (this.#courseEnded = resolve));
  }

  /** Walks to a seat and sits down. @returns whether it is free, as far as is known, and there is a way */
  sitOn(seatId: string): boolean {
    const seat = this.space.seat(seatId);
    if (seat === undefined || !this.#isIn) return false;
    if (this.isSeatTaken(seat)) {
      this.#tellRefused({ reason: 'occupied', blocker: { kind: 'seat', id: seatId } });
      return false;
    }
    const isPossible = this.#own.sitOn(seat, this.#options.timers.now());
    this.#wake();
    return isPossible;
  }

  /** Stands up from a seat; nothing where one stands already. */
  standUp(): void {
    this.#own.standUp(this.#options.timers.now());
    this.#wake();
  }

  /** The nearest free seat that one could sit down on from here. */
  reachableSeat(): Seat | undefined {
    return this.#own.reachableSeat(this.#options.timers.now(), (seat) => this.isSeatTaken(seat));
  }

  /** Whether somebody else has a seat of the Zone, as far as is known. */
  isSeatTaken({ id, position }: Seat): boolean {
    const holder = this.objects.holderOf(id);
    if (holder !== undefined && holder !== this.#identity?.personId) return true;
    return this.#peers.isSeatTaken(position);
  }

  // Connection

  /** The tab is looked at again. */
  wakeUp(): void {
    this.#connection.wakeUp();
    this.#wake();
  }

  /** The device is on another network. */
  networkChanged(): void {
    this.#connection.networkChanged();
    this.media.tell('networkChanged');
  }

  /** Leaves the World for good: others see it at once, and no ticket leads back. */
  async leave(): Promise<void> {
    const giveUp = this.#options.timers.after(farewellMs, () => this.#connection.end('left'));
    try {
      await this.#connection.request({ type: 'leave' });
    } catch (cause) {
      this.#log.swallowed('The server did not say goodbye: the person leaves all the same', cause);
    }
    giveUp();
    this.#options.ticketStore.save(undefined);
    this.#connection.end('left');
  }

  /** Ends the connection without goodbye, as when the page goes away: the ticket still leads back. */
  end(): void {
    this.#connection.end('left');
  }

  // Time

  /** Moves everything on to a moment on the session's clock. Called for each frame that is drawn, and by itself. */
  advance(nowMs: number): void {
    this.#drive.advanced(nowMs);
    if (this.#isOnline) this.#own.advance(nowMs);
    this.#peers.advance(nowMs);
  }

  /** Everybody to draw at a moment. Call `advance` with the same moment before. */
  avatars(nowMs: number): AvatarView[] {
    const views: AvatarView[] = [];
    for (const { avatar, picture } of this.#peers.pictures(nowMs))
      views.push(viewOfPeer(avatar, picture, nowMs));
    if (this.#identity === undefined) return views;
    const fade = nowMs - this.#jumpedAtMs < arrivingMs ? 'arriving' : 'here';
    views.push(viewOfSelf(this.#identity, this.#own.pictureAt(nowMs), fade, this.#jumpedAtMs));
    return views;
  }

  /** Whether the picture may differ in the next frame. */
  isActive(nowMs: number): boolean {
    if (this.#isMoving(nowMs)) this.#activeAtMs = nowMs;
    return nowMs - this.#activeAtMs <= activeTailMs;
  }

  get #isOnline(): boolean {
    return (
      this.#connection.state.kind === 'online' &&
      this.#awaitedSnapshot === undefined &&
      !this.#changes.isWaiting
    );
  }

  /** Whether there is an own Avatar. */
  get #isIn(): boolean {
    return this.#identity !== undefined;
  }

  #isMoving(nowMs: number): boolean {
    return (
      (this.#isOnline && this.#own.isActive(nowMs)) ||
      nowMs - this.#jumpedAtMs < arrivingMs ||
      this.#peers.isActive(nowMs)
    );
  }

  #goTo(goal: CourseGoal): boolean {
    const isPossible = this.#isIn && this.#own.goTo(goal, this.#options.timers.now());
    this.#wake();
    return isPossible;
  }

  #endCourse(outcome: CourseOutcome): void {
    const tell = this.#courseEnded;
    this.#courseEnded = undefined;
    tell?.(outcome);
  }

  // What the server says

  #connectionChanged(): void {
    if (this.#connection.state.kind !== 'online') {
      this.#own.pause();
      this.#changes.forget();
    }
    const { state } = this;
    this.media.follow(state);
    this.#events.emit('state', state);
    if (state.kind === 'ended' && state.reason === 'versionMismatch') this.#events.emit('reload', undefined);
    this.#wake();
  }

  #receive(message: ServerMessage): void {
    if (isMediaMessage(message)) return this.media.receive(message);
    if (this.#changes.receive(message)) return;
    const parts = [this.rooms, this.objects, this.together, this.moderation];
    if (parts.some((part) => part.receive(message))) return this.#wake();
    const nowMs = this.#options.timers.now();
    switch (message.type) {
      case 'hello.ok':
        this.#events.emit('worldName', message.worldName);
        this.#events.emit('builder', undefined); // Told anew where there is one.
        return this.#enter(message, nowMs);
      case 'world.renamed':
        return this.#events.emit('worldName', message.name);
      case 'world.editing':
        return this.#events.emit('builder', message.by ?? undefined);
      case 'snapshot':
        return this.#takeSnapshot(message, nowMs);
      case 'peer.joined':
        this.#peers.joined(message.peer, nowMs);
        return this.#tellPeers();
      case 'peer.changed':
        return this.#changePeer(message);
      case 'peer.left':
        return this.#takeLeave(message, nowMs);
      case 'zone.counts':
        for (const [zoneId, count] of Object.entries(message.counts)) this.#zoneCounts.set(zoneId, count);
        this.#own.restrictions.countsChanged();
        this.#events.emit('counts', this.#zoneCounts);
        return this.#wake();
      case 'position.correction':
        this.#moveEpoch = message.moveEpoch;
        this.#own.correct(message, this.#confirmedZoneId, nowMs);
        return this.#wake();
      case 'pong':
        return this.#peers.observeTime(message.serverTimeMs, nowMs);
      case 'error':
        this.#log.warn('The server refused something that was not asked for with an id', {
          code: message.code,
        });
        return this.#events.emit('problem', `${message.code}: ${message.message}`);
      default: // Replies that nobody waits for any more.
        return;
    }
  }

  #takeLeave({ networkId, reason, zoneId }: ServerMessageOf<'peer.left'>, nowMs: number): void {
    const peer = this.#peers.left(networkId, nowMs);
    this.#tellPeers();
    if (peer !== undefined) this.#events.emit('peerLeft', { personId: peer.personId, reason, zoneId });
  }

  #enter(hello: ServerMessageOf<'hello.ok'>, nowMs: number): void {
    const isFirst = this.#identity === undefined;
    this.#log.info('Entered', { resumed: hello.resumed, isFirst, role: hello.role });
    const { personId, name, role, networkId, serverTimeMs, tickMs, moveEpoch, place, resumed, staysMs } =
      hello;
    this.#events.emit('stays', staysMs);
    const { look, status = 'available', worldVersion } = this.#options.hello();
    this.media.worldVersion = worldVersion;
    this.#identity = { networkId, personId, name, role, look, status, hand: null };
    this.#own.restrictions.role = role;
    for (const part of [this.rooms, this.together]) part.begin();
    this.#moveEpoch = moveEpoch;
    this.#awaitedSnapshot = resumed && !isFirst ? 'resumed' : 'entered';
    this.#peers.begin({ ownNetworkId: networkId, serverTimeMs, tickMs }, nowMs);
    // The snapshot that follows names the Zone; until then it is as good as certain.
    const zoneId = this.space.zones.next(this.#own.place.zoneId, place).id;
    this.#own.enter(place, isFirst ? this.space.zones.at(place).id : zoneId, moveEpoch, nowMs, isFirst);
    this.#wake();
  }

  /** The server is in another version of the World: what one sends may be heard by others there than before. */
  #beginChange({ version, silenced }: ServerMessageOf<'world.changed'>): void {
    this.#own.pause();
    this.media.worldVersion = version;
    if (silenced !== null) this.#events.emit('silenced', silenced);
  }

  /** The space is another one from here on; what the server says next is about it. */
  #changeWorld(change: ServerMessageOf<'world.changed'>): void {
    const { place, zoneId, moveEpoch } = change;
    this.#moveEpoch = moveEpoch;
    this.#zoneCounts.clear();
    this.rooms.worldChanged();
    const hasStayed = change.moved === null && change.silenced === null;
    this.#own.worldChanged(place, zoneId, moveEpoch, this.#options.timers.now(), hasStayed);
    const zone = this.space.zones.get(zoneId);
    if (zone !== undefined)
      this.#events.emit('zone', { zone, isConfirmed: zoneId === this.#confirmedZoneId });
    this.#events.emit('worldChanged', change);
    this.#wake();
  }

  #changePeer({ networkId, status, hand, dancing, carries }: ServerMessageOf<'peer.changed'>): void {
    const signs = { status, hand, dancing, carries };
    if (networkId === this.#identity?.networkId) this.#identity = { ...this.#identity, ...signs };
    else this.#peers.changed({ networkId, ...signs });
    this.#tellPeers();
  }

  #takeSnapshot({ zoneId, peers }: ServerMessageOf<'snapshot'>, nowMs: number): void {
    const occasion = this.#awaitedSnapshot ?? 'changed-zone';
    this.#confirmedZoneId = zoneId;
    if (this.#awaitedSnapshot !== undefined) {
      this.#awaitedSnapshot = undefined;
      this.#own.confirmZone(zoneId, this.#moveEpoch);
    }
    const { networkId } = this.#identity ?? {};
    const others = peers.filter((peer) => peer.networkId !== networkId);
    this.#peers.snapshot(others, occasion, nowMs);
    if (this.#identity !== undefined && occasion === 'changed-zone')
      this.#identity = { ...this.#identity, hand: null, dancing: undefined };
    this.objects.forgetHolders();
    this.rooms.zoneEntered(zoneId);
    if (occasion !== 'changed-zone') this.media.tell('online');
    if (occasion === 'resumed') this.#options.timers.after(awaitedMs, () => this.#tellPeers());
    const zone = this.space.zones.get(zoneId);
    if (zone !== undefined) this.#events.emit('zone', { zone, isConfirmed: true });
    this.#tellPeers();
  }

  // What listeners hear

  #tellZone(zoneId: string): void {
    const zone = this.space.zones.get(zoneId);
    if (zone !== undefined) this.#events.emit('zone', { zone, isConfirmed: false });
  }

  #tellPeers(): void {
    this.#peers.advance(this.#options.timers.now());
    this.#events.emit('peers', this.#peers.present);
    this.#wake();
  }

  #tellRefused(refused: MovementRefused): void {
    if (this.#refusals.isNew(refused, this.#options.timers.now())) this.#events.emit('refused', refused);
  }

  #wake(): void {
    this.#activeAtMs = this.#options.timers.now();
    this.#events.emit('wake', undefined);
    this.#drive.wake();
  }
}
