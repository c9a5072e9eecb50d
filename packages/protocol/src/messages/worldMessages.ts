import * as z from 'zod';
import { idString, moveEpoch, placeSchema, someoneSchema, worldVersion } from '../fields.ts';

/** The World has another name. */
const worldRenamed = z.object({ type: z.literal('world.renamed'), name: z.string() });

/** Who edits the World. Nobody does until it is told. */
const worldEditing = z.object({
  type: z.literal('world.editing'),
  /** null: nobody any more. */
  by: someoneSchema.nullable(),
});

/** Another version was published, and takes the place of the one that people are in within a moment. */
const worldComing = z.object({
  type: z.literal('world.coming'),
  version: worldVersion,
  /** Signed address of its file, good for 5 to 10 minutes. */
  file: z.string(),
});

/** The Client has read the file of the version that is coming. Needs no answer. */
const worldReady = z.strictObject({ type: z.literal('world.ready'), version: worldVersion });

/** How a change of the World has put a person elsewhere. */
export const worldMoves = [
  /** Their room was moved as a whole, and they with it. */
  'room',
  /** The seat they sit on was moved. */
  'seat',
  /** To the nearest place where they can be. */
  'aside',
  'spawnPoint',
] as const;
export type WorldMove = (typeof worldMoves)[number];

/** Why a change of the World has switched off what a person sends: others may hear them there than before. */
export const silencingReasons = ['zone', 'zoneType', 'door', 'walls'] as const;
export type SilencingReason = (typeof silencingReasons)[number];

/** The World is another version from here on; whatever comes after this message is about that one. */
const worldChanged = z.object({
  type: z.literal('world.changed'),
  version: worldVersion,
  /** Who has published it. */
  by: someoneSchema,
  /** MoveIntents of an older epoch are ignored from here on. */
  moveEpoch,
  /** Where one's own Avatar is now. */
  place: placeSchema,
  /** The Zone that it is in now. */
  zoneId: idString,
  /** null: where it was. */
  moved: z.enum(worldMoves).nullable(),
  /** null: microphone, camera and screen are as they were. */
  silenced: z.enum(silencingReasons).nullable(),
});

export const worldClientMessages = [worldReady] as const;
export const worldServerMessages = [worldRenamed, worldEditing, worldComing, worldChanged] as const;
