import * as z from 'zod';
import { dtlsParametersSchema } from '../media/iceAndDtls.ts';
import { mediaSourceSchema, mediaStateFields } from '../media/mediaState.ts';
import { rtpCapabilitiesSchema, rtpParametersSchema } from '../media/rtp.ts';
import { wireLimits } from '../limits.ts';
import { idString, requestId, worldVersion } from '../fields.ts';

export const transportDirectionSchema = z.enum(['send', 'receive']);
export type TransportDirection = z.output<typeof transportDirectionSchema>;

/** What goes between two Clients to set up a link (W3C WebRTC: RTCSessionDescription, RTCIceCandidate). */
export const linkSignalFields = {
  linkId: idString,
  description: z
    .strictObject({ type: z.enum(['offer', 'answer']), sdp: z.string().max(wireLimits.sdpLength) })
    .optional(),
  /** null: there are no more. */
  candidate: z
    .strictObject({
      candidate: z.string().max(1024),
      sdpMid: z.string().max(64).nullable(),
      sdpMLineIndex: z.int().min(0).max(255).nullable(),
      usernameFragment: z.string().max(256).nullable().optional(),
    })
    .nullable()
    .optional(),
};

/** The switches of a person. The first one says that this Client takes part in media at all. */
const mediaState = z.strictObject({
  type: z.literal('media.state'),
  id: requestId,
  ...mediaStateFields,
  /** Whether the browser has WebRTC; where not, this Client has no links. */
  canCall: z.boolean().default(true),
  /** Wants no cameras and no screens of others. */
  audioOnly: z.boolean(),
  /** Links and SFU rooms from before that this Client still has open, after a lost connection say. */
  holds: z.array(idString).max(wireLimits.heldLinks),
  /**
   * The version of the World that the Client is in: what it has switched on does not count where the server has switched
   * it off with a later one. Left out by programs without a World file.
   */
  worldVersion: worldVersion.optional(),
});

const mediaSignal = z.strictObject({ type: z.literal('media.signal'), ...linkSignalFields });

/** Links through which this Client receives: packets arrive, or the sender is known to be muted. */
const mediaLive = z.strictObject({
  type: z.literal('media.live'),
  linkIds: z.array(idString).max(wireLimits.heldLinks),
});

const linkReport = z.strictObject({
  linkId: idString,
  state: z.enum(['connecting', 'connected', 'failed']),
  /** Of the packets to this Client since the last report, the part that never came: 0 to 1. */
  loss: z.number().min(0).max(1),
  /** There and back, in ms. */
  rttMs: z.number().min(0).max(60_000).optional(),
  relayed: z.boolean(),
});
export type LinkReport = z.output<typeof linkReport>;

const mediaReport = z.strictObject({
  type: z.literal('media.report'),
  links: z.array(linkReport).max(wireLimits.heldLinks),
  /** As the Compute Pressure API says it (W3C). */
  cpu: z.enum(['nominal', 'fair', 'serious', 'critical']).optional(),
});
export type MediaReport = z.output<typeof mediaReport>;

const sfuJoin = z.strictObject({ type: z.literal('sfu.join'), id: requestId, sfuId: idString });
/** What this Client can receive; to be sent between joining and the first `sfu.consume`. */
const sfuReady = z.strictObject({
  type: z.literal('sfu.ready'),
  id: requestId,
  sfuId: idString,
  rtpCapabilities: rtpCapabilitiesSchema,
});
const sfuConnect = z.strictObject({
  type: z.literal('sfu.connect'),
  id: requestId,
  sfuId: idString,
  direction: transportDirectionSchema,
  dtlsParameters: dtlsParametersSchema,
});
const sfuRestartIce = z.strictObject({
  type: z.literal('sfu.restartIce'),
  id: requestId,
  sfuId: idString,
  direction: transportDirectionSchema,
});
const sfuProduce = z.strictObject({
  type: z.literal('sfu.produce'),
  id: requestId,
  sfuId: idString,
  source: mediaSourceSchema,
  rtpParameters: rtpParametersSchema,
});
/** Ends what was produced from a source. */
const sfuUnproduce = z.strictObject({
  type: z.literal('sfu.unproduce'),
  id: requestId,
  sfuId: idString,
  source: mediaSourceSchema,
});
/** Asks for what a person publishes; it stays paused until `sfu.view` wants it. */
const sfuConsume = z.strictObject({
  type: z.literal('sfu.consume'),
  id: requestId,
  sfuId: idString,
  personId: idString,
  source: mediaSourceSchema,
});
/** What this Client plays and shows at this moment, and how large. Consumers that are not named stay as they are. */
const sfuView = z.strictObject({
  type: z.literal('sfu.view'),
  id: requestId,
  sfuId: idString,
  consumers: z
    .array(
      z.strictObject({
        consumerId: idString,
        paused: z.boolean(),
        /** The most that is of use: 0, 1 or 2, the largest. */
        spatialLayer: z.int().min(0).max(2).optional(),
      }),
    )
    .max(wireLimits.heldLinks),
});

export const mediaClientMessages = [
  mediaState,
  mediaSignal,
  mediaLive,
  mediaReport,
  sfuJoin,
  sfuReady,
  sfuConnect,
  sfuRestartIce,
  sfuProduce,
  sfuUnproduce,
  sfuConsume,
  sfuView,
] as const;
