import * as z from 'zod';
import { idString } from '../fields.ts';
import { iceServerSchema } from './iceAndDtls.ts';

/** How the people of a Zone are connected, as one of them sees it. */
export const topologies = ['P2P_DIRECT', 'P2P_TURN', 'SFU'] as const;
export type Topology = (typeof topologies)[number];

/** Why a Zone has its Topology; the Client has a sentence for each. */
export const topologyReasons = [
  /** Nobody to talk to. */
  'alone',
  /** Few enough for direct connections. */
  'few-people',
  'too-many-people',
  'too-many-cameras',
  /** A MeetingRoom in use is always on the SFU where there is one. */
  'meeting',
  /** Too many pairs need a relay. */
  'relayed',
  'packet-loss',
  /** No direct path to somebody comes about. */
  'blocked',
  /** Few enough again, but not for long enough. */
  'settling',
  /** An SFU would serve better, and there is none: audio alone. */
  'no-sfu',
  /** More people than can talk without an SFU; this one came too late. */
  'no-sfu-full',
] as const;
export type TopologyReason = (typeof topologyReasons)[number];

/** What the person may send in this Zone at this moment, and how it is played. */
export const mediaRulesSchema = z.object({
  microphone: z.enum(['open', 'push-to-talk', 'off']),
  /** By a moderator: whatever the switch says, nobody hears them. */
  muted: z.boolean(),
  camera: z.boolean(),
  screenShare: z.boolean(),
  /** Volume and direction follow the distance between Avatars; silence from `earshotTiles` on. */
  positional: z.boolean(),
  earshotTiles: z.number().positive(),
  /** How much camera the Zone bears, from all of it to none: lower layers first, then fewer frames. */
  cameraQuality: z.enum(['full', 'low-layers', 'low-frame-rate', 'off']),
});
export type MediaRules = z.output<typeof mediaRulesSchema>;
export type CameraQuality = MediaRules['cameraQuality'];

const linkFields = {
  /** Names this connection and no other one before or after it. */
  linkId: idString,
  /** At the other end. */
  personId: idString,
  /** Whether they are to be heard (within earshot, say); a link may be there before. */
  audible: z.boolean(),
  /** Replaced by another link to the same person, which takes over as soon as it lives. */
  retiring: z.boolean(),
};

/** A connection of two Clients' own. */
export const p2pLinkSchema = z.object({
  ...linkFields,
  kind: z.literal('p2p'),
  /** The part in perfect negotiation (W3C WebRTC 1.0, 10.7): who is polite gives way when offers cross. */
  polite: z.boolean(),
  iceServers: z.array(iceServerSchema).max(8),
  /** Whether `iceServers` has a relay. */
  relay: z.boolean(),
  /** When it grows, ICE is to be restarted with the `iceServers` of this plan. */
  iceEpoch: z.int().min(0),
});
export type P2pLink = z.output<typeof p2pLinkSchema>;

/** What comes from one person through the SFU. */
export const sfuLinkSchema = z.object({ ...linkFields, kind: z.literal('sfu') });
export type SfuLink = z.output<typeof sfuLinkSchema>;

export const mediaLinkSchema = z.discriminatedUnion('kind', [p2pLinkSchema, sfuLinkSchema]);
export type MediaLink = z.output<typeof mediaLinkSchema>;

/** Everything about one person's media in their Zone: complete, and the same however often it is applied. */
export const mediaPlanSchema = z.object({
  type: z.literal('media.plan'),
  /** Grows with each plan of a connection. */
  planId: z.int().min(0),
  zoneId: idString,
  topology: z.enum(topologies),
  reason: z.enum(topologyReasons),
  rules: mediaRulesSchema,
  links: z.array(mediaLinkSchema),
  /** The room to join with `sfu.join`; null where nothing goes through an SFU. */
  sfu: z.object({ sfuId: idString }).nullable(),
});
export type MediaPlan = z.output<typeof mediaPlanSchema>;
