import type { types } from 'mediasoup-client';
import type {
  CameraQuality,
  IceServer,
  ServerMessageOf,
  TransportDirection,
  TransportParameters,
} from '@atrium/protocol';
import { mediaSources, rtpCapabilitiesSchema, rtpParametersSchema } from '@atrium/protocol';
import { SessionError } from '../../connection/sessionError.ts';
import type { Timers } from '../../connection/timers.ts';
import type { Log } from '../../log/log.ts';
import type { MediaSignals } from '../../session/mediaSignals.ts';
import { inTime, untilObtained } from '../core/untilObtained.ts';
import type { Asking } from '../core/untilObtained.ts';
import type { MediaPath, PathStats, SentTracks } from './mediaPath.ts';
import { noStats } from './mediaPath.ts';
import { readStats } from './readStats.ts';
import type { LoadSfuParts, SfuParts } from './loadSfuParts.ts';
import type { Producers, SfuReceiving, WantedPictures } from './sfuReceiving.ts';
import type { SfuSending } from './sfuSending.ts';
import { withoutUndefined } from '@atrium/protocol';
import { toRtcIceServers } from './rtcIceServers.ts';

export interface SfuConnectionOptions {
  readonly log: Log;
  readonly signals: Pick<MediaSignals, 'request' | 'cast'>;
  readonly loadParts: LoadSfuParts;
  readonly timers: Timers;
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
  #isRetired = false;
  #sent: SentTracks = {};
  #people: ReadonlySet<string> = new Set();
  #wanted: WantedPictures = () => undefined;
  #camera: { readonly quality: CameraQuality; readonly alsoGoesDirectly: boolean } = {
    quality: 'full',
    alsoGoesDirectly: false,
  };
  /** What was said before the room was joined. */
  readonly #early = new Map<string, Producers>();
  readonly #iceRestarts = { send: 0, receive: 0 };

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

  published({ personId, producers }: Pick<ServerMessageOf<'sfu.published'>, 'personId' | 'producers'>): void {
    if (this.#joined === undefined) this.#early.set(personId, producers);
    else this.#joined.receiving.setPublished(personId, producers);
  }

  /** The way over which somebody's media come. */
  path(linkId: string, personId: string): MediaPath {
    const joined = () => this.#joined;
    const carries = (direction: TransportDirection) => joined()?.[direction].connectionState === 'connected';
    return {
      linkId,
      personId,
      kind: 'sfu',
      get isConnected() {
        // A transport connects when there is something to go over it: who publishes nothing is as near as can be.
        const { receive, receiving } = joined() ?? {};
        const waits = receive?.connectionState === 'new' && receiving?.publishesAnything(personId) === false;
        return carries('receive') || waits;
      },
      get reaches() {
        return carries('send') || (carries('receive') && joined()?.send.connectionState === 'new');
      },
      track: (source) => joined()?.receiving.track(personId, source),
      stats: () => this.#statsOf(personId),
    };
  }

  /** Looks for another way, as after a change of network. */
  restartIce(): void {
    for (const direction of ['send', 'receive'] as const) void this.#restartIce(direction);
  }

  /** Nothing is asked of the server about it from now on; what goes through it goes on. */
  retire(): void {
    this.#isRetired = true;
    this.#joined?.sending.retire();
  }

  close(): void {
    this.#isClosed = true;
    const { send, receive, sending, receiving } = this.#joined ?? {};
    sending?.close();
    receiving?.close();
    send?.close();
    receive?.close();
  }

  /**
   * Asks the SFU until there is an answer, or nobody has use for it. An answer that the person is not in the room (any
   * more) means that the room has to be joined anew.
   */
  #ask<Reply>(ask: () => Promise<Reply>, isObsolete: Asking['isObsolete']): Promise<Reply | undefined> {
    const { timers, log } = this.#options;
    return untilObtained(ask, {
      timers,
      isObsolete: () => this.#isClosed || this.#isRetired || isObsolete(),
      failed: (cause) => {
        log.swallowed('The SFU did not do what was asked: it is asked again', cause);
        const isOutside = cause instanceof SessionError && cause.code === 'sfu_unavailable';
        if (isOutside && this.#joined !== undefined) this.#fail();
      },
    });
  }

  async #join(): Promise<void> {
    const { signals, loadParts, log } = this.#options;
    const { sfuId } = this;
    try {
      const room = await this.#ask(() => signals.request({ type: 'sfu.join', sfuId }), never);
      if (room === undefined) return;
      const parts = await loadParts(room.rtpCapabilities);
      if (this.#isClosed) return;
      const rtpCapabilities = rtpCapabilitiesSchema.parse(parts.device.recvRtpCapabilities);
      const isReady = this.#ask(() => signals.request({ type: 'sfu.ready', sfuId, rtpCapabilities }), never);
      this.#enter(parts, room);
      await isReady;
    } catch (cause) {
      log.swallowed('The room was not joined: it is tried again', cause);
      this.#fail();
    }
  }

  #enter({ device, SfuReceiving, SfuSending }: SfuParts, room: ServerMessageOf<'sfu.join.ok'>): void {
    const { signals, changed, log, timers } = this.#options;
    const { sfuId } = this;
    const send = device.createSendTransport(transportOptions(room.send, room.iceServers));
    const receive = device.createRecvTransport(transportOptions(room.receive, room.iceServers));
    this.#connectOnDemand(send, 'send');
    this.#connectOnDemand(receive, 'receive');
    const sending = new SfuSending({
      log,
      timers,
      transport: send,
      unproduce: (source, isObsolete) =>
        this.#ask(() => signals.request({ type: 'sfu.unproduce', sfuId, source }), isObsolete),
    });
    send.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const source = mediaSources.find((known) => known === appData['source']) ?? 'microphone';
      const request = {
        type: 'sfu.produce',
        sfuId,
        source,
        rtpParameters: rtpParametersSchema.parse(rtpParameters),
      } as const;
      const isObsolete = () => send.closed || !sending.wants(source);
      void this.#ask(() => signals.request(request), isObsolete).then((reply) => {
        if (reply === undefined) failed(new Error('It is not to be sent any more.'));
        else done({ id: reply.producerId });
      });
    });
    const receiving = new SfuReceiving({
      log,
      timers,
      transport: receive,
      consume: (personId, source, isObsolete) =>
        this.#ask(() => signals.request({ type: 'sfu.consume', sfuId, personId, source }), isObsolete),
      view: (consumers) => inTime(signals.request({ type: 'sfu.view', sfuId, consumers }), timers),
      changed,
      broken: () => this.#fail(),
    });
    this.#joined = { send, receive, sending, receiving };
    if (this.#isRetired) sending.retire();
    for (const { personId, producers } of room.published) receiving.setPublished(personId, producers);
    for (const [personId, producers] of this.#early) receiving.setPublished(personId, producers);
    receiving.setWanted(this.#wanted);
    receiving.setPeople(this.#people);
    sending.limitCamera(this.#camera.quality, this.#camera.alsoGoesDirectly);
    sending.send(this.#sent);
    changed();
  }

  #connectOnDemand(transport: types.Transport, direction: TransportDirection): void {
    const { signals, changed, log } = this.#options;
    const { sfuId } = this;
    transport.on('connect', (event, done, failed) => {
      const dtlsParameters = withoutUndefined(event.dtlsParameters);
      const request = { type: 'sfu.connect', sfuId, direction, dtlsParameters } as const;
      void this.#ask(
        () => signals.request(request),
        () => transport.closed,
      ).then((reply) => {
        if (reply === undefined) failed(new Error('The transport is closed.'));
        else done();
      });
    });
    transport.on('connectionstatechange', (state) => {
      log.info('A way to the SFU changed', { direction, state });
      if (state === 'failed') void this.#restartIce(direction);
      changed();
    });
  }

  async #restartIce(direction: TransportDirection): Promise<void> {
    const { signals, log } = this.#options;
    const transport = this.#joined?.[direction];
    if (transport === undefined || transport.closed || transport.connectionState === 'new') return;
    const restart = ++this.#iceRestarts[direction];
    const isObsolete = () => transport.closed || this.#iceRestarts[direction] !== restart;
    const request = { type: 'sfu.restartIce', sfuId: this.sfuId, direction } as const;
    try {
      const reply = await this.#ask(() => signals.request(request), isObsolete);
      if (reply === undefined) return;
      const { iceServers } = reply;
      if (iceServers !== undefined)
        await transport.updateIceServers({ iceServers: toRtcIceServers(iceServers) });
      await transport.restartIce({ iceParameters: withoutUndefined(reply.iceParameters) });
    } catch (cause) {
      log.swallowed('No other way into the room was found: it is joined anew', cause);
      this.#fail();
    }
  }

  async #statsOf(personId: string): Promise<PathStats> {
    const { receive, receiving } = this.#joined ?? {};
    if (receive === undefined || receiving === undefined || receive.closed) return noStats;
    const [transport, streams] = await Promise.all([receive.getStats(), receiving.statsOf(personId)]);
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
    if (this.#isClosed || this.#isRetired) return;
    this.close();
    this.#options.failed();
  }
}

function transportOptions(
  parameters: TransportParameters,
  iceServers: readonly IceServer[] = [],
): types.TransportOptions {
  const { transportId, ...rest } = withoutUndefined(parameters);
  return { id: transportId, ...rest, iceServers: toRtcIceServers(iceServers) };
}

/** Until the room is closed. */
function never(): boolean {
  return false;
}
