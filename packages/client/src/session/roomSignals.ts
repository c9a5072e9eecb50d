import type { DoorShown, KnockStatus, ServerMessage, ServerMessageOf } from '@atrium/protocol';
import type { DoorHold, WorldSpace } from '@atrium/world';
import type { SignalingConnection } from '../connection/signalingConnection.ts';
import type { OwnRestrictions } from '../movement/ownRestrictions.ts';
import { EventEmitter } from './eventEmitter.ts';

/** What became of your knock. */
export interface OwnKnock {
  readonly doorId: string;
  readonly status: KnockStatus;
}

/** Somebody knocks at the Door of the room one is in. */
export type PendingKnock = Pick<ServerMessageOf<'knock.asked'>, 'knockId' | 'doorId' | 'person'>;
/** A knock that others have answered, or that is over. */
type KnockOver = Pick<ServerMessageOf<'knock.over'>, 'knockId' | 'status' | 'by'> & {
  readonly name: string;
};
export type AskedToLeave = Pick<ServerMessageOf<'room.askedToLeave'>, 'zoneId' | 'by'>;

export interface RoomSignalsEvents {
  /** Doors that are not as the World file says. */
  doors: ReadonlyMap<string, DoorShown>;
  /** `undefined`: one does not knock. */
  ownKnock: OwnKnock | undefined;
  /** Everybody who waits to be let in. */
  pending: readonly PendingKnock[];
  knocked: PendingKnock;
  knockOver: KnockOver;
  askedToLeave: AskedToLeave;
}

/** The part of a session that is about Doors: how they are, and who asks whom to be let in. */
export class RoomSignals {
  readonly #connection: SignalingConnection;
  readonly #space: WorldSpace;
  readonly #restrictions: OwnRestrictions;
  readonly #now: () => number;
  readonly #events = new EventEmitter<RoomSignalsEvents>();
  readonly #doors = new Map<string, DoorShown>();
  readonly #pending = new Map<string, PendingKnock>();

  /** @param now on the clock of the restrictions, in ms */
  constructor(
    connection: SignalingConnection,
    space: WorldSpace,
    restrictions: OwnRestrictions,
    now: () => number,
  ) {
    this.#connection = connection;
    this.#space = space;
    this.#restrictions = restrictions;
    this.#now = now;
  }

  /** Doors that are not as the World file says, by their id. */
  get doors(): ReadonlyMap<string, DoorShown> {
    return this.#doors;
  }

  /** Whether a Door lets oneself in at this moment. */
  isClosed(doorId: string): boolean {
    this.#restrictions.nowMs = this.#now();
    return this.#restrictions.closesDoor(doorId);
  }

  /** @returns stops listening */
  on<Name extends keyof RoomSignalsEvents>(
    name: Name,
    listener: (payload: RoomSignalsEvents[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  // What the person wants; all of these reject with a SessionError where the server refuses.

  async knock(doorId: string): Promise<'waiting' | 'nobody' | 'open'> {
    const { outcome } = await this.#connection.request({ type: 'knock', doorId });
    if (outcome !== 'open') this.#tellOwn({ doorId, status: outcome });
    return outcome;
  }

  async withdraw(): Promise<void> {
    await this.#connection.request({ type: 'knock.withdraw' });
  }

  async answer(knockId: string, allow: boolean): Promise<void> {
    this.#forget(knockId);
    await this.#connection.request({ type: 'knock.answer', knockId, allow });
  }

  async hold(doorId: string, held: DoorHold): Promise<void> {
    await this.#connection.request({ type: 'door.hold', doorId, held });
  }

  async lock(doorId: string, locked: boolean): Promise<void> {
    await this.#connection.request({ type: 'door.lock', doorId, locked });
  }

  async askToLeave(personId: string): Promise<void> {
    await this.#connection.request({ type: 'room.askToLeave', personId });
  }

  // From the session

  /** @returns whether the message was about Doors */
  receive(message: ServerMessage): boolean {
    switch (message.type) {
      case 'door.states':
        for (const [doorId, door] of Object.entries(message.doors)) this.#doors.set(doorId, door);
        this.#tellDoors();
        return true;
      case 'door.pass':
        this.#restrictions.letThrough(message.doorId, this.#now() + message.passMs);
        return true;
      case 'knock.state':
        this.#tellOwn({ doorId: message.doorId, status: message.status });
        return true;
      case 'knock.asked':
        this.#asked(message);
        return true;
      case 'knock.over': {
        const pending = this.#pending.get(message.knockId);
        this.#forget(message.knockId);
        if (pending !== undefined) this.#events.emit('knockOver', { ...message, name: pending.person.name });
        return true;
      }
      case 'room.askedToLeave':
        this.#events.emit('askedToLeave', message);
        return true;
      default:
        return false;
    }
  }

  /** A hello was accepted: what is not at rest, or waits, is told anew. */
  begin(): void {
    this.#doors.clear();
    this.#pending.clear();
    this.#tellDoors();
    this.#tellPending();
    this.#tellOwn(undefined);
  }

  /** The World is another version: how its Doors are is told anew, and so are the passes that still hold. */
  worldChanged(): void {
    this.#doors.clear();
    this.#restrictions.worldChanged();
    this.#tellDoors();
  }

  /** The server has oneself in a Zone: who waits at the Doors of others is for others to answer. */
  zoneEntered(zoneId: string): void {
    this.#restrictions.zoneEntered(zoneId);
    const chain = this.#space.zones.chain(zoneId);
    for (const { knockId, doorId } of [...this.#pending.values()]) {
      if (!chain.includes(this.#space.door(doorId)?.leadsToZone ?? '')) this.#forget(knockId);
    }
  }

  #asked(pending: PendingKnock): void {
    const isNew = !this.#pending.has(pending.knockId);
    this.#pending.set(pending.knockId, pending);
    this.#tellPending();
    if (isNew) this.#events.emit('knocked', pending);
  }

  #forget(knockId: string): void {
    if (this.#pending.delete(knockId)) this.#tellPending();
  }

  #tellDoors(): void {
    this.#restrictions.doorsChanged(this.#doors);
    this.#events.emit('doors', this.#doors);
  }

  #tellPending(): void {
    this.#events.emit('pending', [...this.#pending.values()]);
  }

  #tellOwn(knock: OwnKnock | undefined): void {
    this.#events.emit('ownKnock', knock);
  }
}
