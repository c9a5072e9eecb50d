import * as z from 'zod';
import { wireLimits } from '../limits.ts';
import { idString, okOf, requestId, someoneSchema } from '../fields.ts';

/** Asks to use an Object or to sit on a seat: the InteractRequest. */
const interact = z.strictObject({ type: z.literal('interact'), id: requestId, objectId: idString });
/** Has finished using it. */
const interactEnd = z.strictObject({ type: z.literal('interact.end'), id: requestId, objectId: idString });

/** Yjs updates travel as base64 (RFC 4648, section 4). */
const base64 = z.base64().max(wireLimits.boardUpdateLength);
const boardPoint = z.object({
  x: z.number().min(0).max(wireLimits.boardSide),
  y: z.number().min(0).max(wireLimits.boardSide),
});

const boardOpen = z.strictObject({ type: z.literal('board.open'), id: requestId, objectId: idString });
/** The next piece of what is on the board. */
const boardMore = z.strictObject({
  type: z.literal('board.more'),
  id: requestId,
  objectId: idString,
  /** Bytes that have been read already. */
  from: z.int().min(0),
});
const boardClose = z.strictObject({ type: z.literal('board.close'), id: requestId, objectId: idString });
const boardUpdate = z.strictObject({ type: z.literal('board.update'), objectId: idString, update: base64 });
/** Where one points on the board; null: nowhere. */
const boardCursor = z.strictObject({
  type: z.literal('board.cursor'),
  objectId: idString,
  point: boardPoint.strict().nullable(),
});

export const objectClientMessages = [
  interact,
  interactEnd,
  boardOpen,
  boardMore,
  boardClose,
  boardUpdate,
  boardCursor,
] as const;

export const interactRefusals = [
  'occupied',
  'out-of-reach',
  'not-seated',
  'nothing-to-use',
  'not-allowed',
] as const;
export type InteractRefusal = (typeof interactRefusals)[number];

/** Granted or Denied. */
const interactOk = z.object({
  type: z.literal('interact.ok'),
  id: requestId,
  granted: z.boolean(),
  /** Why not. */
  reason: z.enum(interactRefusals).optional(),
  /** Who has it, where it is occupied. */
  holder: someoneSchema.optional(),
});

/** Who holds which Object or seat of the Zone: Occupied, or Freed where nobody does. Follows each snapshot, and each change. */
const objectStates = z.object({
  type: z.literal('object.states'),
  objects: z.record(idString, idString.nullable()),
});

const boardPiece = {
  id: requestId,
  /** A part of one Yjs update, from where was asked. */
  piece: z.base64(),
  /** Of the whole update. */
  totalBytes: z.int().min(0),
};
const boardUpdated = z.object({ type: z.literal('board.update'), objectId: idString, update: z.base64() });
const boardPointed = z.object({
  type: z.literal('board.cursor'),
  objectId: idString,
  personId: idString,
  point: boardPoint.nullable(),
});
/** What this Client drew last was not taken: its board is to be opened anew. */
const boardReset = z.object({
  type: z.literal('board.reset'),
  objectId: idString,
  reason: z.enum(['full', 'unreadable', 'too-fast', 'not-kept']),
});
/** The board is closed for this Client: it has left the Zone. */
const boardClosed = z.object({ type: z.literal('board.closed'), objectId: idString });

export const objectServerMessages = [
  interactOk,
  okOf('interact.end'),
  objectStates,
  z.object({ type: z.literal('board.open.ok'), ...boardPiece }),
  z.object({ type: z.literal('board.more.ok'), ...boardPiece }),
  okOf('board.close'),
  boardUpdated,
  boardPointed,
  boardReset,
  boardClosed,
] as const;
