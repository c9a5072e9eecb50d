import type { types } from 'mediasoup-client';
import type {
  CameraQuality,
  MediaSource,
  ServerMessageOf,
  TransportDirection,
  TransportParameters,
} from '@atrium/protocol';
import { mediaSources, rtpCapabilitiesSchema, rtpParametersSchema } from '@atrium/protocol';
import type { Log } from '../../log/log.ts';
import type { MediaSignals } from '../../session/mediaSignals.ts';
import type { MediaPath, PathStats, SentTracks } from './mediaPath.ts';
import { noStats } from './mediaPath.ts';
import { readStats } from './readStats.ts';
import type { LoadSfuDevice, SfuDevice } from './sfuDevice.ts';
import { SfuReceiving } from './sfuReceiving.ts';
import type { WantedPictures } from './sfuReceiving.ts';
import { SfuSending } from './sfuSending.ts';
import { withoutUndefined } from '@atrium/protocol';

export interface SfuConnectionOptions {
  readonly log: Log;
  readonly signals: Pick<MediaSignals, 'request' | 'cast'>;
  readonly loadDevice: LoadSfuDevice;
  /** Something about its paths is different now. */
  readonly changed: () => void;
  /** Nothing comes of it (any more): it has to be joined anew. */
  readonly failed: () => void;
}

interface Joined {
  readonly send: types.Transport;
  readonly receive: types.Transport;
  readonly sending: SfuSending;
  readonly receiving: SfuReceiving;
}

