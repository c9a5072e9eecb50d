import * as z from 'zod';
import {
  dtlsParametersSchema,
  iceParametersSchema,
  idString,
  mediaKindSchema,
  mediaSourceSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
  transportDirectionSchema,
  transportParametersSchema,
} from '@atrium/protocol';

/*
 * What a server and an SFU that is another process say to each other: JSON in the text messages of one WebSocket, which
 * keeps their order. The WebSocket's subprotocol names the version. A server offers its own version and the one before; an
 * SFU takes the highest that it knows. So either side may be upgraded first, by one version.
 *
 * A change that an SFU or server of the version before would refuse raises the version. Then this file keeps what the
 * version before said, and the transcript of it in version1.json stays as it is: a test plays it to both sides.
 */

export const controlVersion = 2;
/** The versions spoken here, the highest first. */
export const controlVersions: readonly number[] = [controlVersion, 1];
/** An SFU of an earlier version knows no `withdraw`: what nobody is to receive any more stays there, paused. */
export const withdrawSince = 2;

/** The subprotocol (RFC 6455, 1.9) that names a version. */
export function subprotocolOf(version: number): string {
  return `atrium-sfu.v${version}`;
}

/** More than the longest message: RTP capabilities of a browser are some 20 KB. */
export const maxMessageBytes = 256 * 1024;

/** Chosen by the server, and never used again on the same connection. */
const number = z.int().min(1);

const asks = {
  open: { room: number, worldId: idString, zoneId: idString },
  join: { room: number, member: number, personId: idString },
  connect: { member: number, direction: transportDirectionSchema, dtlsParameters: dtlsParametersSchema },
  restartIce: { member: number, direction: transportDirectionSchema },
  produce: {
    member: number,
    source: mediaSourceSchema,
    generation: number,
    rtpParameters: rtpParametersSchema,
    isPaused: z.boolean(),
  },
  consume: { member: number, personId: idString, source: mediaSourceSchema },
} as const;

/** What the SFU answers to each. */
export const answerSchemas = {
  open: z.strictObject({ rtpCapabilities: rtpCapabilitiesSchema }),
  join: z.strictObject({ send: transportParametersSchema, receive: transportParametersSchema }),
  connect: z.strictObject({}),
  restartIce: z.strictObject({ iceParameters: iceParametersSchema }),
  produce: z.strictObject({ producerId: idString }),
  consume: z.strictObject({
    consumerId: idString,
    producerId: idString,
    kind: mediaKindSchema,
    rtpParameters: rtpParametersSchema,
  }),
} as const;
export type AskName = keyof typeof answerSchemas;
export type Answer<Name extends AskName> = z.output<(typeof answerSchemas)[Name]>;

/** From the server. What has an `id` is answered; the rest is carried out in its order. */
export const orderSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), id: number, ...asks.open }),
  z.strictObject({ type: z.literal('join'), id: number, ...asks.join }),
  z.strictObject({ type: z.literal('connect'), id: number, ...asks.connect }),
  z.strictObject({ type: z.literal('restartIce'), id: number, ...asks.restartIce }),
  z.strictObject({ type: z.literal('produce'), id: number, ...asks.produce }),
  z.strictObject({ type: z.literal('consume'), id: number, ...asks.consume }),
  z.strictObject({ type: z.literal('close'), room: number }),
  z.strictObject({
    type: z.literal('placed'),
    worldId: idString,
    personId: idString,
    /** null: they have left the World. */
    zoneId: idString.nullable(),
  }),
  z.strictObject({
    type: z.literal('capabilities'),
    member: number,
    rtpCapabilities: rtpCapabilitiesSchema,
  }),
  z.strictObject({
    type: z.literal('pauseProducer'),
    member: number,
    source: mediaSourceSchema,
    isPaused: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('unproduce'),
    member: number,
    source: mediaSourceSchema,
    generation: number,
  }),
  z.strictObject({
    type: z.literal('setConsumer'),
    member: number,
    consumerId: idString,
    isPaused: z.boolean(),
    spatialLayer: z.int().min(0).max(2).optional(),
  }),
  z.strictObject({ type: z.literal('deafTo'), member: number, personId: idString, isDeaf: z.boolean() }),
  z.strictObject({ type: z.literal('unconsume'), member: number, personId: idString }),
  z.strictObject({ type: z.literal('withdraw'), member: number, source: mediaSourceSchema }),
  z.strictObject({ type: z.literal('leave'), member: number }),
]);
export type Order = z.output<typeof orderSchema>;
export type Ask = Extract<Order, { id: number }>;
/** What is asked, without the number of the question. */
export type Asked<Name extends AskName> = Omit<Extract<Ask, { type: Name }>, 'id' | 'type'>;

/** From the SFU. */
export const reportSchema = z.discriminatedUnion('type', [
  /** The first message of a connection, and again whenever it has changed. */
  z.strictObject({
    type: z.literal('state'),
    isAvailable: z.boolean(),
    workers: z.int().min(1),
    firstPort: z.int().min(0).max(65_535),
    addresses: z.array(z.string().max(64)).max(64),
  }),
  z.strictObject({ type: z.literal('answer'), id: number, answer: z.unknown() }),
  /** What was asked cannot be done, and the SFU is fine. */
  z.strictObject({ type: z.literal('refused'), id: number, message: z.string().max(1_024) }),
  z.strictObject({ type: z.literal('failed'), id: number, message: z.string().max(1_024) }),
  z.strictObject({ type: z.literal('lost'), room: number }),
  z.strictObject({ type: z.literal('speakers'), room: number, personIds: z.array(idString).max(64) }),
]);
export type Report = z.output<typeof reportSchema>;
export type SfuState = Omit<Extract<Report, { type: 'state' }>, 'type'>;

/** Why a message is not one of these, in a line. */
class ControlMessageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ControlMessageError';
  }
}

/** @throws ControlMessageError where it is not JSON, or not a message of this version */
export function parseMessage<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ControlMessageError('It is not JSON.', { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ControlMessageError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
}
