import type { types } from 'mediasoup-client';
import type { CameraQuality, MediaSource } from '@atrium/protocol';
import { mediaSources } from '@atrium/protocol';
import type { Cancel, Timers } from '../../connection/timers.ts';
import type { Log } from '../../log/log.ts';
import { LatestWish } from '../core/latestWish.ts';
import { retryDelayMs } from '../core/untilObtained.ts';
import type { Asking } from '../core/untilObtained.ts';
import type { SentTracks } from './mediaPath.ts';

const kbit = 1_000;
/** Three sizes of the same camera, from which the SFU passes on the one that each receiver has use for. */
const cameraLayers = [
  { rid: 'r0', scaleResolutionDownBy: 4, maxBitrate: 120 * kbit },
  { rid: 'r1', scaleResolutionDownBy: 2, maxBitrate: 350 * kbit },
  { rid: 'r2', scaleResolutionDownBy: 1, maxBitrate: 900 * kbit },
];
const screenLayers = [{ maxBitrate: 2_500 * kbit }];
const opus = { opusStereo: false, opusDtx: true, opusFec: true };

export interface SfuSendingOptions {
  readonly log: Log;
  readonly timers: Timers;
  readonly transport: types.Transport;
  /** Ends what the SFU may have from a source. Asks until that is done, or nobody wants it any more. */
  readonly unproduce: (source: MediaSource, isObsolete: Asking['isObsolete']) => Promise<unknown>;
}

/** What goes to the SFU from here. Sources that are not sent any more are unproduced. */
export class SfuSending {
  readonly #options: SfuSendingOptions;
  readonly #transport: types.Transport;
  readonly #producers = new Map<MediaSource, types.Producer>();
  /** Sources that the SFU may have something of, although nobody sends it from here: a reply was lost, say. */
  readonly #leftBehind = new Set<MediaSource>();
  readonly #layer: LatestWish<number | undefined>;
  #wanted: SentTracks = {};
  #topLayer = 0;
  #isWorking = false;
  #isRetired = false;
  #attempts = 0;
  #cancelRetry: Cancel | undefined;

  constructor(options: SfuSendingOptions) {
    const { transport, timers, log } = options;
    this.#options = options;
    this.#transport = transport;
    this.#layer = new LatestWish<number | undefined>(undefined, {
      timers,
      apply: async (layer) => {
        const camera = this.#producers.get('camera');
        if (layer !== undefined) await camera?.setMaxSpatialLayer(layer);
      },
      isObsolete: () => this.#transport.closed,
      failed: (cause) => log.swallowed('A camera did not take its layer: it is asked again', cause),
    });
  }

  /** Sends these tracks and no others; what was begun goes on until that is reached. */
  send(tracks: SentTracks): void {
    this.#wanted = tracks;
    void this.#work();
  }

  /** Whether a source is to be sent at this moment. */
  wants(source: MediaSource): boolean {
    return this.#wanted[source] !== undefined;
  }

  /** How much of the camera goes out: while the same goes to others directly, only the smallest layer. */
  limitCamera(quality: CameraQuality, alsoGoesDirectly: boolean): void {
    this.#topLayer = alsoGoesDirectly || quality !== 'full' ? 0 : cameraLayers.length - 1;
    if (this.#producers.has('camera')) this.#layer.want(this.#topLayer);
  }

  /** The server is asked nothing any more: what is not to be sent stops here, and nothing new goes out. */
  retire(): void {
    this.#isRetired = true;
  }

  close(): void {
    this.#cancelRetry?.();
  }

  /** One change after the other: the microphone first, since nothing is missed as much. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#cancelRetry?.();
    const { log, timers } = this.#options;
    try {
      for (let source = this.#next(); source !== undefined; source = this.#next()) {
        await this.#adjust(source);
        this.#attempts = 0;
      }
    } catch (cause) {
      log.swallowed('Something is not sent yet: it is tried again', cause);
      this.#cancelRetry = timers.after(retryDelayMs(this.#attempts++), () => void this.#work());
    } finally {
      this.#isWorking = false;
    }
  }

  #next(): MediaSource | undefined {
    if (this.#transport.closed) return undefined;
    return mediaSources.find((source) => {
      const producer = this.#producers.get(source);
      const track = this.#wanted[source];
      if (track?.readyState === 'ended') return false;
      if (producer === undefined)
        return !this.#isRetired && (track !== undefined || this.#leftBehind.has(source));
      return track === undefined ? !isKept(source, producer) : producer.track !== track || producer.paused;
    });
  }

  async #adjust(source: MediaSource): Promise<void> {
    const producer = this.#producers.get(source);
    const track = this.#wanted[source];
    if (producer === undefined)
      return track === undefined ? this.#unproduce(source) : this.#produce(source, track);
    if (track === undefined) return this.#stop(source, producer);
    if (producer.track !== track) await producer.replaceTrack({ track });
    producer.resume();
  }

  /** A muted microphone stays with the SFU, silent: unmuting has to be instant. All else ends. */
  async #stop(source: MediaSource, producer: types.Producer): Promise<void> {
    if (source === 'microphone') return producer.pause();
    this.#producers.delete(source);
    producer.close();
    this.#leftBehind.add(source);
    await this.#unproduce(source);
  }

  async #unproduce(source: MediaSource): Promise<void> {
    const isObsolete = () => this.#transport.closed || this.wants(source);
    // What is wanted again meanwhile is produced again, which replaces what was left behind.
    const isDone = (await this.#options.unproduce(source, isObsolete)) !== undefined;
    if (isDone && !this.wants(source)) this.#leftBehind.delete(source);
  }

  async #produce(source: MediaSource, track: MediaStreamTrack): Promise<void> {
    // Until there is a reply, nobody knows whether the SFU has it.
    this.#leftBehind.add(source);
    const producer = await this.#transport.produce({
      track,
      stopTracks: false,
      disableTrackOnPause: false,
      zeroRtpOnPause: true,
      appData: { source },
      ...(source === 'camera' ? { encodings: cameraLayers } : {}),
      ...(source === 'screen' ? { encodings: screenLayers } : {}),
      codecOptions: track.kind === 'audio' ? opus : { videoGoogleStartBitrate: 300 },
    });
    this.#leftBehind.delete(source);
    this.#producers.set(source, producer);
    if (source !== 'camera') return;
    // A new camera has all its layers.
    this.#layer.want(undefined);
    this.#layer.want(this.#topLayer);
  }
}

function isKept(source: MediaSource, producer: types.Producer): boolean {
  return source === 'microphone' && producer.paused;
}
