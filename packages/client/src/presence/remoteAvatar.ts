import type { Peer } from '@atrium/protocol';
import type { Position } from '@atrium/world';
import { Track } from './track.ts';
import type { Picture, Sample } from './track.ts';

/** How long an arriving person fades in... */
export const arrivingMs = 200;
/** ...and a leaving person takes two more steps while fading out. */
export const leavingMs = 400;
const leavingWalkMs = 300;

type Stay =
  | { readonly kind: 'here'; readonly sinceMs: number }
  /** Missing after a reconnect; may be back in a moment. */
  | { readonly kind: 'awaited'; readonly sinceMs: number; readonly untilMs: number }
  | {
      readonly kind: 'leaving';
      readonly sinceMs: number;
      readonly from: Picture;
      readonly velocity: Position;
    };

/** Somebody else in the same Zone, or somebody who has just left it. */
export class RemoteAvatar {
  peer: Peer;
  stay: Stay;
  readonly track: Track;

  /** @param sinceMs when they came; long ago for those who were there before oneself. In ms */
  constructor(peer: Peer, timeMs: number, sinceMs: number) {
    this.peer = peer;
    this.stay = { kind: 'here', sinceMs };
    this.track = new Track(sampleOf(peer, timeMs));
  }

  leave(nowMs: number, playedMs: number): void {
    if (this.stay.kind === 'leaving') return;
    const from = this.track.at(playedMs);
    const isWalking = from.state === 'walking';
    const velocity = isWalking ? this.track.velocityAt(playedMs) : { x: 0, y: 0 };
    this.stay = { kind: 'leaving', sinceMs: nowMs, from, velocity };
  }

  pictureAt(nowMs: number, playedMs: number): Picture {
    if (this.stay.kind !== 'leaving') return this.track.at(playedMs);
    const { from, velocity, sinceMs } = this.stay;
    const seconds = Math.min(leavingWalkMs, nowMs - sinceMs) / 1000;
    return { ...from, x: from.x + velocity.x * seconds, y: from.y + velocity.y * seconds };
  }

  fadeAt(nowMs: number): 'here' | 'arriving' | 'leaving' {
    if (this.stay.kind === 'leaving') return 'leaving';
    return nowMs - this.stay.sinceMs < arrivingMs ? 'arriving' : 'here';
  }

  isGone(nowMs: number): boolean {
    return this.stay.kind === 'leaving' && nowMs - this.stay.sinceMs >= leavingMs;
  }

  /** Whether the picture may change after this moment. */
  isActive(nowMs: number, playedMs: number): boolean {
    switch (this.stay.kind) {
      case 'leaving':
        return true;
      case 'here':
      case 'awaited':
        return nowMs - this.stay.sinceMs < arrivingMs || playedMs <= this.track.settledAtMs;
    }
  }
}

/** @param timeMs on the server's clock */
export function sampleOf(peer: Peer, timeMs: number): Sample {
  return { timeMs, ...peer.place };
}
