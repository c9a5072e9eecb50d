import type {
  DtlsParameters,
  IceParameters,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
  TransportDirection,
  TransportParameters,
} from '@atrium/protocol';
import type { SfuConsumer, SfuMember, SfuRoom, SfuRoomEvents } from '@atrium/signaling';
import type { ControlConnection } from './controlConnection.ts';
import { withdrawSince } from './controlMessages.ts';
import type { Answer } from './controlMessages.ts';

/** A room of an SFU that is another process. */
export class RemoteRoom implements SfuRoom {
  readonly rtpCapabilities: RtpCapabilities;
  readonly #connection: ControlConnection;
  readonly #number: number;
  readonly #events: SfuRoomEvents;
  readonly #gone: () => void;
  #isClosed = false;

  constructor(
    connection: ControlConnection,
    number: number,
    rtpCapabilities: RtpCapabilities,
    events: SfuRoomEvents,
    gone: () => void,
  ) {
    this.#connection = connection;
    this.#number = number;
    this.rtpCapabilities = rtpCapabilities;
    this.#events = events;
    this.#gone = gone;
  }

  async join(personId: string): Promise<SfuMember> {
    if (this.#isClosed) throw new Error('The room is closed.');
    const member = this.#connection.newNumber();
    const transports = await this.#connection.ask('join', { room: this.#number, member, personId });
    return new RemoteMember(this.#connection, member, transports);
  }

  close(): void {
    if (!this.#end()) return;
    this.#connection.tell({ type: 'close', room: this.#number });
  }

  /** It is gone, or cannot be reached any more. */
  lose(): void {
    if (this.#end()) this.#events.lost();
  }

  tellSpeakers(personIds: readonly string[]): void {
    this.#events.speakersChanged(personIds);
  }

  /** @returns whether it was open */
  #end(): boolean {
    if (this.#isClosed) return false;
    this.#isClosed = true;
    this.#gone();
    return true;
  }
}

class RemoteMember implements SfuMember {
  readonly send: TransportParameters;
  readonly receive: TransportParameters;
  readonly #connection: ControlConnection;
  readonly #member: number;
  /** What was last told, where telling it again changes nothing: the server looks after each member every second. */
  readonly #isPaused = new Map<MediaSource, boolean>();
  readonly #isDeafTo = new Map<string, boolean>();

  constructor(connection: ControlConnection, member: number, { send, receive }: Answer<'join'>) {
    this.#connection = connection;
    this.#member = member;
    this.send = send;
    this.receive = receive;
  }

  setRtpCapabilities(rtpCapabilities: RtpCapabilities): void {
    this.#connection.tell({ type: 'capabilities', member: this.#member, rtpCapabilities });
  }

  async connect(direction: TransportDirection, dtlsParameters: DtlsParameters): Promise<void> {
    await this.#connection.ask('connect', { member: this.#member, direction, dtlsParameters });
  }

  async restartIce(direction: TransportDirection): Promise<IceParameters> {
    const { iceParameters } = await this.#connection.ask('restartIce', { member: this.#member, direction });
    return iceParameters;
  }

  async produce(
    source: MediaSource,
    generation: number,
    rtpParameters: RtpParameters,
    isPaused: boolean,
  ): Promise<string> {
    const member = this.#member;
    this.#isPaused.set(source, isPaused);
    const asked = { member, source, generation, rtpParameters, isPaused };
    const { producerId } = await this.#connection.ask('produce', asked);
    return producerId;
  }

  setProducerPaused(source: MediaSource, isPaused: boolean): void {
    if (this.#isPaused.get(source) === isPaused) return;
    this.#isPaused.set(source, isPaused);
    this.#connection.tell({ type: 'pauseProducer', member: this.#member, source, isPaused });
  }

  unproduce(source: MediaSource, generation: number): void {
    this.#isPaused.delete(source);
    this.#connection.tell({ type: 'unproduce', member: this.#member, source, generation });
  }

  consume(personId: string, source: MediaSource): Promise<SfuConsumer> {
    return this.#connection.ask('consume', { member: this.#member, personId, source });
  }

  setConsumer(consumerId: string, isPaused: boolean, spatialLayer?: number): void {
    const layer = spatialLayer === undefined ? {} : { spatialLayer };
    this.#connection.tell({ type: 'setConsumer', member: this.#member, consumerId, isPaused, ...layer });
  }

  setDeafTo(personId: string, isDeaf: boolean): void {
    if ((this.#isDeafTo.get(personId) ?? false) === isDeaf) return;
    this.#isDeafTo.set(personId, isDeaf);
    this.#connection.tell({ type: 'deafTo', member: this.#member, personId, isDeaf });
  }

  unconsume(personId: string): void {
    this.#connection.tell({ type: 'unconsume', member: this.#member, personId });
  }

  withdraw(source: MediaSource): void {
    if (!this.#connection.speaks(withdrawSince)) return;
    this.#connection.tell({ type: 'withdraw', member: this.#member, source });
  }

  leave(): void {
    this.#connection.tell({ type: 'leave', member: this.#member });
  }
}