/** Being in one room of the SFU. */
export class SfuConnection {
  readonly sfuId: string;
  readonly #options: SfuConnectionOptions;
  #joined: Joined | undefined;
  #isClosed = false;
  #sent: SentTracks = {};
  #people: ReadonlySet<string> = new Set();
  #wanted: WantedPictures = () => undefined;
  #camera: { readonly quality: CameraQuality; readonly alsoGoesDirectly: boolean } = {
    quality: 'full',
    alsoGoesDirectly: false,
  };
  /** What was said before the room was joined. */
  readonly #early = new Map<string, readonly MediaSource[]>();

  constructor(sfuId: string, options: SfuConnectionOptions) {
    this.sfuId = sfuId;
    this.#options = options;
    void this.#join();
  }

  /** Sends these tracks and no others. */
  send(tracks: SentTracks): void {
    this.#sent = tracks;
    this.#joined?.sending.send(tracks);
  }

  limitCamera(quality: CameraQuality, alsoGoesDirectly: boolean): void {
    this.#camera = { quality, alsoGoesDirectly };
    this.#joined?.sending.limitCamera(quality, alsoGoesDirectly);
  }

  /** Those whose media come through this room. */
  setPeople(people: ReadonlySet<string>): void {
    this.#people = people;
    this.#joined?.receiving.setPeople(people);
  }

  setWanted(wanted: WantedPictures): void {
    this.#wanted = wanted;
    this.#joined?.receiving.setWanted(wanted);
  }

  published({ personId, sources }: Pick<ServerMessageOf<'sfu.published'>, 'personId' | 'sources'>): void {
    if (this.#joined === undefined) this.#early.set(personId, sources);
    else this.#joined.receiving.setPublished(personId, sources);
  }

  /** The way over which somebody's media come. */
  path(linkId: string, personId: string): MediaPath {
    const joined = () => this.#joined;
    return {
      linkId,
      personId,
      kind: 'sfu',
      get isConnected() {
        return joined()?.receive.connectionState === 'connected';
      },
      track: (source) => joined()?.receiving.track(personId, source),
      stats: () => this.#statsOf(personId),
    };
  }

  /** Looks for another way, as after a change of network. */
  restartIce(): void {
    for (const direction of ['send', 'receive'] as const) void this.#restartIce(direction);
  }

  close(): void {
    this.#isClosed = true;
    this.#joined?.send.close();
    this.#joined?.receive.close();
  }

  async #join(): Promise<void> {
    const { signals, loadDevice } = this.#options;
    try {
      const room = await signals.request({ type: 'sfu.join', sfuId: this.sfuId });
      const device = await loadDevice(room.rtpCapabilities);
      if (this.#isClosed) return;
      const rtpCapabilities = rtpCapabilitiesSchema.parse(device.recvRtpCapabilities);
      const isReady = signals.request({ type: 'sfu.ready', sfuId: this.sfuId, rtpCapabilities });
      this.#enter(device, room);
      await isReady;
    } catch (cause) {
      this.#options.log.swallowed('The room was not joined: it is tried again', cause);
      this.#fail();
    }
  }

  #enter(device: SfuDevice, room: ServerMessageOf<'sfu.join.ok'>): void {
    const send = device.createSendTransport(transportOptions(room.send));
    const receive = device.createRecvTransport(transportOptions(room.receive));
    this.#connectOnDemand(send, 'send');
    this.#connectOnDemand(receive, 'receive');
    send.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const source = mediaSources.find((known) => known === appData['source']) ?? 'microphone';
      this.#options.signals
        .request({
          type: 'sfu.produce',
          sfuId: this.sfuId,
          source,
          rtpParameters: rtpParametersSchema.parse(rtpParameters),
        })
        .then(({ producerId }) => done({ id: producerId }), failed);
    });
    const { sfuId } = this;
    const sending = new SfuSending(
      send,
      (source) => this.#options.signals.request({ type: 'sfu.unproduce', sfuId, source }),
      this.#options.log,
    );
    const receiving = new SfuReceiving({
      log: this.#options.log,
      transport: receive,
      consume: (personId, source) =>
        this.#options.signals.request({ type: 'sfu.consume', sfuId, personId, source }),
      view: (consumers) => this.#options.signals.cast({ type: 'sfu.view', sfuId, consumers }),
      changed: this.#options.changed,
      broken: () => this.#fail(),
    });
    this.#joined = { send, receive, sending, receiving };
    for (const { personId, sources } of room.published) receiving.setPublished(personId, sources);
    for (const [personId, sources] of this.#early) receiving.setPublished(personId, sources);
    receiving.setWanted(this.#wanted);
    receiving.setPeople(this.#people);
    sending.limitCamera(this.#camera.quality, this.#camera.alsoGoesDirectly);
    sending.send(this.#sent);
    this.#options.changed();
  }

  #connectOnDemand(transport: types.Transport, direction: TransportDirection): void {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#options.signals
        .request({
          type: 'sfu.connect',
          sfuId: this.sfuId,
          direction,
          dtlsParameters: withoutUndefined(dtlsParameters),
        })
        .then(() => done(), failed);
    });
    transport.on('connectionstatechange', (state) => {
      this.#options.log.info('A way to the SFU changed', { direction, state });
      if (state === 'failed') void this.#restartIce(direction);
      this.#options.changed();
    });
  }

  async #restartIce(direction: TransportDirection): Promise<void> {
    const transport = this.#joined?.[direction];
    if (transport === undefined || transport.closed || transport.connectionState === 'new') return;
    try {
      const { iceParameters } = await this.#options.signals.request({
        type: 'sfu.restartIce',
        sfuId: this.sfuId,
        direction,
      });
      await transport.restartIce({ iceParameters: withoutUndefined(iceParameters) });
    } catch (cause) {
      this.#options.log.swallowed('No other way into the room was found: it is joined anew', cause);
      this.#fail();
    }
  }

  async #statsOf(personId: string): Promise<PathStats> {
    const { receive, receiving } = this.#joined ?? {};
    if (receive === undefined || receiving === undefined || receive.closed) return noStats;
    const receivers = mediaSources.flatMap((source) => receiving.receiver(personId, source) ?? []);
    const [transport, ...streams] = await Promise.all([
      receive.getStats(),
      ...receivers.map((receiver) => receiver.getStats()),
    ]);
    const own = streams.map(readStats);
    const sum = (pick: (stats: PathStats) => number) => own.reduce((total, stats) => total + pick(stats), 0);
    const { rttMs, isRelayed } = readStats(transport);
    return {
      audioPackets: sum(({ audioPackets }) => audioPackets),
      packetsLost: sum(({ packetsLost }) => packetsLost),
      packetsReceived: sum(({ packetsReceived }) => packetsReceived),
      rttMs,
      isRelayed,
    };
  }

  #fail(): void {
    if (this.#isClosed) return;
    this.close();
    this.#options.failed();
  }
}

function transportOptions(parameters: TransportParameters): types.TransportOptions {
  const { transportId, ...rest } = withoutUndefined(parameters);
  return { id: transportId, ...rest };
}
