import * as z from 'zod';
import { plainText } from '../fields.ts';

/** A message that somebody attached to a report. */
export const chatLineSchema = z.strictObject({
  from: plainText(64),
  text: plainText(2_000),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type ChatLine = z.output<typeof chatLineSchema>;
