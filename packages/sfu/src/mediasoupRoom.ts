import type { types } from 'mediasoup';
import { rtpCapabilitiesSchema, transportParametersSchema } from '@atrium/protocol';
import type { RtpCapabilities, TransportParameters } from '@atrium/protocol';
import { SfuRefusal } from '@atrium/signaling';
import type { SfuRoom, SfuRoomEvents } from '@atrium/signaling';
import { MediasoupMember } from './mediasoupMember.ts';
import type { MemberOptions } from './mediasoupMember.ts';

/** Bits per second that a Client is sent at first; the estimate of its network takes over from there. */
const initialOutgoingBitrate = 1_000_000;
/** More than a camera in three sizes and a screen need, in bits per second. */
const maxIncomingBitrate = 6_000_000;

/** The forwarding of one Zone: a Router of mediasoup, and who is connected to it. */
export class MediasoupRoom implements SfuRoom {
  readonly rtpCapabilities: RtpCapabilities;
  readonly router: types.Router;
  readonly #webRtcServer: types.WebRtcServer;
  readonly #observer: types.AudioLevelObserver;
  readonly #events: SfuRoomEvents;
  readonly #gone: (room: MediasoupRoom) => void;
  readonly #members = new Map<string, MediasoupMember>();
  /** Who is on their way in, by personId, and which of their requests counts. */
  readonly #joining = new Map<string, symbol>();
  #isClosed = false;

  constructor(
    router: types.Router,
    webRtcServer: types.WebRtcServer,
    observer: types.AudioLevelObserver,
    events: SfuRoomEvents,
    gone: (room: MediasoupRoom) => void,
  ) {
    this.router = router;
    this.#webRtcServer = webRtcServer;
    this.#observer = observer;
    this.#events = events;
    this.#gone = gone;
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
    const parameters = { send: parametersOf(send), receive: parametersOf(receive) };
    return this.admit({ personId, send, receive, parameters });
  }

  /** Takes somebody in whose transports are there; whoever they were here before is gone. */
  admit(entrant: Pick<MemberOptions, 'personId' | 'send' | 'receive' | 'parameters'>): MediasoupMember {
    const { personId } = entrant;
    const member = new MediasoupMember({
      ...entrant,
      router: this.router,
      observer: this.#observer,
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
    this.#events.lost();
  }

  #end(): void {
    this.#isClosed = true;
    this.#members.clear();
    this.#gone(this);
  }

  async #createTransport(): Promise<types.WebRtcTransport> {
    const transport = await this.router.createWebRtcTransport({
      webRtcServer: this.#webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: initialOutgoingBitrate,
    });
    await transport.setMaxIncomingBitrate(maxIncomingBitrate);
    return transport;
  }
}

function parametersOf(transport: types.WebRtcTransport): TransportParameters {
  const { id: transportId, iceParameters, iceCandidates, dtlsParameters } = transport;
  return transportParametersSchema.parse({ transportId, iceParameters, iceCandidates, dtlsParameters });
}
