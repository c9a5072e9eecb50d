import type { Sfu, SfuRoom, SfuRoomEvents, SfuZone } from '@atrium/signaling';
import type { Report } from '../mediasoupSfu.ts';
import { ControlConnection } from './controlConnection.ts';
import type { Told } from './controlConnection.ts';
import type { SfuState } from './controlMessages.ts';
import { RemoteRoom } from './remoteRoom.ts';

/** An SFU that is another process, and may come and go. */
export interface RemoteSfu extends Sfu {
  /** What it last said of itself; `undefined` while there is no connection to it. */
  readonly state: SfuState | undefined;
  /** Lets the SFU go. Its rooms go on for a while, for the server that comes next. */
  close(): void;
}

/** How soon a connection that was lost, or could not be made, is tried again, in ms. */
const retryMs = 250;
const longestRetryMs = 2_000;

/**
 * Uses the SFU that listens at a Unix socket, once it is there, and again whenever it is back.
 *
 * @param report is told of each loss, and of the first of several failures to connect
 */
export function createRemoteSfu(path: string, report: Report): RemoteSfu {
  return new ReconnectingSfu(path, report);
}

type Place = Extract<Told, { type: 'placed' }>;

class ReconnectingSfu implements RemoteSfu {
  readonly #path: string;
  readonly #report: Report;
  readonly #listeners: (() => void)[] = [];
  readonly #rooms = new Map<number, RemoteRoom>();
  /** Where everybody is, for an SFU that has kept rooms while it was not connected. */
  readonly #places = new Map<string, Place>();
  #connection: ControlConnection | undefined;
  #state: SfuState | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = retryMs;
  #isClosed = false;

  constructor(path: string, report: Report) {
    this.#path = path;
    this.#report = report;
    this.#connect();
  }

  get state(): SfuState | undefined {
    return this.#state;
  }

  get isAvailable(): boolean {
    return this.#state?.isAvailable === true;
  }

  onAvailabilityChanged(listener: () => void): void {
    this.#listeners.push(listener);
  }

  placed(worldId: string, personId: string, zoneId: string | undefined): void {
    const place = { type: 'placed', worldId, personId, zoneId: zoneId ?? null } as const;
    this.#places.set(`${worldId} ${personId}`, place);
    this.#tellPlaces([place]);
  }

  async openRoom(zone: SfuZone, events: SfuRoomEvents): Promise<SfuRoom> {
    const connection = this.#connection;
    if (connection === undefined || this.#state === undefined) throw new Error('The SFU is not there.');
    const number = connection.newNumber();
    const { rtpCapabilities } = await connection.ask('open', { room: number, ...zone });
    const room = new RemoteRoom(connection, number, rtpCapabilities, events, () =>
      this.#rooms.delete(number),
    );
    // It was lost between the answer and now.
    if (this.#connection !== connection) throw new Error('The SFU is gone.');
    this.#rooms.set(number, room);
    return room;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#rooms.clear();
    this.#connection?.close();
  }

  #connect(): void {
    const connection = new ControlConnection(this.#path, {
      state: (state) => {
        this.#retryMs = retryMs;
        const isNew = this.#state === undefined;
        this.#state = state;
        if (isNew) this.#tellPlaces([...this.#places.values()]);
        this.#tell();
      },
      roomLost: (number) => this.#rooms.get(number)?.lose(),
      speakersChanged: (number, personIds) => this.#rooms.get(number)?.tellSpeakers(personIds),
      closed: (cause) => this.#lose(cause),
    });
    this.#connection = connection;
  }

  /** Those who have left are remembered until the SFU knows. */
  #tellPlaces(places: Iterable<Place>): void {
    if (this.#state === undefined) return;
    for (const place of places) {
      this.#connection?.tell(place);
      if (place.zoneId === null) this.#places.delete(`${place.worldId} ${place.personId}`);
    }
  }

  #lose(cause: unknown): void {
    const wasThere = this.#state !== undefined;
    this.#connection = undefined;
    this.#state = undefined;
    if (this.#isClosed) return;
    if (wasThere || this.#retryMs === retryMs) this.#report('the connection to the SFU', cause);
    for (const room of [...this.#rooms.values()]) room.lose();
    this.#rooms.clear();
    this.#retry = setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(longestRetryMs, this.#retryMs * 2);
    if (wasThere) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
