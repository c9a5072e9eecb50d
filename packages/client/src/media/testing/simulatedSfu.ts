import { Device } from 'mediasoup-client';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import type {
  DtlsParameters,
  IceParameters,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
  TransportDirection,
  TransportParameters,
} from '@atrium/protocol';
import { withoutUndefined } from '@atrium/protocol';
import type { Sfu, SfuConsumer, SfuMember, SfuRoom, SfuRoomEvents, SfuZone } from '@atrium/signaling';
import { SfuRefusal } from '@atrium/signaling';
import type { Timers } from '../../connection/timers.ts';
import { SfuReceiving } from '../links/sfuReceiving.ts';
import { SfuSending } from '../links/sfuSending.ts';
import type { LoadSfuParts } from '../links/loadSfuParts.ts';

const connectMs = 100;
const packetMs = 20;
const rtpCapabilities: RtpCapabilities = {
  codecs: [
    { kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: 100, clockRate: 48_000, channels: 2 },
    { kind: 'video', mimeType: 'video/VP8', preferredPayloadType: 101, clockRate: 90_000 },
  ],
  headerExtensions: [],
};

/** Something that a Client sends to the SFU. */
interface Sent {
  readonly handler: FakeHandler;
  track: MediaStreamTrack | null;
  isPaused: boolean;
}

/**
 * An SFU without packets: the server's side of it (the port `Sfu`), and the Clients' side as the real mediasoup-client
 * with a handler that has no browser. What is forwarded is found by following a track back to where it comes from.
 */
export class SimulatedSfu implements Sfu {
  readonly isAvailable = true;
  readonly rooms: SimulatedSfuRoom[] = [];
  readonly timers: Timers;
  readonly #handlers = new Map<string, FakeHandler>();
  readonly #sent = new Map<number, Sent>();
  readonly #received = new Map<
    MediaStreamTrack,
    { readonly handler: FakeHandler; readonly consumerId: string }
  >();
  #named = 0;

  constructor(timers: Timers) {
    this.timers = timers;
  }

  onAvailabilityChanged(): void {
    // It is always there.
  }

  placed(): void {
    // It ends with its server: nothing is left from before.
  }

  async openRoom(_zone: SfuZone, events: SfuRoomEvents): Promise<SimulatedSfuRoom> {
    await Promise.resolve();
    const room = new SimulatedSfuRoom(this, events);
    this.rooms.push(room);
    return room;
  }

  newId(what: string): string {
    return `${what}-${++this.#named}`;
  }

  /** Loads what a Client's engine speaks to this SFU with. */
  readonly loadParts: LoadSfuParts = async (ofRoom) => {
    const { factory, ...rest } = FakeHandler.createFactory(fakeParameters);
    const device = new Device({
      handlerFactory: {
        ...rest,
        factory: (options) => {
          const handler = factory(options);
          if (!(handler instanceof FakeHandler))
            throw new TypeError('mediasoup-client made another handler.');
          this.#listenTo(handler, options.iceParameters.usernameFragment);
          return handler;
        },
      },
    });
    await device.load({ routerRtpCapabilities: withoutUndefined(ofRoom) });
    return { device, SfuReceiving, SfuSending };
  };

