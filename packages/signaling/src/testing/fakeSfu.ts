import type {
  IceParameters,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
  TransportParameters,
} from '@atrium/protocol';
import type { Sfu, SfuConsumer, SfuMember, SfuRoom, SfuRoomEvents, SfuZone } from '../ports/sfu.ts';
import { SfuRefusal } from '../ports/sfu.ts';

const rtpCapabilities: RtpCapabilities = { codecs: [], headerExtensions: [] };
const iceParameters: IceParameters = { usernameFragment: 'u', password: 'p' };

/** An SFU that forwards nothing, and remembers who would get what. */
export class FakeSfu implements Sfu {
  readonly rooms: FakeSfuRoom[] = [];
  failsToOpen = false;
  /** Whether it answers nothing, as a process that is stopped. */
  hangs = false;
  /** Where people were said to be, by World and personId. */
  readonly places = new Map<string, string | undefined>();
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

  placed(worldId: string, personId: string, zoneId: string | undefined): void {
    this.places.set(`${worldId} ${personId}`, zoneId);
  }

  async openRoom(_zone: SfuZone, events: SfuRoomEvents): Promise<FakeSfuRoom> {
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
  /** Called when a source is produced, before the answer is on its way; what it returns is waited for. */
  beforeProduced: () => Promise<void> = () => Promise.resolve();

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
  /** Of what was asked for last, by source. */
  readonly #generations = new Map<MediaSource, number>();
  #made = 0;

  constructor(room: FakeSfuRoom, personId: string) {
    this.#room = room;
    this.#personId = personId;
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

  async produce(
    source: MediaSource,
    generation: number,
    rtpParameters: RtpParameters,
    isPaused: boolean,
  ): Promise<string> {
    await Promise.resolve();
    if (rtpParameters.encodings?.length === 0) throw new SfuRefusal('No encodings.');
    if (generation <= (this.#generations.get(source) ?? 0)) throw new SfuRefusal('That was taken back.');
    this.#generations.set(source, generation);
    this.produced.set(source, isPaused);
    const producerId = `producer ${++this.#made} of ${this.#personId}: ${source}`;
    await this.#room.beforeProduced();
    return producerId;
  }

  setProducerPaused(source: MediaSource, isPaused: boolean): void {
    if (this.produced.has(source)) this.produced.set(source, isPaused);
  }

  unproduce(source: MediaSource, generation: number): void {
    this.#generations.set(source, generation);
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

  withdraw(source: MediaSource): void {
    for (const member of this.#room.members.values()) member.consumed.delete(`${this.#personId} ${source}`);
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
