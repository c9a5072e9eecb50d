import { FakeMediaStreamTrack } from 'fake-mediastreamtrack';
import * as z from 'zod';
import type { Timers } from '../../connection/timers.ts';

/** How long a simulated connection takes to come up, in ms. */
const connectMs = 150;
/** How long ICE looks for a way before it gives up, in ms; browsers take 15 to 30 s. */
const iceTimeoutMs = 15_000;
const packetMs = 20;

const signalledSchema = z.object({
  connection: z.string(),
  iceGeneration: z.int(),
  sections: z.array(
    z.object({ kind: z.enum(['audio', 'video']), sends: z.boolean(), receives: z.boolean() }),
  ),
});
type Signalled = z.output<typeof signalledSchema>;
type Direction = RTCRtpTransceiverDirection;

/** All peer connections of a test, and what lies between them. */
export class SimulatedPeers {
  readonly timers: Timers;
  /** Whether packets find a way from one connection to another without a relay. */
  isDirectPossible = true;
  isRelayPossible = true;
  /** Of the packets of every direct connection, the part that is lost: 0 to 1. */
  loss = 0;
  readonly #connections = new Map<string, SimulatedPeerConnection>();
  #made = 0;

  constructor(timers: Timers) {
    this.timers = timers;
  }

  /** What an engine opens connections with. */
  readonly create = (configuration: RTCConfiguration): RTCPeerConnection => {
    const connection = new SimulatedPeerConnection(`c${++this.#made}`, configuration, this);
    this.#connections.set(connection.name, connection);
    // Of the interface as large as a browser's, it has what PeerLink uses.
    return connection as unknown as RTCPeerConnection;
  };

  get open(): readonly SimulatedPeerConnection[] {
    return [...this.#connections.values()].filter(({ connectionState }) => connectionState !== 'closed');
  }

  find(name: string): SimulatedPeerConnection | undefined {
    return this.#connections.get(name);
  }

  /** What is heard or seen on a track that arrives somewhere: the track at the other end, while packets flow. */
  originOf(track: MediaStreamTrack): MediaStreamTrack | undefined {
    for (const connection of this.#connections.values()) {
      const transceiver = connection.getTransceivers().find(({ receiver }) => receiver.track === track);
      if (transceiver !== undefined) return connection.arrivingOn(transceiver);
    }
    return undefined;
  }

  /** Direct ways break, or are there again; connections notice as browsers do. */
  setDirectPossible(isPossible: boolean): void {
    this.isDirectPossible = isPossible;
    for (const connection of this.open) connection.checkPath();
  }
}

class SimulatedTransceiver {
  readonly sender: SimulatedSender;
  readonly receiver: { readonly track: MediaStreamTrack };
  readonly kind: 'audio' | 'video';
  direction: Direction;
  currentDirection: Direction | null = null;
  packets = 0;
  lost = 0;

  constructor(kind: 'audio' | 'video', direction: Direction, changed: () => void) {
    this.kind = kind;
    this.receiver = { track: new FakeMediaStreamTrack({ kind }) };
    this.sender = new SimulatedSender();
    let wanted = direction;
    this.direction = direction;
    Object.defineProperty(this, 'direction', {
      get: () => wanted,
      set: (next: Direction) => {
        wanted = next;
        changed();
      },
    });
  }
}

class SimulatedSender {
  track: MediaStreamTrack | null = null;
  /** Changes are made later than they are asked for, one after the other. */
  #chain: Promise<void> = Promise.resolve();
  readonly #parameters = { encodings: [{}] };

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.#chain = this.#chain.then(() => {
      this.track = track;
    });
    await this.#chain;
  }

  getParameters(): { encodings: object[] } {
    return this.#parameters;
  }

  async setParameters(): Promise<void> {
    await Promise.resolve();
  }
}

