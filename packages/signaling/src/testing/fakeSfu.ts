import type {
  IceParameters,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
  TransportParameters,
} from '@atrium/protocol';
import type { PublishedSource, Sfu, SfuConsumer, SfuMember, SfuRoom, SfuRoomEvents } from '../ports/sfu.ts';
import { SfuRefusal } from '../ports/sfu.ts';

const rtpCapabilities: RtpCapabilities = { codecs: [], headerExtensions: [] };
const iceParameters: IceParameters = { usernameFragment: 'u', password: 'p' };

/** An SFU that forwards nothing, and remembers who would get what. */
export class FakeSfu implements Sfu {
  readonly rooms: FakeSfuRoom[] = [];
  failsToOpen = false;
  /** Whether it answers nothing, as a process that is stopped. */
  hangs = false;
  readonly #listeners: (() => void)[] = [];
  #isAvailable = true;

  get isAvailable(): boolean {
    return this.#isAvailable;
  }

  set isAvailable(isAvailable: boolean) {
    this.#isAvailable = isAvailable;
    for (const listener of this.#listeners) listener();
  }

  onAvailabilityChanged(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async openRoom(events: SfuRoomEvents): Promise<FakeSfuRoom> {
    await Promise.resolve();
    if (this.hangs) return new Promise(() => undefined);
    if (this.failsToOpen || !this.#isAvailable) throw new Error('There is no worker.');
    const room = new FakeSfuRoom(events);
    this.rooms.push(room);
    return room;
  }

  get openRooms(): readonly FakeSfuRoom[] {
    return this.rooms.filter(({ isClosed }) => !isClosed);
  }
}

export class FakeSfuRoom implements SfuRoom {
  readonly rtpCapabilities = rtpCapabilities;
  readonly members = new Map<string, FakeSfuMember>();
  readonly events: SfuRoomEvents;
  isClosed = false;

  constructor(events: SfuRoomEvents) {
    this.events = events;
  }

  async join(personId: string): Promise<FakeSfuMember> {
    await Promise.resolve();
    if (this.isClosed) throw new Error('The room is closed.');
    const member = new FakeSfuMember(this, personId);
    this.members.set(personId, member);
    return member;
  }

  close(): void {
    this.isClosed = true;
    this.members.clear();
  }

  /** Its worker dies. */
  lose(): void {
    this.close();
    this.events.lost();
  }

  /** Whether packets of somebody's source would arrive at somebody else. */
  forwards(from: string, source: MediaSource, to: string): boolean {
    const isSent = this.members.get(from)?.produced.get(source) === false;
    const receiver = this.members.get(to);
    const consumer = receiver?.consumed.get(`${from} ${source}`);
    return isSent && consumer?.isPaused === false && receiver?.deafTo.has(from) === false;
  }
}

export class FakeSfuMember implements SfuMember {
  readonly send = transport('send');
  readonly receive = transport('receive');
  /** Whether it is paused, by source. */
  readonly produced = new Map<MediaSource, boolean>();
  readonly consumed = new Map<string, { readonly consumerId: string; isPaused: boolean }>();
  readonly deafTo = new Set<string>();
  readonly #room: FakeSfuRoom;
  readonly #personId: string;
  readonly #producerIds = new Map<MediaSource, string>();
  #made = 0;

  constructor(room: FakeSfuRoom, personId: string) {
    this.#room = room;
    this.#personId = personId;
  }

  get published(): readonly PublishedSource[] {
    const nameOf = (source: MediaSource) => this.#producerIds.get(source) ?? '';
    return [...this.produced.keys()].map((source) => ({ source, producerId: nameOf(source) }));
  }

  setRtpCapabilities(): void {
    // Whatever it can receive, nothing is sent.
  }

  async connect(): Promise<void> {
    await Promise.resolve();
  }

  async restartIce(): Promise<IceParameters> {
    await Promise.resolve();
    return iceParameters;
  }

  async produce(source: MediaSource, rtpParameters: RtpParameters, isPaused: boolean): Promise<string> {
    await Promise.resolve();
    if (rtpParameters.encodings?.length === 0) throw new SfuRefusal('No encodings.');
    this.produced.set(source, isPaused);
    const producerId = `producer ${++this.#made} of ${this.#personId}: ${source}`;
    this.#producerIds.set(source, producerId);
    return producerId;
  }

  setProducerPaused(source: MediaSource, isPaused: boolean): void {
    if (this.produced.has(source)) this.produced.set(source, isPaused);
  }

  unproduce(source: MediaSource): void {
    this.produced.delete(source);
  }

  async consume(personId: string, source: MediaSource): Promise<SfuConsumer> {
    await Promise.resolve();
    const key = `${personId} ${source}`;
    const consumerId = `consumer of ${this.#personId}: ${key}`;
    this.consumed.set(key, { consumerId, isPaused: true });
    const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio';
    return { consumerId, producerId: key, kind, rtpParameters: { codecs: [opus] } };
  }

  setConsumer(consumerId: string, isPaused: boolean): void {
    for (const consumer of this.consumed.values()) {
      if (consumer.consumerId === consumerId) consumer.isPaused = isPaused;
    }
  }

  setDeafTo(personId: string, isDeaf: boolean): void {
    if (isDeaf) this.deafTo.add(personId);
    else this.deafTo.delete(personId);
  }

  unconsume(personId: string): void {
    for (const key of this.consumed.keys()) if (key.startsWith(`${personId} `)) this.consumed.delete(key);
  }

  leave(): void {
    if (this.#room.members.get(this.#personId) === this) this.#room.members.delete(this.#personId);
  }
}

const opus = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 };

function transport(transportId: string): TransportParameters {
  const fingerprints = [{ algorithm: 'sha-256' as const, value: '00' }];
  return { transportId, iceParameters, iceCandidates: [], dtlsParameters: { fingerprints } };
}
