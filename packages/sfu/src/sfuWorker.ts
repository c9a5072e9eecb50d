import type { types } from 'mediasoup';
import { mediaCodecs } from './mediaCodecs.ts';
import { RoomPart } from './roomPart.ts';
import type { SfuOptions } from './sfuOptions.ts';

/** Every microphone that sends something, as often as mediasoup's AudioLevelObserver can tell. */
const whoSpeaks = { maxEntries: 1_000, threshold: -127, interval: 250 };

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
  readonly #parts = new Set<RoomPart>();
  /** Parts of rooms on their way: two that are asked for at once go to two workers. */
  #opening = 0;

  private constructor(worker: types.Worker, webRtcServer: types.WebRtcServer) {
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
      const started = new SfuWorker(worker, webRtcServer);
      worker.on('died', () => {
        started.#loseParts();
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

  /** How much there is to do: consumers at work, and the rooms themselves. */
  get load(): number {
    return [...this.#parts].reduce((sum, part) => sum + 1 + part.load, this.#opening);
  }

  get stats(): SfuWorkerStats {
    const parts = [...this.#parts];
    const members = parts.reduce((sum, part) => sum + part.members.size, 0);
    const consumers = parts.reduce((sum, part) => sum + part.consumerCount, 0);
    return { pid: this.pid, rooms: parts.length, members, consumers };
  }

  /** Whether it does something for one of these parts' room. */
  has(parts: readonly RoomPart[]): boolean {
    return parts.some((part) => this.#parts.has(part));
  }

  /** CPU time of the worker process so far, in ms. */
  async cpuMs(): Promise<number> {
    const { ru_utime, ru_stime } = await this.#worker.getResourceUsage();
    return ru_utime + ru_stime;
  }

  /** Opens a room, or what this worker is to do for one that others work for too. */
  async openPart(): Promise<RoomPart> {
    this.#opening++;
    try {
      const router = await this.#worker.createRouter({ mediaCodecs });
      const observer = await router.createAudioLevelObserver(whoSpeaks);
      const part = new RoomPart({
        router,
        webRtcServer: this.#webRtcServer,
        observer,
        workerLoad: () => this.load,
        gone: (gone) => this.#parts.delete(gone),
      });
      this.#parts.add(part);
      return part;
    } finally {
      this.#opening--;
    }
  }

  close(): void {
    for (const part of [...this.#parts]) part.close();
    this.#worker.close();
  }

  #loseParts(): void {
    for (const part of [...this.#parts]) part.lose();
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
