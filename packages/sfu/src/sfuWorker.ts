import type { types } from 'mediasoup';
import type { SfuRoomEvents } from '@atrium/signaling';
import { MediasoupRoom } from './mediasoupRoom.ts';
import { mediaCodecs } from './mediaCodecs.ts';
import type { SfuOptions } from './sfuOptions.ts';

/** Four voices at once are a quarrel; -55 dBov is quieter than speech (mediasoup's AudioLevelObserver). */
const whoSpeaks = { maxEntries: 4, threshold: -55, interval: 400 };

/** What is known of one worker; for the page that shows the live state. */
export interface SfuWorkerStats {
  readonly pid: number;
  readonly rooms: number;
  readonly members: number;
  readonly consumers: number;
}

/** One worker process of mediasoup, with one port for everything that goes through it. */
export class SfuWorker {
  readonly #worker: types.Worker;
  readonly #webRtcServer: types.WebRtcServer;
  readonly #options: SfuOptions;
  readonly #rooms = new Set<MediasoupRoom>();
  /** Rooms on their way: two that are asked for at once go to two workers. */
  #opening = 0;

  private constructor(worker: types.Worker, webRtcServer: types.WebRtcServer, options: SfuOptions) {
    this.#options = options;
    this.#worker = worker;
    this.#webRtcServer = webRtcServer;
  }

  /** @param index of this worker among all. @param died called when it is gone without having been closed */
  static async start(options: SfuOptions, index: number, died: () => void): Promise<SfuWorker> {
    // Hundreds of files, which a server without an SFU need not read.
    const { createWorker } = await import('mediasoup');
    const worker = await createWorker({ logLevel: 'error' });
    try {
      const webRtcServer = await worker.createWebRtcServer({ listenInfos: listenInfosOf(options, index) });
      const started = new SfuWorker(worker, webRtcServer, options);
      worker.on('died', () => {
        started.#loseRooms();
        died();
      });
      return started;
    } catch (cause) {
      worker.close();
      throw cause;
    }
  }

  get pid(): number {
    return this.#worker.pid;
  }

  /** How much there is to do: everybody in its rooms, and the rooms themselves. */
  get load(): number {
    return [...this.#rooms].reduce((sum, room) => sum + 1 + room.memberCount, this.#opening);
  }

  get stats(): SfuWorkerStats {
    const rooms = [...this.#rooms];
    const members = rooms.reduce((sum, room) => sum + room.memberCount, 0);
    const consumers = rooms.reduce((sum, room) => sum + room.consumerCount, 0);
    return { pid: this.pid, rooms: rooms.length, members, consumers };
  }

  /** CPU time of the worker process so far, in ms. */
  async cpuMs(): Promise<number> {
    const { ru_utime, ru_stime } = await this.#worker.getResourceUsage();
    return ru_utime + ru_stime;
  }

  async openRoom(events: SfuRoomEvents): Promise<MediasoupRoom> {
    this.#opening++;
    try {
      const router = await this.#worker.createRouter({ mediaCodecs });
      const observer = await router.createAudioLevelObserver(whoSpeaks);
      const room = new MediasoupRoom({
        router,
        webRtcServer: this.#webRtcServer,
        observer,
        events,
        announcedFor: this.#options.announcedFor,
        gone: (gone) => this.#rooms.delete(gone),
      });
      this.#rooms.add(room);
      return room;
    } finally {
      this.#opening--;
    }
  }

  close(): void {
    for (const room of [...this.#rooms]) room.close();
    this.#worker.close();
  }

  #loseRooms(): void {
    for (const room of [...this.#rooms]) room.lose();
    this.#rooms.clear();
  }
}

/** Clients prefer UDP, and those addresses that come first. */
function listenInfosOf({ addresses, firstPort }: SfuOptions, index: number): types.TransportListenInfo[] {
  return (['udp', 'tcp'] as const).flatMap((protocol) =>
    addresses.map((ip) => ({
      protocol,
      ip,
      ...(firstPort === 0 ? {} : { port: firstPort + index }),
    })),
  );
}