  /** Both ends of a transport know each other: packets flow from now on. */
  connected(transportId: string): void {
    this.timers.after(connectMs, () => this.#handlers.get(transportId)?.setConnectionState('connected'));
  }

  /** What is heard on a track that a Client receives: the track of the one who sends it, while packets flow. */
  originOf(track: MediaStreamTrack): MediaStreamTrack | undefined {
    const received = this.#received.get(track);
    if (received === undefined) return undefined;
    const ssrc = this.rooms
      .filter(({ isClosed }) => !isClosed)
      .flatMap((room) => room.forwardedTo(received.consumerId) ?? [])[0];
    const sent = ssrc === undefined ? undefined : this.#sent.get(ssrc);
    return sent?.isPaused === false && sent.track?.readyState === 'live' ? sent.track : undefined;
  }

  /** Follows what a Client does with a transport. */
  #listenTo(handler: FakeHandler, transportId: string): void {
    this.#handlers.set(transportId, handler);
    const ssrcs = new Map<string, number>();
    const sentBy = (localId: string) => this.#sent.get(ssrcs.get(localId) ?? -1);
    const real = {
      send: handler.send.bind(handler),
      receive: handler.receive.bind(handler),
      stopSending: handler.stopSending.bind(handler),
      pauseSending: handler.pauseSending.bind(handler),
      resumeSending: handler.resumeSending.bind(handler),
      replaceTrack: handler.replaceTrack.bind(handler),
    };
    handler.send = async (options) => {
      const result = await real.send(options);
      const ssrc = result.rtpParameters.encodings?.[0]?.ssrc ?? 0;
      ssrcs.set(result.localId, ssrc);
      this.#sent.set(ssrc, { handler, track: options.track, isPaused: false });
      return result;
    };
    handler.stopSending = async (localId) => {
      await real.stopSending(localId);
      this.#sent.delete(ssrcs.get(localId) ?? -1);
    };
    handler.pauseSending = async (localId) => {
      await real.pauseSending(localId);
      const sent = sentBy(localId);
      if (sent !== undefined) sent.isPaused = true;
    };
    handler.resumeSending = async (localId) => {
      await real.resumeSending(localId);
      const sent = sentBy(localId);
      if (sent !== undefined) sent.isPaused = false;
    };
    handler.replaceTrack = async (localId, track) => {
      await real.replaceTrack(localId, track);
      const sent = sentBy(localId);
      if (sent !== undefined) sent.track = track;
    };
    const arrivals = new Map<string, Arrival>();
    handler.receive = async (list) => {
      const results = await real.receive(list);
      results.forEach(({ localId, track }, index) => {
        const { trackId: consumerId = '', kind } = list[index] ?? {};
        this.#received.set(track, { handler, consumerId });
        arrivals.set(localId, { track, kind: kind ?? 'audio', packets: 0, countedAtMs: this.timers.now() });
      });
      return results;
    };
    handler.getReceiverStats = async (localId) => {
      await Promise.resolve();
      return this.#statsOf(arrivals.get(localId));
    };
  }

  #statsOf(arrival: Arrival | undefined): RTCStatsReport {
    if (arrival === undefined) return new Map();
    const nowMs = this.timers.now();
    const isFlowing = this.originOf(arrival.track) !== undefined;
    const packets = Math.floor((nowMs - arrival.countedAtMs) / packetMs);
    arrival.countedAtMs = nowMs;
    if (isFlowing) arrival.packets += packets;
    const { kind, packets: packetsReceived } = arrival;
    return new Map([['in', { type: 'inbound-rtp', kind, packetsReceived, packetsLost: 0 }]]);
  }
}

interface Arrival {
  readonly track: MediaStreamTrack;
  readonly kind: string;
  packets: number;
  countedAtMs: number;
}

export class SimulatedSfuRoom implements SfuRoom {
  readonly rtpCapabilities = rtpCapabilities;
  readonly sfu: SimulatedSfu;
  readonly members = new Map<string, SimulatedSfuMember>();
  isClosed = false;
  readonly #events: SfuRoomEvents;

  constructor(sfu: SimulatedSfu, events: SfuRoomEvents) {
    this.sfu = sfu;
    this.#events = events;
  }

  async join(personId: string): Promise<SimulatedSfuMember> {
    await Promise.resolve();
    if (this.isClosed) throw new Error('The room is closed.');
    this.members.get(personId)?.leave();
    const member = new SimulatedSfuMember(this, personId);
    this.members.set(personId, member);
    return member;
  }

  close(): void {
    this.isClosed = true;
    this.members.clear();
  }

  /** Its worker dies. */
  lose(): void {
    if (this.isClosed) return;
    this.close();
    this.#events.lost();
  }

  /** The SSRC whose packets go to a consumer at this moment. */
  forwardedTo(consumerId: string): number | undefined {
    for (const member of this.members.values()) {
      const consumer = member.consumers.get(consumerId);
      if (consumer === undefined || consumer.isPaused || member.deafTo.has(consumer.personId)) continue;
      const publisher = this.members.get(consumer.personId);
      const producer = publisher?.producers.get(consumer.source);
      const isFlowing = publisher?.isConnected('send') === true && member.isConnected('receive');
      const isSame = producer?.producerId === consumer.producerId && !producer.isPaused;
      if (isFlowing && isSame) return producer.ssrc;
    }
    return undefined;
  }
}

