import * as z from 'zod';
import { nameSchema } from '../messages/fields.ts';

/** A link on the start page of the office, which Computers show. */
export const officeLinkSchema = z.strictObject({
  title: nameSchema,
  url: z.string().max(500).refine(isWebAddress, 'is no web address as in https://wiki.example.com/start'),
});
export type OfficeLink = z.output<typeof officeLinkSchema>;

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
