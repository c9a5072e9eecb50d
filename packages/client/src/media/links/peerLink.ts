import type { CameraQuality, ClientMessageOf, MediaSource, P2pLink } from '@atrium/protocol';
import { mediaSources } from '@atrium/protocol';
import type { Cancel, Timers } from '../../connection/timers.ts';
import type { Log } from '../../log/log.ts';
import { LatestWish } from '../core/latestWish.ts';
import { toRtcIceServers } from './rtcIceServers.ts';
import type { MediaPath, PathStats, SentTracks } from './mediaPath.ts';
import { noStats } from './mediaPath.ts';
import { askForQuietOpus } from './opusSettings.ts';
import { readStats } from './readStats.ts';
import { limitCamera } from './senderLimits.ts';

export type Signal = ClientMessageOf<'media.signal'>;

export interface PeerLinkOptions {
  readonly log: Log;
  readonly createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly timers: Timers;
  readonly signal: (signal: Signal) => void;
  /** Something about the path is different now. */
  readonly changed: () => void;
  /** It is up, or up again. */
  readonly connected: () => void;
  /** It does not come about, or has broken. May be called again. */
  readonly failed: () => void;
}

/** How long connecting may take before somebody is told, in ms. */
const connectMs = 4_000;
/** How long a connection may be interrupted before somebody is told, in ms. */
const interruptionMs = 2_000;

/**
 * A peer connection to one other person: perfect negotiation (W3C WebRTC 1.0, 10.7), in which the impolite end
 * makes the first offer. It has one media section for each source, in the order of `mediaSources`, from the beginning:
 * switching one on or off needs no negotiation.
 */
export class PeerLink implements MediaPath {
  readonly kind = 'p2p';
  readonly linkId: string;
  readonly personId: string;
  readonly #options: PeerLinkOptions;
  readonly #connection: RTCPeerConnection;
  readonly #isPolite: boolean;
  #iceEpoch: number;
  #sent: SentTracks = {};
  #receivesVideo = true;
  #cameraQuality: CameraQuality = 'full';
  readonly #trackWishes = new Map<MediaSource, LatestWish<MediaStreamTrack | null>>();
  #cameraWish: LatestWish<CameraQuality | undefined> | undefined;
  #isMakingOffer = false;
  #ignoresOffer = false;
  /** Signals are taken one after the other. */
  #signals: Promise<void> = Promise.resolve();
  #cancelDeadline: Cancel | undefined;
  #isClosed = false;