export class SimulatedSfuMember implements SfuMember {
  readonly send: TransportParameters;
  readonly receive: TransportParameters;
  readonly producers = new Map<
    MediaSource,
    { readonly producerId: string; readonly ssrc: number | undefined; isPaused: boolean }
  >();
  readonly consumers = new Map<
    string,
    {
      readonly personId: string;
      readonly source: MediaSource;
      readonly producerId: string;
      isPaused: boolean;
    }
  >();
  readonly deafTo = new Set<string>();
  readonly #room: SimulatedSfuRoom;
  readonly #personId: string;
  readonly #connectedWith = new Map<TransportDirection, string>();
  #rtpCapabilities: RtpCapabilities | undefined;

  constructor(room: SimulatedSfuRoom, personId: string) {
    this.#room = room;
    this.#personId = personId;
    [this.send, this.receive] = [parametersOf(room.sfu.newId('t')), parametersOf(room.sfu.newId('t'))];
  }

  get sources(): readonly MediaSource[] {
    return [...this.producers.keys()];
  }

  isConnected(direction: TransportDirection): boolean {
    return this.#connectedWith.has(direction);
  }

  setRtpCapabilities(said: RtpCapabilities): void {
    this.#rtpCapabilities = said;
  }

  async connect(direction: TransportDirection, dtlsParameters: DtlsParameters): Promise<void> {
    await Promise.resolve();
    const text = JSON.stringify(dtlsParameters);
    const before = this.#connectedWith.get(direction);
    // As the real one: connected once; asked again alike it answers, and nothing else is taken.
    if (before === text) return;
    if (before !== undefined) throw new SfuRefusal('It is connected already.');
    this.#connectedWith.set(direction, text);
    this.#room.sfu.connected(this[direction].transportId);
  }

  async restartIce(): Promise<IceParameters> {
    await Promise.resolve();
    return { usernameFragment: 'u', password: 'p' };
  }

  async produce(
    source: MediaSource,
    _generation: number,
    { encodings = [] }: RtpParameters,
    isPaused: boolean,
  ): Promise<string> {
    await Promise.resolve();
    this.unproduce(source);
    const producerId = this.#room.sfu.newId('producer');
    this.producers.set(source, { producerId, ssrc: encodings[0]?.ssrc, isPaused });
    return producerId;
  }

  setProducerPaused(source: MediaSource, isPaused: boolean): void {
    const producer = this.producers.get(source);
    if (producer !== undefined) producer.isPaused = isPaused;
  }

  unproduce(source: MediaSource): void {
    this.producers.delete(source);
    for (const member of this.#room.members.values()) member.forget(this.#personId, source);
  }

  async consume(personId: string, source: MediaSource): Promise<SfuConsumer> {
    await Promise.resolve();
    if (this.#rtpCapabilities === undefined) throw new SfuRefusal('What can be received was not said yet.');
    const producer = this.#room.members.get(personId)?.producers.get(source);
    if (producer === undefined) throw new SfuRefusal('Nobody produces that.');
    const { producerId } = producer;
    this.forget(personId, source);
    const consumerId = this.#room.sfu.newId('consumer');
    this.consumers.set(consumerId, { personId, source, producerId, isPaused: true });
    const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio';
    const codec =
      kind === 'audio'
        ? { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }
        : { mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 };
    return {
      consumerId,
      producerId,
      kind,
      rtpParameters: { codecs: [codec], encodings: [{ ssrc: 1 }], rtcp: {} },
    };
  }

  setConsumer(consumerId: string, isPaused: boolean): void {
    const consumer = this.consumers.get(consumerId);
    if (consumer !== undefined) consumer.isPaused = isPaused;
  }

  setDeafTo(personId: string, isDeaf: boolean): void {
    if (isDeaf) this.deafTo.add(personId);
    else this.deafTo.delete(personId);
  }

  unconsume(personId: string): void {
    for (const [id, consumer] of this.consumers)
      if (consumer.personId === personId) this.consumers.delete(id);
  }

  withdraw(source: MediaSource): void {
    for (const member of this.#room.members.values()) member.forget(this.#personId, source);
  }

  leave(): void {
    if (this.#room.members.get(this.#personId) === this) this.#room.members.delete(this.#personId);
  }

  forget(personId: string, source: MediaSource): void {
    for (const [id, consumer] of this.consumers)
      if (consumer.personId === personId && consumer.source === source) this.consumers.delete(id);
  }
}

function parametersOf(transportId: string): TransportParameters {
  return {
    transportId,
    // The name of the transport is all that the Client's handler is told.
    iceParameters: { usernameFragment: transportId, password: 'p' },
    iceCandidates: [],
    dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] },
  };
}
