import * as z from 'zod';
import { avatarLookSchema } from '../avatarLook.ts';
import { wireLimits } from '../limits.ts';
import { doorClientMessages } from './doorMessages.ts';
import { idString, requestId, statusSchema, worldVersion } from '../fields.ts';
import { mediaClientMessages } from './mediaClientMessages.ts';
import { moderationClientMessages } from './moderationMessages.ts';
import { objectClientMessages } from './objectMessages.ts';
import { togetherClientMessages } from './togetherMessages.ts';
import { worldClientMessages } from './worldMessages.ts';

const hello = z.strictObject({
  type: z.literal('hello'),
  id: requestId,
  protocolVersion: z.int(),
  token: z.string().min(1).max(wireLimits.tokenLength),
  look: avatarLookSchema,
  /** Of the World file that the Client has; left out by programs without one. */
  worldVersion: worldVersion.optional(),
  spawnPointId: idString.optional(),
  /** The last ticket this Client was given: back to the place it names. */
  ticket: z.string().min(1).max(wireLimits.tokenLength).optional(),
  /** `available` where it is left out. */
  status: statusSchema.optional(),
  /** Whom this person has blocked for themselves. */
  blocked: z.array(idString).max(wireLimits.blockedPeople).optional(),
});

const leave = z.strictObject({ type: z.literal('leave'), id: requestId });
const ping = z.strictObject({ type: z.literal('ping'), id: requestId });
const peopleList = z.strictObject({ type: z.literal('people.list'), id: requestId });

/** Every control message a Client may send. Whatever else arrives is refused. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  hello,
  leave,
  ping,
  peopleList,
  ...doorClientMessages,
  ...objectClientMessages,
  ...togetherClientMessages,
  ...mediaClientMessages,
  ...moderationClientMessages,
  ...worldClientMessages,
]);
export type ClientMessage = z.output<typeof clientMessageSchema>;
export type ClientMessageOf<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;
export type Hello = z.output<typeof hello>;

/** Of a request; `undefined` where the message expects no reply. */
export function requestIdOf(message: ClientMessage): number | undefined {
  return 'id' in message ? message.id : undefined;
}

/** What the Signaling Server makes of a text frame. */
export type ParsedClientMessage =
  | { readonly ok: true; readonly message: ClientMessage }
  | { readonly ok: false; readonly id: number | undefined; readonly problem: string };

/** Reads a text frame from a Client. Never throws. */
export function parseClientMessage(text: string): ParsedClientMessage {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, id: undefined, problem: 'not JSON' };
  }
  const parsed = clientMessageSchema.safeParse(json);
  if (parsed.success) return { ok: true, message: parsed.data };
  const withId = z.object({ id: requestId }).safeParse(json);
  return { ok: false, id: withId.data?.id, problem: z.prettifyError(parsed.error) };
}

const greeting = z.object({ type: z.literal('hello'), id: requestId.optional(), protocolVersion: z.int() });

/** What can be told of a hello from any version of the protocol; `undefined` where the text is no hello. Never throws. */
export function peekHello(
  text: string,
): { readonly id?: number | undefined; readonly protocolVersion: number } | undefined {
  try {
    return greeting.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
