import * as z from 'zod';
import { nameSchema } from '../fields.ts';

/** Links on the start page at most. */
export const mostOfficeLinks = 20;

/** A link on the start page of the office, which Computers show. */
export const officeLinkSchema = z.strictObject({
  title: nameSchema,
  url: z
    .url({ protocol: /^https?$/i, error: 'is no web address as in https://wiki.example.com/start' })
    .max(500),
});
export type OfficeLink = z.output<typeof officeLinkSchema>;
