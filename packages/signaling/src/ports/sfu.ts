import type {
  DtlsParameters,
  IceParameters,
  MediaKind,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
  TransportDirection,
  TransportParameters,
} from '@atrium/protocol';

/** A Selective Forwarding Unit: forwards what the people of a Zone send, and mixes nothing. */
export interface Sfu {
  /** Whether a room can be opened at this moment. */
  readonly isAvailable: boolean;
  /** Calls back whenever `isAvailable` has changed. */
  onAvailabilityChanged(listener: () => void): void;
  /** Opens a room for a Zone, on the least loaded worker. Rejects where there is none. */
  openRoom(zone: SfuZone, events: SfuRoomEvents): Promise<SfuRoom>;
  /**
   * Says where a person is now. An SFU that outlives this server ends what they have elsewhere from before a restart, so
   * that nobody hears a Zone that they have left meanwhile.
   *
   * @param zoneId `undefined`: they have left the World
   */
  placed(worldId: string, personId: string, zoneId: string | undefined): void;
}

/** What a room is for. */
export interface SfuZone {
  readonly worldId: string;
  readonly zoneId: string;
}

export interface SfuRoomEvents {
  /** The room is gone, with everything in it: its worker died. Not called after `SfuRoom.close`. */
  lost(): void;
  /** Who speaks, the loudest first; nobody where it has become quiet. */
  speakersChanged(personIds: readonly string[]): void;
}

/** The forwarding of one Zone. */
export interface SfuRoom {
  /** What may be sent to it. */
  readonly rtpCapabilities: RtpCapabilities;
  /** Makes both transports of a person. Rejects where the room is closed. */
  join(personId: string): Promise<SfuMember>;
  /** Ends everything in it. */
  close(): void;
}

/** What cannot be done, and is not the SFU's fault: the parameters make no sense, or are of another order. */
export class SfuRefusal extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SfuRefusal';
  }
}

export interface SfuConsumer {
  readonly consumerId: string;
  readonly producerId: string;
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
}

/**
 * One person in a room. What is only told takes effect in the order in which it is told; what is asked answers later, and
 * rejects with SfuRefusal where it is refused.
 */
export interface SfuMember {
  readonly send: TransportParameters;
  readonly receive: TransportParameters;
  /** What it can receive; before that, nothing can be consumed. */
  setRtpCapabilities(rtpCapabilities: RtpCapabilities): void;
  /** Asked again with the same parameters, it answers as the first time. */
  connect(direction: TransportDirection, dtlsParameters: DtlsParameters): Promise<void>;
  restartIce(direction: TransportDirection): Promise<IceParameters>;
  /**
   * One producer a source: another one for the same source replaces it. Starts paused where it is told so.
   *
   * @param generation grows with each call for the same source; refused where a later one, or `unproduce` with this one,
   *   came before it was there: what was taken back is never revived
   * @returns the id of the producer
   */
  produce(
    source: MediaSource,
    generation: number,
    rtpParameters: RtpParameters,
    isPaused: boolean,
  ): Promise<string>;
  /** Whether packets from the source are forwarded; nothing where it is not produced. */
  setProducerPaused(source: MediaSource, isPaused: boolean): void;
  /** Takes back what was produced with this generation, and with any before it. */
  unproduce(source: MediaSource, generation: number): void;
  /** Starts paused; what was consumed from the same person and source before is closed. */
  consume(personId: string, source: MediaSource): Promise<SfuConsumer>;
  /** Nothing where there is no such consumer any more. @param spatialLayer the most that is of use */
  setConsumer(consumerId: string, isPaused: boolean, spatialLayer?: number): void;
  /** Pauses everything that is consumed from a person, whatever `setConsumer` wants, or no longer. */
  setDeafTo(personId: string, isDeaf: boolean): void;
  /** Closes everything that is consumed from a person. */
  unconsume(personId: string): void;
  /** Closes whatever others consume of what this person sends from a source; the source itself stays as it is. */
  withdraw(source: MediaSource): void;
  /** Closes both transports. */
  leave(): void;
}
