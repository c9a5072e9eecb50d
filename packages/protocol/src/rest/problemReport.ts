import * as z from 'zod';
import { idString, someoneSchema } from '../fields.ts';

/** Bytes of a problem report, as JSON. */
export const problemReportBytes = 64 * 1024;
/** Characters of what the person says. */
export const problemTextLength = 2_000;

/** `POST /api/v1/problem-reports`: what a person tells the Admins about Atrium itself. */
export const problemReportRequestSchema = z.strictObject({
  text: z.string().trim().min(1).max(problemTextLength),
  /** The last lines of the Client's log; the person has seen them. */
  log: z.string().max(problemReportBytes),
});
export type ProblemReportRequest = z.output<typeof problemReportRequestSchema>;

/** Milliseconds since 1970. */
const moment = z.number();

export const problemReportSchema = z.object({
  reportId: idString,
  at: moment,
  by: someoneSchema.extend({ name: z.string() }),
  text: z.string(),
});
export type ProblemReport = z.output<typeof problemReportSchema>;
export const problemReportListSchema = z.object({ reports: z.array(problemReportSchema) });
/** Logs are long: each is asked for by itself. */
export const problemReportLogSchema = z.object({ log: z.string() });

/** Each with what it is replaced by; none takes longer than in proportion to the text. Of pages, mail and networks; then of anything that may be a secret. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]{0,30}:\/\/\S+/gi, '[address]'],
  [/\b(?:turns?|stuns?|mailto|data|blob):\S+/gi, '[address]'],
  [/[^\s@<>()[\]]{1,64}@[^\s@<>()[\]]{0,254}\w/gi, '[address]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '[address]'],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])/gi, '[address]'],
  [
    /(?<![\w:])(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?(?![\w:])/gi,
    '[address]',
  ],
  [/\b(?:bearer|guestlink)\s+\S+/gi, '[secret]'],
  // The parts of the program are named as in `ConnectionTest-Ab12Cd34.js:1:2045`, and are no secrets.
  [/(?<![\w.-])(?![\w-]*\.[jt]sx?\b)[\w-]{20,}(?:\.[\w-]+)*/g, '[secret]'],
];

/** A text without what nobody is to send by mistake: tokens, secrets of links, and addresses of any kind. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}
