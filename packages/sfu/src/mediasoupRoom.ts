import type { types } from 'mediasoup';
import { rtpCapabilitiesSchema, transportParametersSchema } from '@atrium/protocol';
import type { RtpCapabilities, TransportParameters } from '@atrium/protocol';
import { SfuRefusal } from '@atrium/signaling';
import type { SfuRoom, SfuRoomEvents } from '@atrium/signaling';
import { MediasoupMember } from './mediasoupMember.ts';
import type { MemberOptions } from './mediasoupMember.ts';
import type { SfuOptions } from './sfuOptions.ts';

/** Bits per second that a Client is sent at first; the estimate of its network takes over from there. */
const initialOutgoingBitrate = 1_000_000;
/** More than a camera in three sizes and a screen need, in bits per second. */
const maxIncomingBitrate = 6_000_000;

export interface MediasoupRoomOptions {
  readonly router: types.Router;
  readonly webRtcServer: types.WebRtcServer;
  readonly observer: types.AudioLevelObserver;
  readonly events: SfuRoomEvents;
  readonly announcedFor: SfuOptions['announcedFor'];
  /** It is closed, or lost. */
  readonly gone: (room: MediasoupRoom) => void;
}

/** The forwarding of one Zone: a Router of mediasoup, and who is connected to it. */
export class MediasoupRoom implements SfuRoom {
  readonly rtpCapabilities: RtpCapabilities;
  readonly router: types.Router;
  readonly #options: MediasoupRoomOptions;
  readonly #members = new Map<string, MediasoupMember>();
  /** Who is on their way in, by personId, and which of their requests counts. */
  readonly #joining = new Map<string, symbol>();
  #isClosed = false;

  constructor(options: MediasoupRoomOptions) {
    const { router, observer, events } = options;
    this.router = router;
    this.#options = options;
    this.rtpCapabilities = rtpCapabilitiesSchema.parse(router.rtpCapabilities);
    observer.on('volumes', (volumes) => {
      const people = volumes.map(({ producer }) => String(producer.appData['personId']));
      events.speakersChanged(people);
    });
    observer.on('silence', () => events.speakersChanged([]));
  }

  get memberCount(): number {
    return this.#members.size;
  }

  get consumerCount(): number {
    return [...this.#members.values()].reduce((sum, member) => sum + member.consumerCount, 0);
  }

  async join(personId: string): Promise<MediasoupMember> {
    if (this.#isClosed) throw new Error('The room is closed.');
    const turn = Symbol(personId);
    this.#joining.set(personId, turn);
    const [send, receive] = await Promise.all([this.#createTransport(), this.#createTransport()]);
    // Asked again meanwhile, as when the reply was late: the last one to ask is let in.
    if (this.#joining.get(personId) !== turn) {
      send.close();
      receive.close();
      throw new SfuRefusal('They have joined again meanwhile.');
    }
    this.#joining.delete(personId);
    const { announcedFor } = this.#options;
    const parameters = {
      send: parametersOf(send, announcedFor),
      receive: parametersOf(receive, announcedFor),
    };
    return this.admit({ personId, send, receive, parameters });
  }

  /** Takes somebody in whose transports are there; whoever they were here before is gone. */
  admit(entrant: Pick<MemberOptions, 'personId' | 'send' | 'receive' | 'parameters'>): MediasoupMember {
    const { personId } = entrant;
    const member = new MediasoupMember({
      ...entrant,
      router: this.router,
      observer: this.#options.observer,
      producerOf: (other, source) => this.#members.get(other)?.producer(source),
      gone: (left) => {
        if (this.#members.get(personId) === left) this.#members.delete(personId);
      },
    });
    this.#members.get(personId)?.leave();
    this.#members.set(personId, member);
    return member;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#end();
    this.router.close();
  }

  /** Its worker is gone, and everything in it. */
  lose(): void {
    if (this.#isClosed) return;
    this.#end();
    this.#options.events.lost();
  }

  #end(): void {
    this.#isClosed = true;
    this.#members.clear();
    this.#options.gone(this);
  }

  async #createTransport(): Promise<types.WebRtcTransport> {
    const transport = await this.router.createWebRtcTransport({
      webRtcServer: this.#options.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: initialOutgoingBitrate,
    });
    await transport.setMaxIncomingBitrate(maxIncomingBitrate);
    return transport;
  }
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