/** The part of RTCPeerConnection that PeerLink uses, with its negotiation (W3C WebRTC 1.0, 4.4) and without packets. */
export class SimulatedPeerConnection {
  readonly name: string;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: RTCIceCandidateInit | null }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  connectionState: RTCPeerConnectionState = 'new';
  signalingState: RTCSignalingState = 'stable';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  readonly #peers: SimulatedPeers;
  readonly #transceivers: SimulatedTransceiver[] = [];
  #iceServers: readonly RTCIceServer[];
  #iceGeneration = 0;
  #needsNegotiation = false;
  #remote: Signalled | undefined;
  /** Generations of the other end's ICE that candidates have come for. */
  readonly #candidatesOf = new Set<number>();
  #countedAtMs: number;
  #search = 0;

  constructor(name: string, { iceServers = [] }: RTCConfiguration, peers: SimulatedPeers) {
    this.name = name;
    this.#iceServers = iceServers;
    this.#peers = peers;
    this.#countedAtMs = peers.timers.now();
  }

  get hasRelay(): boolean {
    return this.#iceServers.some(({ urls }) => [urls].flat().some((url) => url.startsWith('turn')));
  }

  get iceGeneration(): number {
    return this.#iceGeneration;
  }

  getTransceivers(): readonly SimulatedTransceiver[] {
    return this.#transceivers;
  }

  addTransceiver(kind: 'audio' | 'video'): SimulatedTransceiver {
    const made = this.#addTransceiver(kind, 'sendrecv');
    this.#askForNegotiation();
    return made;
  }

  setConfiguration({ iceServers = [] }: RTCConfiguration): void {
    this.#iceServers = iceServers;
  }

  restartIce(): void {
    this.#iceGeneration++;
    this.#askForNegotiation();
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    if (this.signalingState === 'closed') throw new Error('The connection is closed.');
    const isAnswer = this.signalingState === 'have-remote-offer';
    const { name: connection, iceGeneration } = this;
    const sections = this.#transceivers.map(({ kind, direction }) => ({
      kind,
      sends: direction.startsWith('send'),
      receives: direction.endsWith('recv') || direction === 'recvonly',
    }));
    const sdp = JSON.stringify({ connection, iceGeneration, sections } satisfies Signalled);
    this.localDescription = { type: isAnswer ? 'answer' : 'offer', sdp };
    this.signalingState = isAnswer ? 'stable' : 'have-local-offer';
    if (!isAnswer) this.#needsNegotiation = false;
    if (isAnswer) this.#settle();
    const generation = iceGeneration;
    queueMicrotask(() => {
      const candidate = JSON.stringify({ connection, generation });
      const { localDescription } = this;
      if (localDescription === null || this.signalingState === 'closed') return;
      this.onicecandidate?.({
        candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: `u${generation}` },
      });
    });
  }

  async setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    if (this.signalingState === 'closed') throw new Error('The connection is closed.');
    const isExpected = type === 'offer' || this.signalingState === 'have-local-offer';
    if (!isExpected) throw new Error(`An ${type} in the state ${this.signalingState}.`);
    // An offer that meets an own one rolls it back; what it was about is said later.
    if (type === 'offer' && this.signalingState === 'have-local-offer') this.#needsNegotiation = true;
    this.#remote = signalledSchema.parse(JSON.parse(sdp));
    this.remoteDescription = { type, sdp };
    const known = this.#transceivers.length;
    for (const { kind } of this.#remote.sections.slice(known)) this.#addTransceiver(kind, 'recvonly');
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
    if (type === 'answer') this.#settle();
  }

  async addIceCandidate({ candidate = '' }: RTCIceCandidateInit): Promise<void> {
    await Promise.resolve();
    if (this.#remote === undefined) throw new Error('A candidate before any description.');
    const { generation } = z.object({ generation: z.int() }).parse(JSON.parse(candidate));
    this.#candidatesOf.add(generation);
    this.#look();
  }

  async getStats(): Promise<ReadonlyMap<string, unknown>> {
    await Promise.resolve();
    this.#count();
    const audio = this.#transceivers.filter(({ kind }) => kind === 'audio');
    const entries: [string, unknown][] = audio.map(({ packets, lost }, index) => [
      `in${index}`,
      { type: 'inbound-rtp', kind: 'audio', packetsReceived: packets, packetsLost: lost },
    ]);
    const candidateType = this.#goesDirectly ? 'host' : 'relay';
    return new Map([
      ...entries,
      ['transport', { type: 'transport', selectedCandidatePairId: 'pair' }],
      ['pair', { type: 'candidate-pair', localCandidateId: 'own', remoteCandidateId: 'other' }],
      ['own', { candidateType }],
      ['other', { candidateType }],
    ]);
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
    this.#search++;
    // The other end hears of it only from what stops coming.
    this.#other?.checkPath();
  }

  /** The other end's track, while its packets come. */
  arrivingOn(transceiver: SimulatedTransceiver): MediaStreamTrack | undefined {
    const other = this.#other;
    if (this.connectionState !== 'connected' || other?.connectionState !== 'connected') return undefined;
    const theirs = other.getTransceivers()[this.#transceivers.indexOf(transceiver)];
    const isSent = theirs?.currentDirection?.startsWith('send') === true;
    const track = isSent ? theirs.sender.track : null;
    return track?.readyState === 'live' ? track : undefined;
  }

  /** Something between the ends has changed. */
  checkPath(): void {
    if (this.signalingState === 'closed') return;
    if (this.connectionState === 'connected' && !this.#isReachable) {
      this.#become('disconnected');
      this.#giveUpLater();
    } else this.#look();
  }

  get #other(): SimulatedPeerConnection | undefined {
    return this.#remote === undefined ? undefined : this.#peers.find(this.#remote.connection);
  }

  get #goesDirectly(): boolean {
    return this.#peers.isDirectPossible;
  }

  get #isReachable(): boolean {
    const other = this.#other;
    if (other === undefined || other.signalingState === 'closed') return false;
    const isRelayed = this.#peers.isRelayPossible && (this.hasRelay || other.hasRelay);
    return this.#goesDirectly || isRelayed;
  }

  #addTransceiver(kind: 'audio' | 'video', direction: Direction): SimulatedTransceiver {
    const made = new SimulatedTransceiver(kind, direction, () => {
      if (this.signalingState === 'stable') this.#askForNegotiation();
    });
    this.#transceivers.push(made);
    return made;
  }

  #askForNegotiation(): void {
    this.#needsNegotiation = true;
    queueMicrotask(() => {
      if (this.#needsNegotiation && this.signalingState === 'stable') this.onnegotiationneeded?.();
    });
  }

  /** Offer and answer are there. */
  #settle(): void {
    this.#transceivers.forEach((transceiver, index) => {
      const theirs = this.#remote?.sections[index];
      const sends = transceiver.direction.startsWith('send') && theirs?.receives === true;
      const receives = transceiver.direction.endsWith('recv') || transceiver.direction === 'recvonly';
      const both = receives && theirs?.sends === true;
      transceiver.currentDirection = sends
        ? both
          ? 'sendrecv'
          : 'sendonly'
        : both
          ? 'recvonly'
          : 'inactive';
    });
    if (this.#needsNegotiation) this.#askForNegotiation();
    this.#look();
  }

  #look(): void {
    if (this.connectionState === 'connected' || this.signalingState !== 'stable') return;
    const other = this.#other;
    if (other === undefined || this.#remote === undefined) return;
    if (!this.#candidatesOf.has(this.#remote.iceGeneration)) return;
    if (this.connectionState !== 'connecting') this.#become('connecting');
    const search = this.#giveUpLater();
    this.#peers.timers.after(connectMs, () => {
      if (search !== this.#search || !this.#isReachable || this.connectionState === 'connected') return;
      this.#search++;
      this.#become('connected');
    });
  }

  #giveUpLater(): number {
    const search = ++this.#search;
    this.#peers.timers.after(iceTimeoutMs, () => {
      if (search === this.#search && this.connectionState !== 'connected') this.#become('failed');
    });
    return search;
  }

  #become(state: RTCPeerConnectionState): void {
    if (this.signalingState === 'closed' || this.connectionState === state) return;
    this.#count();
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  #count(): void {
    const nowMs = this.#peers.timers.now();
    const packets = Math.floor((nowMs - this.#countedAtMs) / packetMs);
    if (packets <= 0) return;
    this.#countedAtMs += packets * packetMs;
    for (const transceiver of this.#transceivers) {
      if (this.arrivingOn(transceiver) === undefined) continue;
      const lost = Math.round(packets * this.#peers.loss);
      transceiver.lost += lost;
      transceiver.packets += packets - lost;
    }
  }
}
