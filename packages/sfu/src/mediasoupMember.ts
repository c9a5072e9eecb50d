import type { types } from 'mediasoup';
import type {
  DtlsParameters,
  IceParameters,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
  TransportDirection,
  TransportParameters,
} from '@atrium/protocol';
import { rtpParametersSchema, withoutUndefined } from '@atrium/protocol';
import type { SfuConsumer, SfuMember } from '@atrium/signaling';
import { SfuRefusal } from '@atrium/signaling';
import { asked } from './refuse.ts';

/** What a member does with a transport. */
export type MemberTransport = Pick<
  types.WebRtcTransport,
  'connect' | 'restartIce' | 'produce' | 'consume' | 'close' | 'closed'
>;

export interface MemberOptions {
  readonly personId: string;
  readonly router: types.Router;
  readonly send: MemberTransport;
  readonly receive: MemberTransport;
  /** What the Client needs to reach them. */
  readonly parameters: Pick<SfuMember, 'send' | 'receive'>;
  readonly observer: types.AudioLevelObserver;
  readonly producerOf: (personId: string, source: MediaSource) => types.Producer | undefined;
  readonly gone: (member: MediasoupMember) => void;
}

/** Something that is received from somebody, and what was wished of it. */
interface Consumption {
  readonly consumer: types.Consumer;
  readonly personId: string;
  readonly source: MediaSource;
  isPausedByClient: boolean;
}

/** Screens go before cameras where a network does not bear both (mediasoup: 1 to 255). */
const screenPriority = 200;

/** One person's two transports to a room, and what goes over them. */
export class MediasoupMember implements SfuMember {
  readonly send: TransportParameters;
  readonly receive: TransportParameters;
  readonly #options: MemberOptions;
  readonly #producers = new Map<MediaSource, types.Producer>();
  readonly #consumptions = new Map<string, Consumption>();
  readonly #deafTo = new Set<string>();
  #rtpCapabilities: types.RtpCapabilities | undefined;
  #hasLeft = false;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.send = options.parameters.send;
    this.receive = options.parameters.receive;
  }

  get sources(): readonly MediaSource[] {
    return [...this.#producers.keys()];
  }

  producer(source: MediaSource): types.Producer | undefined {
    return this.#producers.get(source);
  }

  setRtpCapabilities(rtpCapabilities: RtpCapabilities): void {
    this.#rtpCapabilities = withoutUndefined(rtpCapabilities);
  }

  async connect(direction: TransportDirection, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#options[direction];
    await asked(transport, 'The DTLS parameters make no sense.', () =>
      transport.connect({ dtlsParameters: withoutUndefined(dtlsParameters) }),
    );
  }

  restartIce(direction: TransportDirection): Promise<IceParameters> {
    return this.#options[direction].restartIce();
  }

  async produce(source: MediaSource, rtpParameters: RtpParameters, isPaused: boolean): Promise<string> {
    const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio';
    // mediasoup takes any codec for any kind; a voice that claims to be a picture would slip past the Zone's rules.
    if (!rtpParameters.codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`)))
      throw new SfuRefusal(`The source ${source} is ${kind}.`);
    this.unproduce(source);
    const producer = await asked(this.#options.send, 'The RTP parameters make no sense.', () =>
      this.#options.send.produce({
        kind,
        rtpParameters: withoutUndefined(rtpParameters),
        paused: isPaused,
        appData: { personId: this.#options.personId, source },
      }),
    );
    if (this.#hasLeft) throw new Error('They have left meanwhile.');
    // Two requests at once: the later one counts.
    this.unproduce(source);
    this.#producers.set(source, producer);
    if (source === 'microphone')
      void this.#options.observer.addProducer({ producerId: producer.id }).catch(ignoreClosed);
    return producer.id;
  }

  setProducerPaused(source: MediaSource, isPaused: boolean): void {
    const producer = this.#producers.get(source);
    if (producer === undefined || producer.closed || producer.paused === isPaused) return;
    void (isPaused ? producer.pause() : producer.resume()).catch(ignoreClosed);
  }

  unproduce(source: MediaSource): void {
    this.#producers.get(source)?.close();
    this.#producers.delete(source);
  }

  async consume(personId: string, source: MediaSource): Promise<SfuConsumer> {
    const { router, receive, producerOf } = this.#options;
    const rtpCapabilities = this.#rtpCapabilities;
    if (rtpCapabilities === undefined) throw new SfuRefusal('What can be received was not said yet.');
    const producer = producerOf(personId, source);
    if (producer === undefined) throw new SfuRefusal('Nobody produces that.');
    if (!router.canConsume({ producerId: producer.id, rtpCapabilities }))
      throw new SfuRefusal('There is no codec that both ends have.');
    const consumer = await asked(receive, 'That cannot be received.', () =>
      receive.consume({ producerId: producer.id, rtpCapabilities, paused: true }),
    );
    if (this.#hasLeft) throw new Error('They have left meanwhile.');
    this.#replace({ consumer, personId, source, isPausedByClient: true });
    if (source === 'screen') void consumer.setPriority(screenPriority).catch(ignoreClosed);
    return {
      consumerId: consumer.id,
      producerId: producer.id,
      kind: consumer.kind,
      rtpParameters: rtpParametersSchema.parse(consumer.rtpParameters),
    };
  }

  setConsumer(consumerId: string, isPaused: boolean, spatialLayer?: number): void {
    const consumption = this.#consumptions.get(consumerId);
    if (consumption === undefined || consumption.consumer.closed) return;
    consumption.isPausedByClient = isPaused;
    const { consumer } = consumption;
    if (spatialLayer !== undefined && consumer.type === 'simulcast')
      void consumer.setPreferredLayers({ spatialLayer }).catch(ignoreClosed);
    this.#applyPause(consumption);
  }

  setDeafTo(personId: string, isDeaf: boolean): void {
    if (this.#deafTo.has(personId) === isDeaf) return;
    if (isDeaf) this.#deafTo.add(personId);
    else this.#deafTo.delete(personId);
    for (const consumption of this.#consumptions.values())
      if (consumption.personId === personId) this.#applyPause(consumption);
  }

  unconsume(personId: string): void {
    for (const consumption of this.#consumptions.values())
      if (consumption.personId === personId) consumption.consumer.close();
    this.#forgetClosed();
  }

  leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#options.send.close();
    this.#options.receive.close();
    this.#producers.clear();
    this.#consumptions.clear();
    this.#options.gone(this);
  }

  #replace(next: Consumption): void {
    for (const { consumer, personId, source } of this.#consumptions.values())
      if (personId === next.personId && source === next.source) consumer.close();
    this.#forgetClosed();
    this.#consumptions.set(next.consumer.id, next);
    next.consumer.on('producerclose', () => this.#consumptions.delete(next.consumer.id));
  }

  #forgetClosed(): void {
    for (const [consumerId, { consumer }] of this.#consumptions)
      if (consumer.closed) this.#consumptions.delete(consumerId);
  }

  #applyPause({ consumer, personId, isPausedByClient }: Consumption): void {
    const isPaused = isPausedByClient || this.#deafTo.has(personId);
    if (consumer.closed || consumer.paused === isPaused) return;
    void (isPaused ? consumer.pause() : consumer.resume()).catch(ignoreClosed);
  }
}

/** What is closed while it is being changed needs no change any more. */
function ignoreClosed(): void {
  return undefined;
}
