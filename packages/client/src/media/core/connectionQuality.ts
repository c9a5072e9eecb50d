export type ConnectionQuality = 'good' | 'fair' | 'poor' | 'lost' | 'connecting';

/** What is measured of one path. */
export interface PathMeasure {
  readonly isConnected: boolean;
  /** Of late: 0 to 1. */
  readonly loss: number | undefined;
  readonly rttMs: number | undefined;
}

/** Up to here Opus hides what is lost; beyond, one hears it now and then, and then words break. */
const fairLoss = 0.02;
const poorLoss = 0.08;
/** Delays there and back at which people begin to talk into each other (ITU-T G.114: 150 and 400 ms one way). */
const fairRttMs = 300;
const poorRttMs = 800;

/** One word for a path. @param wasConnected whether it has been up before */
export function connectionQuality(path: PathMeasure, wasConnected: boolean): ConnectionQuality {
  if (!path.isConnected) return wasConnected ? 'lost' : 'connecting';
  const { loss = 0, rttMs = 0 } = path;
  if (loss >= poorLoss || rttMs >= poorRttMs) return 'poor';
  return loss >= fairLoss || rttMs >= fairRttMs ? 'fair' : 'good';
}

const fromWorst: readonly ConnectionQuality[] = ['lost', 'poor', 'fair', 'connecting', 'good'];

/** The worst of several, and `good` of none. */
export function worstQuality(qualities: readonly ConnectionQuality[]): ConnectionQuality {
  return fromWorst.find((quality) => qualities.includes(quality)) ?? 'good';
}
