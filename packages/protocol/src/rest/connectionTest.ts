import * as z from 'zod';
import { iceServerSchema, transportParametersSchema } from '../media/iceAndDtls.ts';

/** `POST /api/v1/connection-tests`: what a Client tries its network with. */
export const connectionTestSchema = z.object({
  /** How long all of it holds, in seconds. */
  seconds: z.int().min(1),
  stun: z.array(iceServerSchema).max(8),
  /** With credentials for this test alone; empty: the host has set up no TURN. */
  turn: z.array(iceServerSchema).max(8),
  /** A transport that answers and carries nothing; null: there is no SFU. */
  sfu: transportParametersSchema.nullable(),
});
export type ConnectionTest = z.output<typeof connectionTestSchema>;