  constructor(link: P2pLink, options: PeerLinkOptions) {
    this.linkId = link.linkId;
    this.personId = link.personId;
    this.#options = options;
    this.#isPolite = link.polite;
    this.#iceEpoch = link.iceEpoch;
    this.#connection = options.createConnection({
      iceServers: toRtcIceServers(link.iceServers),
      bundlePolicy: 'max-bundle',
    });
    this.#listen();
    if (!this.#isPolite) for (const source of mediaSources) this.#connection.addTransceiver(kindOf(source));
    this.#expectConnection();
  }

  get isConnected(): boolean {
    return this.#connection.connectionState === 'connected';
  }

  get reaches(): boolean {
    return this.isConnected;
  }

  track(source: MediaSource): MediaStreamTrack | undefined {
    return this.#transceiver(source)?.receiver.track;
  }

  async stats(): Promise<PathStats> {
    return this.#isClosed ? noStats : readStats(await this.#connection.getStats());
  }

  /** Follows what the plan says of it now. */
  update(link: P2pLink): void {
    if (link.iceEpoch <= this.#iceEpoch || this.#isClosed) return;
    this.#iceEpoch = link.iceEpoch;
    this.#connection.setConfiguration({
      iceServers: toRtcIceServers(link.iceServers),
      bundlePolicy: 'max-bundle',
    });
    this.restartIce();
  }

  /** Looks for another way, as after a change of network. */
  restartIce(): void {
    if (this.#isClosed) return;
    this.#connection.restartIce();
    // An offer that was lost is never answered, and nothing else is negotiated before it is: it is made anew.
    if (this.#connection.signalingState === 'have-local-offer') void this.#offer();
    this.#expectConnection();
  }

  /** Sends these tracks and no others. */
  send(tracks: SentTracks): void {
    this.#sent = tracks;
    this.#applySent();
  }

  limitCamera(quality: CameraQuality): void {
    if (quality === this.#cameraQuality) return;
    this.#cameraQuality = quality;
    this.#applySent();
  }

  /** Whether cameras and screens are wanted from the other end. */
  receiveVideo(isWanted: boolean): void {
    if (isWanted === this.#receivesVideo) return;
    this.#receivesVideo = isWanted;
    this.#applyDirections();
  }

  /** Takes a signal of the other end. */
  receive(signal: Signal): void {
    this.#signals = this.#signals
      .then(() => this.#take(signal))
      .catch((cause: unknown) => {
        this.#options.log.swallowed('A signal could not be taken: the way counts as failed', cause);
        this.#fail();
      });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelDeadline?.();
    this.#connection.close();
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onnegotiationneeded = () => void this.#offer();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate !== null) this.#signal({ candidate: candidateOf(candidate) });
    };
    connection.onconnectionstatechange = () => this.#followState();
  }

  #followState(): void {
    if (this.#isClosed) return;
    this.#options.log.info('A direct way changed', {
      state: this.#connection.connectionState,
      ice: this.#connection.iceConnectionState,
      isPolite: this.#isPolite,
    });
    switch (this.#connection.connectionState) {
      case 'connected':
        this.#cancelDeadline?.();
        this.#applySent();
        this.#options.connected();
        break;
      case 'failed':
        this.#fail();
        break;
      case 'disconnected':
        this.#setDeadline(interruptionMs);
        break;
      case 'new':
      case 'connecting':
      case 'closed':
        break;
    }
    this.#options.changed();
  }

  async #offer(): Promise<void> {
    // The polite end answers; what it has to say itself (another way, no pictures) can wait for the first offer.
    if (this.#isPolite && this.#connection.remoteDescription === null) return;
    try {
      this.#isMakingOffer = true;
      await this.#connection.setLocalDescription();
      this.#sendDescription();
    } catch (cause) {
      this.#options.log.swallowed('No offer could be made: the way counts as failed', cause);
      this.#fail();
    } finally {
      this.#isMakingOffer = false;
    }
  }

  async #take({ description, candidate }: Signal): Promise<void> {
    if (this.#isClosed) return;
    if (description !== undefined) await this.#takeDescription(description);
    if (candidate === undefined || candidate === null) return;
    try {
      await this.#connection.addIceCandidate(candidateInit(candidate));
    } catch (cause) {
      if (!this.#ignoresOffer) throw cause;
    }
  }

  async #takeDescription(description: NonNullable<Signal['description']>): Promise<void> {
    const connection = this.#connection;
    const isCollision =
      description.type === 'offer' && (this.#isMakingOffer || connection.signalingState !== 'stable');
    this.#ignoresOffer = !this.#isPolite && isCollision;
    if (this.#ignoresOffer) return;
    await connection.setRemoteDescription(description);
    if (description.type === 'answer') return this.#applySent();
    this.#applyDirections();
    this.#applySent();
    await connection.setLocalDescription();
    this.#sendDescription();
  }

  #sendDescription(): void {
    const description = this.#connection.localDescription;
    if (description === null || (description.type !== 'offer' && description.type !== 'answer')) return;
    this.#signal({ description: { type: description.type, sdp: askForQuietOpus(description.sdp) } });
  }

  #signal(content: Pick<Signal, 'description' | 'candidate'>): void {
    if (!this.#isClosed) this.#options.signal({ type: 'media.signal', linkId: this.linkId, ...content });
  }

  #transceiver(source: MediaSource): RTCRtpTransceiver | undefined {
    return this.#connection.getTransceivers()[mediaSources.indexOf(source)];
  }

  #applyDirections(): void {
    for (const source of mediaSources) {
      const transceiver = this.#transceiver(source);
      const isWanted = this.#receivesVideo || kindOf(source) === 'audio';
      const direction = isWanted ? 'sendrecv' : 'sendonly';
      if (transceiver !== undefined && transceiver.direction !== direction) transceiver.direction = direction;
    }
  }

  #applySent(): void {
    if (this.#isClosed) return;
    for (const source of mediaSources) {
      const sender = this.#transceiver(source)?.sender;
      if (sender === undefined) continue;
      const track = this.#sent[source] ?? null;
      this.#trackWish(source, sender).want(track);
      if (source === 'camera' && track !== null) this.#qualityWish(sender).want(this.#cameraQuality);
    }
  }

  /** A sender changes its track later than it is told to: what it has at this moment says nothing. */
  #trackWish(source: MediaSource, sender: RTCRtpSender): LatestWish<MediaStreamTrack | null> {
    const known = this.#trackWishes.get(source);
    if (known !== undefined) return known;
    const { timers, log } = this.#options;
    const made = new LatestWish<MediaStreamTrack | null>(null, {
      timers,
      apply: (track) => sender.replaceTrack(track),
      isObsolete: () => this.#isClosed,
      failed: (cause) => log.swallowed('A sender took no track: it is given again', cause),
    });
    this.#trackWishes.set(source, made);
    return made;
  }

  #qualityWish(sender: RTCRtpSender): LatestWish<CameraQuality | undefined> {
    const { timers, log } = this.#options;
    return (this.#cameraWish ??= new LatestWish<CameraQuality | undefined>(undefined, {
      timers,
      apply: async (quality) => {
        if (quality !== undefined) await limitCamera(sender, quality);
      },
      isObsolete: () => this.#isClosed,
      failed: (cause) => log.swallowed('A camera took no limit yet: it is given again', cause),
    }));
  }

  #expectConnection(): void {
    if (!this.isConnected) this.#setDeadline(connectMs);
  }

  #setDeadline(ms: number): void {
    this.#cancelDeadline?.();
    this.#cancelDeadline = this.#options.timers.after(ms, () => {
      if (!this.isConnected) this.#fail();
    });
  }

  #fail(): void {
    if (this.#isClosed) return;
    this.#setDeadline(connectMs);
    this.#options.failed();
  }
}

function kindOf(source: MediaSource): 'audio' | 'video' {
  return source === 'camera' || source === 'screen' ? 'video' : 'audio';
}

function candidateOf(candidate: RTCIceCandidate): NonNullable<Signal['candidate']> {
  const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
  return { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment };
}

function candidateInit(candidate: NonNullable<Signal['candidate']>): RTCIceCandidateInit {
  const { usernameFragment = null, ...rest } = candidate;
  return { ...rest, usernameFragment };
}
