import type { types } from 'mediasoup';
import { mostVoices, rtpCapabilitiesSchema, transportParametersSchema } from '@atrium/protocol';
import type { RtpCapabilities, TransportParameters } from '@atrium/protocol';
import { SfuRefusal } from '@atrium/signaling';
import type { SfuRoom, SfuRoomEvents } from '@atrium/signaling';
import type { SoundingVoice } from './loudestVoices.ts';
import { MediasoupMember } from './mediasoupMember.ts';
import type { MemberOptions } from './mediasoupMember.ts';
import type { RoomPart } from './roomPart.ts';
import type { SfuOptions } from './sfuOptions.ts';

/** Bits per second that a Client is sent at first; the estimate of its network takes over from there. */
const initialOutgoingBitrate = 1_000_000;
/** More than a camera in three sizes and a screen need, in bits per second. */
const maxIncomingBitrate = 6_000_000;

export interface MediasoupRoomOptions {
  readonly first: RoomPart;
  readonly events: SfuRoomEvents;
  readonly announcedFor: SfuOptions['announcedFor'];
  /** Opens a part on another worker that has less to do; `undefined` where there is none. */
  readonly spread: (parts: readonly RoomPart[]) => Promise<RoomPart | undefined>;
}

/** More consumers at work than that are too much for one worker: who comes then is connected to another one. */
export const consumersPerWorker = 400;
/** Four voices at once are a quarrel: more speakers are not named. */
const mostSpeakers = 4;
/** Quieter than speech, in dBov. */
const speechLevel = -55;

/** The forwarding of one Zone: who is connected to it, by one worker or several. */
export class MediasoupRoom implements SfuRoom {
  readonly rtpCapabilities: RtpCapabilities;
  readonly #options: MediasoupRoomOptions;
  readonly #first: RoomPart;
  readonly #parts: RoomPart[] = [];
  readonly #members = new Map<string, MediasoupMember>();
  /** Who is on their way in, by personId, and which of their requests counts. */
  readonly #joining = new Map<string, symbol>();
  #spreading: Promise<RoomPart | undefined> | undefined;
  #speakers = '';
  /** Whether there are more open microphones than are all heard. */
  #isCrowded = false;
  #isClosed = false;

  constructor(options: MediasoupRoomOptions) {
    this.#options = options;
    this.#first = options.first;
    this.#add(options.first);
    this.rtpCapabilities = rtpCapabilitiesSchema.parse(options.first.router.rtpCapabilities);
  }

  /** What its workers do for it, one after the other. */
  get parts(): readonly RoomPart[] {
    return this.#parts;
  }

