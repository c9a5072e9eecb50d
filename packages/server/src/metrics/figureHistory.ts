import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IntervalHistogram } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { LiveHistory } from '@atrium/protocol';
import type { SignalingStats } from '@atrium/signaling';
import type { ReadSfuFigures } from '../media/runSfu.ts';
import type { SignalSocketsStats } from '../sockets/signalSockets.ts';

/** Between two moments, in s. */
const everySeconds = 10;
/** An hour of them. */
const keptMoments = 360;
/** How finely the delay of the event loop is measured, in ms. */
const loopResolutionMs = 20;

export interface FigureSources {
  readonly stats: () => Pick<SignalingStats & SignalSocketsStats, 'people' | 'sockets' | 'connectedBy'>;
  /** `undefined`: there is no SFU. */
  readonly sfu: ReadSfuFigures | undefined;
}

/** What was measured at a moment. */
interface Moment {
  readonly atMs: number;
  readonly people: number;
  readonly connections: number;
  readonly loopDelayMs: number;
  readonly cpuPercent: number | null;
  readonly sfuCpuPercent: number | null;
  readonly memoryMb: number;
  readonly routes: SignalingStats['connectedBy'];
}

/** CPU time at a moment, both in ms. */
interface CpuReading {
  readonly atMs: number;
  readonly server: number;
  readonly sfu: number | undefined;
}

/** The figures of the last hour, for the Live page: in memory alone, and forgotten with the process. */
export class FigureHistory {
  readonly #sources: FigureSources;
  readonly #log: Pick<Logger, 'error'>;
  readonly #loopDelay: IntervalHistogram;
  readonly #moments: Moment[] = [];
  readonly #timer: NodeJS.Timeout;
  #cpu: CpuReading | undefined;

  constructor(sources: FigureSources, log: Pick<Logger, 'error'>) {
    this.#sources = sources;
    this.#log = log;
    this.#loopDelay = monitorEventLoopDelay({ resolution: loopResolutionMs });
    this.#loopDelay.enable();
    this.#timer = setInterval(() => void this.#measure(), everySeconds * 1000);
    this.#timer.unref();
    void this.#measure();
  }

  /** The oldest first. */
  read(): LiveHistory {
    const moments = this.#moments;
    const line = <Value>(of: (moment: Moment) => Value) => moments.map(of);
    const route = (name: keyof Moment['routes']) => line(({ routes }) => routes[name]);
    return {
      everySeconds,
      at: line(({ atMs }) => atMs),
      people: line(({ people }) => people),
      connections: line(({ connections }) => connections),
      loopDelayMs: line(({ loopDelayMs }) => loopDelayMs),
      cpuPercent: line(({ cpuPercent }) => cpuPercent),
      sfuCpuPercent: line(({ sfuCpuPercent }) => sfuCpuPercent),
      memoryMb: line(({ memoryMb }) => memoryMb),
      routes: {
        direct: route('direct'),
        relayed: route('relayed'),
        sfu: route('sfu'),
        none: route('none'),
      },
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#loopDelay.disable();
  }

  async #measure(): Promise<void> {
    try {
      const { people, sockets: connections, connectedBy } = this.#sources.stats();
      const loopDelayMs = this.#takeLoopDelay();
      const before = this.#cpu;
      const now = await this.#readCpu();
      this.#cpu = now;
      this.#moments.push({
        atMs: Date.now(),
        people,
        connections,
        loopDelayMs,
        cpuPercent: shareOf(before, now, ({ server }) => server),
        sfuCpuPercent: shareOf(before, now, ({ sfu }) => sfu),
        memoryMb: Math.round(process.memoryUsage.rss() / 1e5) / 10,
        routes: { ...connectedBy },
      });
      if (this.#moments.length > keptMoments) this.#moments.shift();
    } catch (cause) {
      this.#log.error({ err: cause }, 'measuring for the Live page');
    }
  }

  /** @returns what it was late since the last moment */
  #takeLoopDelay(): number {
    const lateMs = Math.max(0, this.#loopDelay.percentile(99) / 1e6 - loopResolutionMs);
    this.#loopDelay.reset();
    return Math.round(lateMs * 10) / 10;
  }

  async #readCpu(): Promise<CpuReading> {
    const sfu = (await this.#sources.sfu?.())?.cpuMs;
    const { user, system } = process.cpuUsage();
    return { atMs: performance.now(), server: (user + system) / 1000, sfu };
  }
}

/** CPU time between two moments, in per cent of a core; `null` where one of them is not known. */
function shareOf(
  before: CpuReading | undefined,
  now: CpuReading,
  of: (reading: CpuReading) => number | undefined,
): number | null {
  const [from, to] = [before && of(before), of(now)];
  if (before === undefined || from === undefined || to === undefined) return null;
  const percent = ((to - from) / (now.atMs - before.atMs)) * 100;
  // A worker that was started anew begins at 0.
  return Math.max(0, Math.round(percent * 10) / 10);
}
