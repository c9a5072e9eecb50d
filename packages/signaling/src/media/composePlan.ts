import type { IceServer, MediaLink, MediaPlan, MediaRules, TopologyReason } from '@atrium/protocol';
import type { Link } from './link.ts';
import { otherEnd } from './link.ts';
import type { MediaMember } from './mediaMember.ts';

export interface PlanParts {
  readonly zoneId: string;
  readonly path: 'P2P' | 'SFU';
  readonly reason: TopologyReason;
  readonly rules: MediaRules;
  readonly links: readonly Link[];
  readonly sfuId: string | undefined;
  readonly stun: readonly IceServer[];
}

/** The MediaPlan of one person: complete, and the same text as long as nothing changes for them. */
export function composePlan(member: MediaMember, parts: PlanParts): Omit<MediaPlan, 'planId'> {
  const links = parts.links.map((link) => describeLink(link, member, parts.stun));
  const usesSfu = parts.path === 'SFU' || links.some((link) => link.kind === 'sfu' && !link.retiring);
  const isRelayed = links.some((link) => link.kind === 'p2p' && link.relay);
  return {
    type: 'media.plan',
    zoneId: parts.zoneId,
    topology: usesSfu ? 'SFU' : isRelayed ? 'P2P_TURN' : 'P2P_DIRECT',
    reason: parts.reason,
    rules: parts.rules,
    links,
    sfu: parts.sfuId === undefined ? null : { sfuId: parts.sfuId },
  };
}

function describeLink(link: Link, member: MediaMember, stun: readonly IceServer[]): MediaLink {
  const { linkId, kind, audible, iceEpoch } = link;
  const fields = {
    linkId,
    personId: otherEnd(link, member).personId,
    audible,
    retiring: link.retiringSinceMs !== undefined,
  };
  if (kind === 'sfu') return { ...fields, kind };
  const relay = link.relays.get(member.personId) ?? [];
  return {
    ...fields,
    kind,
    polite: link.ends[0] === member,
    iceServers: [...stun, ...relay],
    relay: relay.length > 0,
    iceEpoch,
  };
}
