import * as z from 'zod';
import { avatarStates, facings, roles } from '@atrium/world';
import { avatarLookSchema } from '../avatarLook.ts';
import { wireLimits } from '../limits.ts';

/** Chosen by the Client; the one reply to a request carries the same. */
export const requestId = z.int().min(0).max(0xffff_ffff);
export const idString = z.string().min(1).max(wireLimits.idLength);
export const networkId = z.int().min(0).max(0xffff);
export const moveEpoch = z.int().min(0).max(0xffff);
export const sequence = z.int().min(0).max(0xffff);
export const name = z.string().trim().min(1).max(wireLimits.nameLength);

/** Where an Avatar is and what it does there; x and y in tiles. */
export const placeSchema = z.object({
  x: z.number().min(0),
  y: z.number().min(0),
  facing: z.enum(facings),
  state: z.enum(avatarStates),
});
export type Place = z.output<typeof placeSchema>;

/** Someone in the same Zone. Travels once: with the snapshot, or when they come. */
export const peerSchema = z.object({
  networkId,
  personId: idString,
  name,
  role: z.enum(roles),
  look: avatarLookSchema,
  place: placeSchema,
});
export type Peer = z.output<typeof peerSchema>;
