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
import { LoudestVoices } from './loudestVoices.ts';
import type { SoundingVoice } from './loudestVoices.ts';
import { PauseSwitch } from './pauseSwitch.ts';
import { asked } from './refuse.ts';
import type { RoomPart } from './roomPart.ts';

/** What a member does with a transport. */
export type MemberTransport = Pick<
  types.WebRtcTransport,
  'connect' | 'restartIce' | 'produce' | 'consume' | 'close' | 'closed'
>;

export interface MemberOptions {
  readonly personId: string;
  /** Where both transports are. */
  readonly part: RoomPart;
  readonly send: MemberTransport;
  readonly receive: MemberTransport;
  /** What the Client needs to reach them. */
  readonly parameters: Pick<SfuMember, 'send' | 'receive'>;
  readonly memberOf: (personId: string) => MediasoupMember | undefined;
  /** Closes what others receive of one source. */
  readonly withdraw: (personId: string, source: MediaSource) => void;
  readonly gone: (member: MediasoupMember) => void;
}

/** Something that is received from somebody, and what was wished of it. */
interface Consumption {
  readonly consumer: types.Consumer;
  readonly personId: string;
  readonly source: MediaSource;
  readonly pause: PauseSwitch;
  isPausedByClient: boolean;
}

/** What somebody sends from one source. */
interface Production {
  readonly producer: types.Producer;
  readonly pause: PauseSwitch;
}

/** What was last asked of one source: a reply of the worker to anything older is of no use any more. */
interface SourceState {
  generation: number;
  /** Settles when the producer asked for last is there, or is not. */
  pending: Promise<unknown>;
  isPaused: boolean;
}

/** Screens go before cameras where a network does not bear both (mediasoup: 1 to 255). */
const screenPriority = 200;

