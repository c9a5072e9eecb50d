import type { IceServer } from '@atrium/protocol';
import type { MediaRoute } from '../ports/measures.ts';
import type { MediaMember } from './mediaMember.ts';

/** How two people are connected: directly, or with the SFU between them. */
export interface Link {
  readonly linkId: string;
  readonly kind: 'p2p' | 'sfu';
  readonly ends: readonly [MediaMember, MediaMember];
  audible: boolean;
  /** Since when another link is to take its place. */
  retiringSinceMs: number | undefined;
  /** Who receives through it, as they say: personIds. */
  readonly liveAt: Set<string>;
  /** Whose Client says that no path comes about, or that it broke: personIds. */
  readonly failsAt: Set<string>;
  /** Grows with each restart of ICE. */
  iceEpoch: number;
  restartedAtMs: number;
  readonly madeAtMs: number;
  /** Relays for either end, by personId; empty where STUN has to do. */
  readonly relays: Map<string, readonly IceServer[]>;
}

export function otherEnd(link: Link, member: MediaMember): MediaMember {
  return link.ends[0] === member ? link.ends[1] : link.ends[0];
}

export function isLiveAtBothEnds({ ends, liveAt }: Link): boolean {
  return ends.every(({ personId }) => liveAt.has(personId));
}

/** What carries the sound, as far as its ends have said. */
export function routeOf({ kind, linkId, ends }: Link): MediaRoute {
  if (kind === 'sfu') return 'sfu';
  return ends.some(({ reports }) => reports.get(linkId)?.relayed === true) ? 'relayed' : 'direct';
}
