import * as z from 'zod';
import { roles } from '@atrium/world';
import { errorCodes } from '../errorCodes.ts';
import {
  idString,
  moveEpoch,
  nameSchema,
  networkId,
  peerSchema,
  placeSchema,
  requestId,
  sequence,
  statusSchema,
} from '../fields.ts';
import { avatarLookSchema } from '../avatarLook.ts';
import { doorServerMessages } from './doorMessages.ts';
import { mediaServerMessages } from './mediaServerMessages.ts';
import { moderationServerMessages } from './moderationMessages.ts';
import { objectServerMessages } from './objectMessages.ts';
import { togetherServerMessages } from './togetherMessages.ts';
import { worldServerMessages } from './worldMessages.ts';

/** Why a MoveIntent was not accepted. */
export const correctionReasons = [
  'too-far',
  'blocked',
  'door-closed',
  'occupied',
  'zone-full',
  'zone-hopping',
  'no-seat',
  /** An Admin has sent them out of a Zone. */
  'removed',
] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

const blocker = z.union([
  z.object({ kind: z.enum(['edge', 'wall']) }),
  z.object({ kind: z.enum(['object', 'seat', 'door', 'passage', 'zone']), id: idString }),
]);

const helloOk = z.object({
  type: z.literal('hello.ok'),
  id: requestId,
  sessionId: idString,
  personId: idString,
  networkId,
  name: nameSchema,
  role: z.enum(roles),
  /** What the World is called now; World files of older versions may say something else. */
  worldName: z.string(),
  /** The server's monotonic clock, in ms; presence frames count on the same one. */
  serverTimeMs: z.number().min(0),
  tickMs: z.number().positive(),
  /** Whether the person is where they were before: brought back by the ticket, or never quite gone. */
  resumed: z.boolean(),
  moveEpoch,
  place: placeSchema,
  /** How long this visit may still last, in ms; left out where nothing limits it. */
  staysMs: z.number().min(0).optional(),
});

/**
 * Everyone in the Zone that the Client is in from now on; everyone it knew before is out of sight. The receiver may be
 * among them and skips itself: where a whole World changes, everybody in a Zone gets the same bytes.
 */
const snapshot = z.object({ type: z.literal('snapshot'), zoneId: idString, peers: z.array(peerSchema) });
/** Someone came into the Zone; with a networkId that is known already: the same person, looking different. */
const peerJoined = z.object({ type: z.literal('peer.joined'), peer: peerSchema });
const peerLeft = z.object({
  type: z.literal('peer.left'),
  networkId,
  reason: z.enum(['zone', 'world']),
  /** Where they went within the World; null for a PrivateRoom, which is nobody else's business. */
  zoneId: idString.nullable(),
});

/**
 * People in each Zone that has changed since the last such message; on entry, in every Zone. Those in a PrivateRoom
 * within a TeamArea count for the room alone, so that all counts together are the people of the World.
 */
const zoneCounts = z.object({
  type: z.literal('zone.counts'),
  counts: z.record(idString, z.int().min(0)),
});

const positionCorrection = z.object({
  type: z.literal('position.correction'),
  /** MoveIntents of an older epoch are ignored from here on. */
  moveEpoch,
  /** Of the MoveIntent that was not accepted. */
  sequence,
  place: placeSchema,
  reason: z.enum(correctionReasons),
  blocker: blocker.optional(),
});

const peopleListOk = z.object({
  type: z.literal('people.list.ok'),
  id: requestId,
  people: z.array(
    z.object({
      personId: idString,
      name: nameSchema,
      role: z.enum(roles),
      status: statusSchema,
      look: avatarLookSchema,
      /** Address of an image, where they have one. */
      picture: z.string().optional(),
      /** null: in a private room, whichever it is. */
      zoneId: idString.nullable(),
    }),
  ),
});

const pong = z.object({ type: z.literal('pong'), id: requestId, serverTimeMs: z.number().min(0) });
const leaveOk = z.object({ type: z.literal('leave.ok'), id: requestId });
const ticket = z.object({ type: z.literal('ticket'), ticket: z.string(), lifetimeMs: z.number().positive() });

/** The server is about to restart; every Client is given a moment of its own to come back at. */
const serverClosing = z.object({ type: z.literal('server.closing'), reconnectAfterMs: z.number().min(0) });

const error = z.object({
  type: z.literal('error'),
  /** Of the request that failed, where there was one. */
  id: requestId.optional(),
  code: z.enum(errorCodes),
  message: z.string(),
});

export const serverMessageSchema = z.discriminatedUnion('type', [
  helloOk,
  snapshot,
  peerJoined,
  peerLeft,
  zoneCounts,
  positionCorrection,
  peopleListOk,
  pong,
  leaveOk,
  ticket,
  serverClosing,
  error,
  ...worldServerMessages,
  ...doorServerMessages,
  ...objectServerMessages,
  ...togetherServerMessages,
  ...mediaServerMessages,
  ...moderationServerMessages,
]);
export type ServerMessage = z.output<typeof serverMessageSchema>;
export type ServerMessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

export const serverMessageTypes: ReadonlySet<string> = new Set(
  serverMessageSchema.options.map((option) => option.shape.type.value),
);
const envelope = z.looseObject({ type: z.string() });

/** What a Client makes of a text frame. `unknown` types are from a newer server and are passed over. */
export type ParsedServerMessage =
  | { readonly kind: 'message'; readonly message: ServerMessage }
  | { readonly kind: 'unknown'; readonly type: string }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Reads a text frame from the Signaling Server. Never throws. */
export function parseServerMessage(text: string): ParsedServerMessage {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'invalid', problem: 'not JSON' };
  }
  const opened = envelope.safeParse(json);
  if (!opened.success) return { kind: 'invalid', problem: 'no type' };
  if (!serverMessageTypes.has(opened.data.type)) return { kind: 'unknown', type: opened.data.type };
  const parsed = serverMessageSchema.safeParse(json);
  if (!parsed.success) return { kind: 'invalid', problem: z.prettifyError(parsed.error) };
  return { kind: 'message', message: parsed.data };
}