/** One person's two transports to a room, and what goes over them. */
export class MediasoupMember implements SfuMember {
  readonly send: TransportParameters;
  readonly receive: TransportParameters;
  readonly #options: MemberOptions;
  readonly #productions = new Map<MediaSource, Production>();
  readonly #sources = new Map<MediaSource, SourceState>();
  /** DTLS parameters that were accepted, as text, and when that was done. */
  readonly #connections = new Map<
    TransportDirection,
    { readonly text: string; readonly done: Promise<void> }
  >();
  readonly #consumptions = new Map<string, Consumption>();
  readonly #deafTo = new Set<string>();
  readonly #voices = new LoudestVoices();
  /** Whose microphones are not passed on for now, since others are louder. */
  #leftOut: ReadonlySet<string> = new Set();
  #rtpCapabilities: types.RtpCapabilities | undefined;
  #hasLeft = false;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.send = options.parameters.send;
    this.receive = options.parameters.receive;
  }

  get consumerCount(): number {
    return this.#consumptions.size;
  }

  /** Consumers of what is sent and wanted. */
  get activeConsumerCount(): number {
    return [...this.#consumptions.values()].filter((consumption) => this.#isActive(consumption)).length;
  }

  get part(): RoomPart {
    return this.#options.part;
  }

  producer(source: MediaSource): types.Producer | undefined {
    return this.#productions.get(source)?.producer;
  }

  /** Whether a source is sent, and not paused. */
  isOpen(source: MediaSource): boolean {
    return this.#productions.has(source) && this.#sources.get(source)?.isPaused === false;
  }

  setRtpCapabilities(rtpCapabilities: RtpCapabilities): void {
    this.#rtpCapabilities = withoutUndefined(rtpCapabilities);
  }

  async connect(direction: TransportDirection, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#options[direction];
    const text = JSON.stringify(dtlsParameters);
    const before = this.#connections.get(direction);
    // Asked again, as when the reply was lost: a transport is connected once.
    if (before?.text === text) return before.done;
    const done = asked(transport, 'The DTLS parameters make no sense.', () =>
      transport.connect({ dtlsParameters: withoutUndefined(dtlsParameters) }),
    );
    if (before !== undefined) return done;
    this.#connections.set(direction, { text, done });
    try {
      await done;
    } catch (cause) {
      this.#connections.delete(direction);
      throw cause;
    }
  }

  restartIce(direction: TransportDirection): Promise<IceParameters> {
    return this.#options[direction].restartIce();
  }

  async produce(
    source: MediaSource,
    generation: number,
    rtpParameters: RtpParameters,
    isPaused: boolean,
  ): Promise<string> {
    const kind = kindOf(source);
    // mediasoup takes any codec for any kind; a voice that claims to be a picture would slip past the Zone's rules.
    if (!rtpParameters.codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`)))
      throw new SfuRefusal(`The source ${source} is ${kind}.`);
    const state = this.#stateOf(source);
    if (generation <= state.generation) throw new SfuRefusal('That was taken back meanwhile.');
    state.generation = generation;
    state.isPaused = isPaused;
    this.#end(source);
    // The same packets cannot have two producers: the one before has to be gone.
    const before = state.pending;
    const producing = settled(before).then(() => this.#produce(source, rtpParameters, generation));
    state.pending = producing;
    const producer = await producing;
    if (source === 'microphone')
      this.part.observer.addProducer({ producerId: producer.id }).catch(ignoreClosed);
    return producer.id;
  }

  setProducerPaused(source: MediaSource, isPaused: boolean): void {
    this.#stateOf(source).isPaused = isPaused;
    this.#productions.get(source)?.pause.set(isPaused);
  }

  unproduce(source: MediaSource, generation: number): void {
    const state = this.#stateOf(source);
    // Something newer was asked for since.
    if (generation < state.generation) return;
    state.generation = generation;
    this.#end(source);
  }

  async consume(personId: string, source: MediaSource): Promise<SfuConsumer> {
    const { part, receive, memberOf } = this.#options;
    const rtpCapabilities = this.#rtpCapabilities;
    if (rtpCapabilities === undefined) throw new SfuRefusal('What can be received was not said yet.');
    const sender = memberOf(personId);
    const producer = sender?.producer(source);
    if (sender === undefined || producer === undefined) throw new SfuRefusal('Nobody produces that.');
    if (!sender.part.router.canConsume({ producerId: producer.id, rtpCapabilities }))
      throw new SfuRefusal('There is no codec that both ends have.');
    const consumer = await asked(receive, 'That cannot be received.', async () => {
      const release = await part.bring(producer, sender.part);
      try {
        const made = await receive.consume({ producerId: producer.id, rtpCapabilities, paused: true });
        if (made.closed) release();
        else made.observer.once('close', release);
        return made;
      } catch (cause) {
        release();
        throw cause;
      }
    });
    if (this.#hasLeft) throw new Error('They have left meanwhile.');
    this.#replace({
      consumer,
      personId,
      source,
      pause: new PauseSwitch(consumer, true),
      isPausedByClient: true,
    });
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

  unconsume(personId: string, only?: MediaSource): void {
    for (const { consumer, source, ...consumption } of this.#consumptions.values())
      if (consumption.personId === personId && (only ?? source) === source) consumer.close();
    this.#forgetClosed();
  }

  withdraw(source: MediaSource): void {
    this.#options.withdraw(this.#options.personId, source);
  }

  /**
   * Passes on the voices that the person is to hear of those that reach them.
   *
   * @param sounding the microphones of the room that send sound at this moment
   */
  chooseVoices(sounding: readonly SoundingVoice[], nowMs: number): void {
    const reaching = new Map<string, Consumption>();
    for (const consumption of this.#consumptions.values())
      if (consumption.source === 'microphone' && this.#isActive(consumption))
        reaching.set(consumption.personId, consumption);
    const reachingNow = sounding.filter(({ personId }) => reaching.has(personId));
    const before = this.#leftOut;
    this.#leftOut = this.#voices.leftOut(reachingNow, reaching.size, nowMs);
    for (const consumption of this.#consumptions.values())
      if (before.has(consumption.personId) !== this.#leftOut.has(consumption.personId))
        this.#applyPause(consumption);
  }

  leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#options.send.close();
    this.#options.receive.close();
    this.#productions.clear();
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

  #applyPause({ pause, personId, source, isPausedByClient }: Consumption): void {
    const isLeftOut = source === 'microphone' && this.#leftOut.has(personId);
    pause.set(isPausedByClient || this.#deafTo.has(personId) || isLeftOut);
  }

  /** Whether a person wants what somebody sends, and may have it. */
  #isActive({ personId, source, isPausedByClient }: Consumption): boolean {
    const isOpen = this.#options.memberOf(personId)?.isOpen(source) === true;
    return isOpen && !isPausedByClient && !this.#deafTo.has(personId);
  }

  #stateOf(source: MediaSource): SourceState {
    const known = this.#sources.get(source);
    if (known !== undefined) return known;
    const made: SourceState = { generation: 0, pending: Promise.resolve(), isPaused: true };
    this.#sources.set(source, made);
    return made;
  }

  async #produce(
    source: MediaSource,
    rtpParameters: RtpParameters,
    generation: number,
  ): Promise<types.Producer> {
    const state = this.#stateOf(source);
    const isCurrent = () => !this.#hasLeft && state.generation === generation;
    if (!isCurrent()) throw new SfuRefusal('That was taken back meanwhile.');
    const { isPaused } = state;
    const producer = await asked(this.#options.send, 'The RTP parameters make no sense.', () =>
      this.#options.send.produce({
        kind: kindOf(source),
        rtpParameters: withoutUndefined(rtpParameters),
        paused: isPaused,
        appData: { personId: this.#options.personId, source },
      }),
    );
    if (!isCurrent()) {
      producer.close();
      throw new SfuRefusal('That was taken back meanwhile.');
    }
    const pause = new PauseSwitch(producer, isPaused);
    this.#productions.set(source, { producer, pause });
    pause.set(state.isPaused);
    return producer;
  }

  #end(source: MediaSource): void {
    this.#productions.get(source)?.producer.close();
    this.#productions.delete(source);
  }
}

function kindOf(source: MediaSource): 'audio' | 'video' {
  return source === 'camera' || source === 'screen' ? 'video' : 'audio';
}

async function settled(pending: Promise<unknown>): Promise<void> {
  await Promise.allSettled([pending]);
}

/** What is closed while it is being changed needs no change any more. */
function ignoreClosed(): void {
  return undefined;
}
