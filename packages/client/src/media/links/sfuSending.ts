import type { types } from 'mediasoup-client';
import type { CameraQuality, MediaSource } from '@atrium/protocol';
import { mediaSources } from '@atrium/protocol';
import type { Log } from '../../log/log.ts';
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

/** What goes to the SFU from here. Sources that are not sent any more are unproduced. */
export class SfuSending {
  readonly #transport: types.Transport;
  readonly #unproduce: (source: MediaSource) => Promise<unknown>;
  readonly #log: Log;
  readonly #producers = new Map<MediaSource, types.Producer>();
  #wanted: SentTracks = {};
  #topLayer = 0;
  #isWorking = false;

  constructor(transport: types.Transport, unproduce: (source: MediaSource) => Promise<unknown>, log: Log) {
    this.#transport = transport;
    this.#unproduce = unproduce;
    this.#log = log;
  }

  /** Sends these tracks and no others; what was begun goes on until that is reached. */
  send(tracks: SentTracks): void {
    this.#wanted = tracks;
    void this.#work();
  }

  /** How much of the camera goes out: while the same goes to others directly, only the smallest layer. */
  limitCamera(quality: CameraQuality, alsoGoesDirectly: boolean): void {
    this.#topLayer = alsoGoesDirectly || quality !== 'full' ? 0 : cameraLayers.length - 1;
    this.#applyLayer();
  }

  /** One change after the other: the microphone first, since nothing is missed as much. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      for (let source = this.#next(); source !== undefined; source = this.#next()) await this.#adjust(source);
    } catch (cause) {
      this.#log.swallowed(
        'Sending was refused, or the room is gone: the next plan or switch tries again',
        cause,
      );
    } finally {
      this.#isWorking = false;
    }
  }

  #next(): MediaSource | undefined {
    if (this.#transport.closed) return undefined;
    return mediaSources.find((source) => {
      const producer = this.#producers.get(source);
      const track = this.#wanted[source];
      if (producer === undefined) return track !== undefined;
      return track === undefined ? !isKept(source, producer) : producer.track !== track || producer.paused;
    });
  }

  async #adjust(source: MediaSource): Promise<void> {
    const producer = this.#producers.get(source);
    const track = this.#wanted[source];
    if (producer === undefined) {
      if (track !== undefined) await this.#produce(source, track);
      return;
    }
    if (track === undefined) return this.#stop(source, producer);
    if (producer.track !== track) await producer.replaceTrack({ track });
    producer.resume();
  }

  /** A muted microphone stays with the SFU, silent: unmuting has to be instant. All else ends. */
  async #stop(source: MediaSource, producer: types.Producer): Promise<void> {
    if (source === 'microphone') return producer.pause();
    this.#producers.delete(source);
    producer.close();
    await this.#unproduce(source);
  }

  async #produce(source: MediaSource, track: MediaStreamTrack): Promise<void> {
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
    this.#producers.set(source, producer);
    this.#applyLayer();
  }

  #applyLayer(): void {
    const camera = this.#producers.get('camera');
    if (camera === undefined || camera.closed || camera.maxSpatialLayer === this.#topLayer) return;
    camera
      .setMaxSpatialLayer(this.#topLayer)
      .catch((cause: unknown) => this.#log.swallowed('A camera that ends takes no layer', cause));
  }
}

function isKept(source: MediaSource, producer: types.Producer): boolean {
  return source === 'microphone' && producer.paused;
}
