import type { MediaSource } from '@atrium/protocol';

/** What is measured of a path at one moment; counts since it was opened. */
export interface PathStats {
  readonly audioPackets: number;
  readonly packetsLost: number;
  readonly packetsReceived: number;
  readonly rttMs: number | undefined;
  readonly isRelayed: boolean;
}

/** One of the ways over which a person's media arrive. */
export interface MediaPath {
  readonly linkId: string;
  readonly personId: string;
  readonly kind: 'p2p' | 'sfu';
  /** Whether what they send can arrive. */
  readonly isConnected: boolean;
  /** Whether what is sent from here can reach them. */
  readonly reaches: boolean;
  /** What arrives from a source; `undefined` where nothing is set up to. Whether packets come is another matter. */
  track(source: MediaSource): MediaStreamTrack | undefined;
  stats(): Promise<PathStats>;
}

/** The own tracks that are to be sent at this moment. */
export type SentTracks = Readonly<Partial<Record<MediaSource, MediaStreamTrack>>>;

export const noStats: PathStats = {
  audioPackets: 0,
  packetsLost: 0,
  packetsReceived: 0,
  rttMs: undefined,
  isRelayed: false,
};
