import * as z from 'zod';
import { iceParametersSchema, iceServerSchema, transportParametersSchema } from '../media/iceAndDtls.ts';
import { mediaPlanSchema } from '../media/mediaPlan.ts';
import { mediaSourceSchema, peerMediaStateSchema } from '../media/mediaState.ts';
import { mediaKindSchema, rtpCapabilitiesSchema, rtpParametersSchema } from '../media/rtp.ts';
import { idString, okOf, requestId } from '../fields.ts';
import { linkSignalFields } from './mediaClientMessages.ts';

/** What those named have switched on. Who comes into a Zone is told of all in it, and then of each change. */
const mediaStates = z.object({ type: z.literal('media.states'), states: z.array(peerMediaStateSchema) });
/** From the person at the other end of the link. */
const mediaSignal = z.object({ type: z.literal('media.signal'), ...linkSignalFields });
/** Who speaks in a Zone on the SFU, the loudest first. */
const mediaSpeakers = z.object({ type: z.literal('media.speakers'), personIds: z.array(idString) });

const published = z.object({
  personId: idString,
  /** Another producer for the same source has taken the place of the one before: what was consumed of that is dead. */
  producers: z.array(z.object({ source: mediaSourceSchema, producerId: idString })),
});

/** Relays to the SFU, for networks that reach it in no other way; left out where there are none. */
const iceServers = z.array(iceServerSchema).max(8).optional();

const sfuJoinOk = z.object({
  type: z.literal('sfu.join.ok'),
  id: requestId,
  /** Of the room: what may be sent to it. */
  rtpCapabilities: rtpCapabilitiesSchema,
  send: transportParametersSchema,
  receive: transportParametersSchema,
  published: z.array(published),
  iceServers,
});
/** All that a person publishes now; from those one has a link to. */
const sfuPublished = z.object({
  type: z.literal('sfu.published'),
  sfuId: idString,
  ...published.shape,
});
const sfuRestartIceOk = z.object({
  type: z.literal('sfu.restartIce.ok'),
  id: requestId,
  iceParameters: iceParametersSchema,
  /** As new as those of a join: credentials end after a while. */
  iceServers,
});
const sfuProduceOk = z.object({ type: z.literal('sfu.produce.ok'), id: requestId, producerId: idString });
const sfuConsumeOk = z.object({
  type: z.literal('sfu.consume.ok'),
  id: requestId,
  consumerId: idString,
  producerId: idString,
  kind: mediaKindSchema,
  rtpParameters: rtpParametersSchema,
});

export const mediaServerMessages = [
  mediaPlanSchema,
  mediaStates,
  mediaSignal,
  mediaSpeakers,
  sfuPublished,
  okOf('media.state'),
  sfuJoinOk,
  okOf('sfu.ready'),
  okOf('sfu.connect'),
  sfuRestartIceOk,
  sfuProduceOk,
  okOf('sfu.unproduce'),
  sfuConsumeOk,
  okOf('sfu.view'),
] as const;