  async join(personId: string): Promise<MediasoupMember> {
    if (this.#isClosed) throw new Error('The room is closed.');
    const turn = Symbol(personId);
    this.#joining.set(personId, turn);
    const part = await this.reserve();
    let transports: readonly [types.WebRtcTransport, types.WebRtcTransport];
    try {
      transports = await Promise.all([this.#createTransport(part), this.#createTransport(part)]);
    } catch (cause) {
      this.release(part);
      throw cause;
    }
    const [send, receive] = transports;
    // Asked again meanwhile, as when the reply was late: the last one to ask is let in.
    if (this.#joining.get(personId) !== turn) {
      send.close();
      receive.close();
      this.release(part);
      throw new SfuRefusal('They have joined again meanwhile.');
    }
    this.#joining.delete(personId);
    const { announcedFor } = this.#options;
    const parameters = {
      send: parametersOf(send, announcedFor),
      receive: parametersOf(receive, announcedFor),
    };
    return this.admit({ personId, part, send, receive, parameters });
  }

  /**
   * Chooses where the next person is connected, and holds the place until they are let in, or `release` is called: the
   * first worker that is not busy, else another one, else the one with the least to do.
   */
  async reserve(): Promise<RoomPart> {
    let part = this.#idlePart();
    while (part === undefined) {
      this.#spreading ??= this.#spread();
      const made = await this.#spreading;
      if (this.#isClosed) throw new Error('The room is closed.');
      // Others who waited for it may have filled it.
      part = this.#idlePart();
      if (made === undefined) part ??= leastLoaded(this.#parts);
    }
    part.joining++;
    return part;
  }

  /** Nobody comes to the place that was held. */
  release(part: RoomPart): void {
    part.joining--;
    this.#freeIfEmpty(part);
  }

  /** Adds a person whose transports are ready, and removes their former presence in the room. */
  admit(
    entrant: Pick<MemberOptions, 'personId' | 'part' | 'send' | 'receive' | 'parameters'>,
  ): MediasoupMember {
    const { personId, part } = entrant;
    const member = new MediasoupMember({
      ...entrant,
      memberOf: (other) => this.#members.get(other),
      withdraw: (from, source) => {
        for (const receiver of this.#members.values()) receiver.unconsume(from, source);
      },
      gone: (left) => {
        part.members.delete(left);
        if (this.#members.get(personId) === left) this.#members.delete(personId);
        this.#freeIfEmpty(part);
      },
    });
    this.#members.get(personId)?.leave();
    this.#members.set(personId, member);
    part.members.add(member);
    part.joining--;
    return member;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#end();
  }

  /** One of its workers is gone. Everybody joins anew: who is where is decided once for all of them. */
  #lose(): void {
    if (this.#isClosed) return;
    this.#end();
    this.#options.events.lost();
  }

  #end(): void {
    this.#isClosed = true;
    this.#members.clear();
    for (const part of this.#parts.splice(0)) part.close();
  }

  #idlePart(): RoomPart | undefined {
    return this.#parts.find(({ workerLoad }) => workerLoad < consumersPerWorker);
  }

  async #spread(): Promise<RoomPart | undefined> {
    try {
      const part = await this.#options.spread(this.#parts);
      if (part === undefined) return undefined;
      if (this.#isClosed) part.close();
      else this.#add(part);
      return part;
    } finally {
      this.#spreading = undefined;
    }
  }

  #add(part: RoomPart): void {
    this.#parts.push(part);
    part.onLost = () => this.#lose();
    part.roomSize = () => this.#parts.reduce((sum, { members, joining }) => sum + members.size + joining, 0);
    part.observer.on('volumes', (volumes) => {
      part.sounding = volumes.map(({ producer, volume }) => ({
        personId: String(producer.appData['personId']),
        level: volume,
      }));
      this.#listen();
    });
    part.observer.on('silence', () => {
      part.sounding = [];
      this.#listen();
    });
  }

  #freeIfEmpty(part: RoomPart): void {
    if (this.#isClosed || part === this.#first || !part.isEmpty) return;
    this.#parts.splice(this.#parts.indexOf(part), 1);
    part.close();
  }

  /** Says who speaks, and chooses who is heard. */
  #listen(): void {
    const sounding = this.#parts.flatMap((part) => part.sounding).sort((a, b) => b.level - a.level);
    this.#chooseVoices(sounding);
    const speakers = sounding
      .filter(({ level }) => level >= speechLevel)
      .slice(0, mostSpeakers)
      .map(({ personId }) => personId);
    const text = JSON.stringify(speakers);
    if (text === this.#speakers) return;
    this.#speakers = text;
    this.#options.events.speakersChanged(speakers);
  }

  #chooseVoices(sounding: readonly SoundingVoice[]): void {
    const members = [...this.#members.values()];
    const before = this.#isCrowded;
    this.#isCrowded = members.filter((member) => member.isOpen('microphone')).length > mostVoices;
    if (!this.#isCrowded && !before) return;
    const nowMs = performance.now();
    for (const member of members) member.chooseVoices(sounding, nowMs);
  }

  async #createTransport({ router, webRtcServer }: RoomPart): Promise<types.WebRtcTransport> {
    const transport = await router.createWebRtcTransport({
      webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: initialOutgoingBitrate,
    });
    await transport.setMaxIncomingBitrate(maxIncomingBitrate);
    return transport;
  }
}

function leastLoaded(parts: readonly RoomPart[]): RoomPart | undefined {
  return [...parts].sort((a, b) => a.workerLoad - b.workerLoad)[0];
}

function parametersOf(
  transport: types.WebRtcTransport,
  announcedFor: SfuOptions['announcedFor'],
): TransportParameters {
  const { id: transportId, iceParameters, iceCandidates, dtlsParameters } = transport;
  return transportParametersSchema.parse({
    transportId,
    iceParameters,
    iceCandidates: iceCandidates.flatMap((candidate) => announced(candidate, announcedFor)),
    dtlsParameters,
  });
}

/** The same candidate at each address that leads to it. The first one is preferred (RFC 8445, 5.1.2.1). */
function announced(
  candidate: types.IceCandidate,
  announcedFor: SfuOptions['announcedFor'],
): readonly types.IceCandidate[] {
  return announcedFor(candidate.address).map((address, index) => ({
    ...candidate,
    foundation: `${candidate.foundation}${index === 0 ? '' : `x${index}`}`,
    priority: candidate.priority - index,
    address,
    ip: address,
  }));
}
